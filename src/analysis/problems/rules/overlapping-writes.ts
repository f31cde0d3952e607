import type { JsonValue } from '../../../lib/json';
import { isCutValue } from '../../../protocol/cut-value';
import { toPropId, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector, type Surroundings } from '../rule';
import type { Run } from '../runs';
import { isSameValue, markOf } from '../values';

/** Milliseconds for which the newer answer has to be shown: two clicks in a blink may be answered in either order. */
const SHOWN = 50;
/** Requests this close in time have no order that means anything. */
const CLOSE = 5;
/** Times of which the longer one is at most so many times the other are about the same. */
const ABOUT = 4;
/** How often an older answer has to come last: once may be chance. */
const OFTEN = 2;

export interface OverlapParams {
  /** Who wrote first and was overwritten, and who overwrote it; the same callback for two calls of it. */
  readonly first: CallbackKey;
  readonly second: CallbackKey;
  readonly prop: PropId;
  readonly count: number;
  /** The answer to the earlier request came last. */
  readonly overtaken: boolean;
}

type OverlapRule = 'two-writers' | 'lost-update';

interface Race {
  readonly prop: PropId;
  /** Who wrote first and was overwritten, and who overwrote it. */
  readonly first: CallbackKey;
  readonly second: CallbackKey;
  /** What began the later calls: with MATCH one action may have several. */
  readonly actions: Set<string>;
  count: number;
  /** Both took about as long, or now the one was last and now the other: who is the slower one is chance. */
  open: boolean;
  /** Who wrote last, the times so far. */
  readonly last: Set<CallbackKey>;
  /** The later request was overwritten by the answer to the earlier one. */
  overtaken: boolean;
  readonly calls: CallId[];
}

/**
 * Two calls that run at the same time and write the same property: the value of the slower one remains.
 *
 * Proven by: both ran at the same time and wrote different values. For two writers, one action triggered both and
 * neither is always the faster one, or the response to the earlier request came last in several actions. A lost update
 * was read before the other write, and the value written later does not contain what the other one added. Values that
 * are not known in full prove nothing.
 */
function detectOverlaps(wanted: OverlapRule): Detector<OverlapParams> {
  const races = new Map<string, Race>();

  const note = (
    rule: OverlapRule,
    prop: string,
    first: Run,
    second: Run,
    overtaken: boolean,
    { model, beginningOf }: Surroundings,
  ): void => {
    if (rule !== wanted) return;
    const declared = declaredOf(model.callbacks.get(first.call.callback)?.outputs, prop);
    // Who of two writers is the slower one may change from time to time; whose write is lost is a matter of its own.
    const pair =
      rule === 'two-writers' && !overtaken
        ? [first.call.callback, second.call.callback].sort()
        : [first.call.callback, second.call.callback];
    const key = `${rule} ${declared} ${pair.join(' ')}`;
    let race = races.get(key);
    if (race === undefined)
      races.set(
        key,
        (race = {
          prop: toPropId(prop),
          first: first.call.callback,
          second: second.call.callback,
          actions: new Set(),
          count: 0,
          open: false,
          last: new Set(),
          overtaken,
          calls: [],
        }),
      );
    race.count++;
    race.actions.add(beginningOf(second.call));
    race.last.add(second.call.callback);
    race.open ||= first.call.callback === second.call.callback || race.last.size > 1 || isAboutAsLong(first, second);
    race.overtaken ||= overtaken;
    keepCall(race.calls, first.call.id);
    keepCall(race.calls, second.call.id);
  };

  const compare = (first: Run, second: Run, surroundings: Surroundings): void => {
    for (const [prop, later] of second.writes) {
      const earlier = first.writes.get(prop);
      if (earlier === undefined || later.update === 'patch' || isSameValue(earlier.value, later.value) !== false)
        continue;
      const read = second.states.get(prop) ?? second.inputs.get(prop);
      // Messages are told as they come: each of them is meant to take the place of the one before. Nobody reads them first.
      if (read === undefined && first.beside.has(prop) && second.beside.has(prop)) continue;
      const isOne = isOneAction(first, second, surroundings);
      const isOvertaken =
        !isOne &&
        (first.call.phases.requested ?? 0) - (second.call.phases.requested ?? 0) > CLOSE &&
        second.to - first.to >= SHOWN;
      if (read !== undefined && second.from < first.to) {
        if (
          isSameValue(read.value, earlier.value) === false &&
          holdsAdded(read.value, earlier.value, later.value) === false
        )
          note('lost-update', prop, first, second, isOvertaken, surroundings);
      } else if (isOvertaken || (isOne && !isSurelyFirst(first, second)))
        note('two-writers', prop, first, second, isOvertaken, surroundings);
    }
  };

  return {
    settled(_call, surroundings) {
      const { overlap } = surroundings;
      for (const other of overlap?.others ?? []) if (overlap !== null) compare(other, overlap.run, surroundings);
    },
    findings: () =>
      [...races]
        .filter(([, { overtaken, actions, open }]) =>
          overtaken ? actions.size >= OFTEN : wanted === 'lost-update' || open,
        )
        .map(([key, race]) => toFinding(key, race)),
  };
}

