import type { JsonValue } from '../../../lib/json';
import { isCutValue } from '../../../protocol/cut-value';
import { toPropId, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector, type Surroundings } from '../rule';
import type { Run } from '../runs';
import { isSameValue, markOf } from '../values';

/**
 * The newer result must have been visible for this many milliseconds: two clicks in quick succession may be answered in
 * either order.
 */
const SHOWN = 50;
/** The order of requests this close in time has no meaning. */
const CLOSE = 5;
/** Durations are about the same if their ratio is at most this. */
const ABOUT = 4;
/** How often an older response must arrive last: once may be chance. */
const OFTEN = 2;

export interface OverlapParams {
  /** Who wrote first and was overwritten, and who overwrote it; the same callback for two calls of it. */
  readonly first: CallbackKey;
  readonly second: CallbackKey;
  readonly prop: PropId;
  readonly count: number;
  /** The response to the earlier request arrived last. */
  readonly overtaken: boolean;
}

type OverlapRule = 'two-writers' | 'lost-update';

interface Race {
  readonly prop: PropId;
  /** Who wrote first and was overwritten, and who overwrote it. */
  readonly first: CallbackKey;
  readonly second: CallbackKey;
  /** The actions behind the later calls: with MATCH one action may have several. */
  readonly actions: Set<string>;
  count: number;
  /** Both took about as long, or sometimes one was last and sometimes the other: which one is slower is chance. */
  open: boolean;
  /** Which callback wrote last, so far. */
  readonly last: Set<CallbackKey>;
  /** The result of the later request was overwritten by that of the earlier one. */
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
    // Which of two writers is slower may change; lost updates are counted separately.
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
      // Messages are shown as they arrive, and each is meant to replace the previous one. No callback reads them first.
      if (read === undefined && first.bySetProps.has(prop) && second.bySetProps.has(prop)) continue;
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
 * Whether the later value contains what the earlier write added: a callback that writes to a database and returns the
 * whole list loses nothing. `null` if it is not known, because values were left in the page.
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

/**
 * Items of a list, or keys with their values, as text, each with its number; `undefined` for values without parts,
 * `null` for values that are not known.
 */
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

/**
 * Two calls of the same callback supersede each other, so only its instances can overlap like this. On a page load all
 * of them run, each as declared.
 */
const isOneAction = (a: Run, b: Run, { beginningOf }: Surroundings): boolean =>
  (a.call.callback !== b.call.callback ||
    (JSON.stringify(a.call.match) !== JSON.stringify(b.call.match) && !a.call.initial)) &&
  beginningOf(a.call) === beginningOf(b.call);

/** A quick "working…" and a slow result are an intended order; similar durations are not. */
const isAboutAsLong = (a: Run, b: Run): boolean =>
  Math.max(a.to - a.from, b.to - b.from) <= ABOUT * Math.min(a.to - a.from, b.to - b.from);

/** A quick clientside function always finishes before a response of the server: "Loading…", and then the result. */
const isSurelyFirst = (first: Run, second: Run): boolean =>
  first.call.kind === 'clientside' && second.call.kind !== 'clientside' && first.to - first.from < SHOWN;

const toFinding = (id: string, { prop, first, second, count, overtaken, calls }: Race): Found<OverlapParams> => ({
  id,
  callbacks: [...new Set([first, second])],
  params: { first, second, prop, count, overtaken },
  evidence: { calls: [...calls], count, props: [prop], bytes: null, ms: null },
});