export const twoWriters = defineRule({
  id: 'two-writers',
  group: 'conflicts',
  detect: () => detectOverlaps('two-writers'),
});
export const lostUpdate = defineRule({
  id: 'lost-update',
  group: 'conflicts',
  detect: () => detectOverlaps('lost-update'),
});

/**
 * Whether what came into a value with the earlier write is in the later one as well: who writes to a database and returns the
 * whole list loses nothing. `null` where values were left in the page, and nobody knows.
 */
export function holdsAdded(
  read: JsonValue | undefined,
  earlier: JsonValue | undefined,
  later: JsonValue | undefined,
): boolean | null {
  const [before, added, now] = [read, earlier, later].map((value) => partsOf(value));
  if (before === null || added === null || now === null) return null;
  if (before === undefined || added === undefined || now === undefined) return false;
  // Counted, as a list may hold the same item several times.
  const fresh = [...added]
    .map(([part, count]) => ({ part, more: count - (before.get(part) ?? 0) }))
    .filter(({ more }) => more > 0);
  return fresh.length > 0 && fresh.every(({ part, more }) => (now.get(part) ?? 0) >= (before.get(part) ?? 0) + more);
}

/** Items of a list, or keys with their values, as text, each with how many there are; `undefined` of what has no parts, `null` of what is not known. */
function partsOf(value: JsonValue | undefined): ReadonlyMap<string, number> | null | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!markOf(value).certain || isCutValue(value)) return null;
  const parts = new Map<string, number>();
  const texts = Array.isArray(value)
    ? value.map((item: JsonValue) => markOf(item).text)
    : Object.entries(value).map(([key, item]) => `${key} ${markOf(item).text}`);
  for (const text of texts) parts.set(text, (parts.get(text) ?? 0) + 1);
  return parts;
}

/** Of one callback only its instances meet like this: two calls of the same one replace each other. On a page load all of them run, each as declared. */
const isOneAction = (a: Run, b: Run, { beginningOf }: Surroundings): boolean =>
  (a.call.callback !== b.call.callback ||
    (JSON.stringify(a.call.match) !== JSON.stringify(b.call.match) && !a.call.initial)) &&
  beginningOf(a.call) === beginningOf(b.call);

/** A quick "working…" and a slow result are an order that somebody meant; times like these are none. */
const isAboutAsLong = (a: Run, b: Run): boolean =>
  Math.max(a.to - a.from, b.to - b.from) <= ABOUT * Math.min(a.to - a.from, b.to - b.from);

/** A clientside function that is done in a moment is always before a server's answer: "Loading…", and then the result. */
const isSurelyFirst = (first: Run, second: Run): boolean =>
  first.call.kind === 'clientside' && second.call.kind !== 'clientside' && first.to - first.from < SHOWN;

const toFinding = (id: string, { prop, first, second, count, overtaken, calls }: Race): Found<OverlapParams> => ({
  id,
  callbacks: [...new Set([first, second])],
  params: { first, second, prop, count, overtaken },
  evidence: { calls: [...calls], count, props: [prop], bytes: null, ms: null },
});
