import { propIdOf, splitPropId } from '../../../dash/component-id';
import type { TraceModel } from '../../../trace/model';
import { outputsOf } from '../../../trace/outputs';
import { toPropId, type Call, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { isMoving } from '../moving';
import { isOwnOutput } from '../own-output';
import { defineRule, type Detector, type Surroundings } from '../rule';
import { didRun, inputsOf, payloadOf } from '../values';

export interface LoopParams {
  /** What leads from one call to the next: a property or, for new components, the callback that added them. */
  readonly steps: readonly ({ readonly prop: PropId } | { readonly callback: CallbackKey })[];
  readonly turns: number;
  /** Milliseconds. */
  readonly duration: number;
  /** The property that closes the loop, and its values in the latest turns, each as the beginning of its JSON. */
  readonly closing: PropId | null;
  readonly values: readonly string[];
  /** Callbacks that add components to the page in each turn. */
  readonly adding: readonly CallbackKey[];
  /** A component changed this property by itself between the turns. */
  readonly byItself: PropId | null;
  readonly hasStopped: boolean;
}

/** How many turns are a loop: an app that settles after fewer works as intended. */
const MANY = 5;
/** How many calls of one turn are followed back. */
const LONGEST_TURN = 30;
/** Milliseconds within which a component reacts to a new value of a property by changing it. */
const AT_ONCE = 500;
const MOST_REMEMBERED = 5_000;
const MOST_LATEST = 20;
/** Times this close count as the same. */
const CLOSE = 5;
/**
 * After this many milliseconds without a turn a loop has stopped, if it would have made this many turns in that time.
 */
const QUIET = 5_000;
const QUIET_TURNS = 3;

interface Turn {
  readonly loop: Loop;
  readonly number: number;
}

interface Loop {
  /** The callbacks of a turn, in order, each with the property or the new components that lead on to the next. */
  path: readonly { readonly callback: CallbackKey; readonly prop: PropId | null; readonly isAnew: boolean }[];
  turns: number;
  readonly from: number;
  to: number;
  readonly calls: CallId[];
  /** The values of the property that closes the loop, for the latest turns. */
  values: string[];
  /** A component changed by itself a property that a call of the loop had written. */
  byItself: PropId | null;
}

interface Link {
  readonly call: CallId;
  readonly callback: CallbackKey;
  readonly match: string;
  readonly parent: CallId | null;
  /** The property that led here. */
  readonly prop: PropId | null;
  /** The call was the first one for components that were added to the page. */
  readonly isAnew: boolean;
  turn: Turn | null;
}

interface Parent {
  readonly parent: CallId | null;
  readonly prop: PropId | null;
  readonly isAnew?: boolean;
  readonly byItself?: true;
}

/**
 * Calls that trigger each other in a loop, also where Dash cannot see it.
 *
 * Proven by: a chain of causes leads from each turn to the next one, back to the same callback with the same values of
 * MATCH, at least five times, without a gesture or an interval in between. A component's own change continues the chain
 * only if the call wrote that property, or one that it is known to follow (`ANSWERS`), right before.
 */
function detectLoops(): Detector<LoopParams> {
  const links = new Map<CallId, Link>();
  /** The latest calls: if the cause of a change is not recorded, it may be one of them. */
  let latest: Call[] = [];
  const found = new Map<string, Loop>();
  /** When the callbacks of a loop last completed a turn, in any of their loops. */
  const lastTurns = new Map<string, number>();
  let now = 0;

  const remember = (call: Call): void => {
    latest = [...latest.slice(1 - MOST_LATEST), call];
    if (links.size > MOST_REMEMBERED)
      for (const id of [...links.keys()].slice(0, MOST_REMEMBERED / 2)) links.delete(id);
  };

  return {
    settled(call, surroundings) {
      now = Math.max(now, call.ended ?? 0);
      if (!didRun(call)) return;
      const { parent, prop, isAnew = false, byItself } = parentOf(call, links, latest);
      const link: Link = {
        call: call.id,
        callback: call.callback,
        match: JSON.stringify(call.match),
        parent,
        prop,
        isAnew,
        turn: null,
      };
      links.set(call.id, link);
      remember(call);
      const round = roundOf(link, links);
      if (round === null) return;
      const key = [...new Set(round.map(({ callback }) => callback))].sort().join(' ');
      const first = round[0];
      const earlier = first?.turn ?? null;
      const loop = earlier?.loop ?? startOf(round, surroundings, call);
      link.turn = { loop, number: (earlier?.number ?? 1) + 1 };
      loop.turns = Math.max(loop.turns, link.turn.number);
      loop.to = Math.max(loop.to, call.ended ?? 0);
      lastTurns.set(key, Math.max(lastTurns.get(key) ?? 0, loop.to));
      loop.path = round.map(({ callback }, index) => {
        const next = round[index + 1] ?? link;
        return { callback, prop: next.prop, isAnew: next.isAnew };
      });
      keepCall(loop.calls, call.id);
      noteValue(loop, call, prop);
      if (
        byItself === true &&
        prop !== null &&
        splitPropId(prop).property === 'data' &&
        isOwnOutput(surroundings.model, call.callback, prop)
      )
        loop.byItself = prop;
      if (loop.turns > (found.get(key)?.turns ?? MANY - 1)) found.set(key, loop);
    },
    findings: (model) => [...found].map(([key, loop]) => toFound(key, loop, model, now, lastTurns.get(key) ?? loop.to)),
  };
}

export const triggerLoop = defineRule({ id: 'loop', group: 'cycles', detect: detectLoops });

/** The call that led to this one, if known. */
function parentOf(call: Call, links: ReadonlyMap<CallId, Link>, latest: readonly Call[]): Parent {
  const causes = call.causes;
  if (causes.some(({ type, gesture }) => type === 'interval' || (type === 'user' && gesture === true)))
    return { parent: null, prop: null };
  const named = causes.find(({ call: by }) => by !== undefined && links.has(by));
  if (named?.call !== undefined)
    return {
      parent: named.call,
      prop: named.prop_id ?? null,
      isAnew: named.type === 'layout' || named.prop_id === undefined,
      ...(named.type === 'component' ? { byItself: true as const } : {}),
    };
  const at = call.phases.requested ?? 0;
  for (const { type, prop_id } of causes) {
    if (prop_id === undefined) continue;
    if (type === 'clientside-set-props' || type === 'unknown') {
      const [only, ...others] = latest.filter(
        ({ kind, phases, ended }) =>
          kind === 'clientside' && (phases.ready ?? Infinity) <= at && (phases.received ?? ended ?? 0) >= at,
      );
      if (only !== undefined && others.length === 0) return { parent: only.id, prop: prop_id };
    }
    const writer =
      (type === 'component' || type === 'user') && !isMoving(prop_id)
        ? latest.findLast((candidate) => wroteTo(candidate, prop_id, at))
        : undefined;
    if (writer !== undefined) return { parent: writer.id, prop: prop_id, byItself: true };
  }
  return { parent: null, prop: null };
}

/** @param lastTurn when the callbacks of the loop last completed a turn, in any of their loops */
function toFound(key: string, loop: Loop, model: TraceModel, now: number, lastTurn: number): Found<LoopParams> {
  const { path, turns, from, to, calls, values } = loop;
  const closing = path.at(-1)?.prop ?? null;
  // If children were re-inserted there is no property to name.
  const steps = path.map(({ callback, prop }) => (prop === null ? { callback } : { prop }));
  const callbacks = [...new Set(path.map(({ callback }) => callback))];
  const lull = Math.max(QUIET, (QUIET_TURNS * (to - from)) / turns);
  const isBusy = callbacks.some((callback) => (model.activity.get(callback)?.running.length ?? 0) > 0);
  const hasStopped = !isBusy && now - lastTurn >= lull;
  return {
    id: `loop ${key}`,
    callbacks,
    params: {
      steps,
      turns,
      duration: to - from,
      closing,
      values,
      adding: [...new Set(path.flatMap(({ callback, isAnew }) => (isAnew ? callback : [])))],
      byItself: loop.byItself,
      hasStopped,
    },
    ...(hasStopped ? {} : { stoppedAfter: lull }),
    evidence: {
      calls: [...calls],
      count: turns,
      props: path.flatMap(({ prop }) => prop ?? []),
      bytes: null,
      ms: to - from,
    },
  };
}

/** Properties that components of Dash change by themselves when another one of their properties is written. */
const ANSWERS: readonly { readonly changed: RegExp; readonly written: RegExp }[] = [
  { changed: /^modified_timestamp$/, written: /^data$/ },
  { changed: /^derived_/, written: /./ },
  { changed: /^relayoutData$/, written: /^figure$/ },
  // A Location.
  { changed: /^(?:href|pathname|search|hash)$/, written: /^(?:href|pathname|search|hash)$/ },
  { changed: /^drag_value$/, written: /^value$/ },
  { changed: /^virtualRowData$/, written: /^(?:rowData|filterModel)$/ },
];

/**
 * Whether the call wrote this property right before, or one that it follows. A change of any other property of the
 * component (the next frame, the next message) is not a consequence of the write.
 */
function wroteTo(call: Call, prop: PropId, at: number): boolean {
  const wrote = call.phases.applied ?? call.ended ?? 0;
  if (at - wrote > AT_ONCE || at < wrote - CLOSE) return false;
  const { id, property } = splitPropId(prop);
  const leadsTo = (name: string): boolean =>
    name === property || ANSWERS.some(({ changed, written }) => changed.test(property) && written.test(name));
  return (
    call.sideUpdates.some(({ props }) => Object.keys(props[id] ?? {}).some(leadsTo)) ||
    (outputsOf(call) ?? []).some(
      ({ prop_id, update }) =>
        update !== 'no_update' && splitPropId(prop_id).id === id && leadsTo(splitPropId(prop_id).property),
    )
  );
}

/** The path from the previous call of the same callback to this one, that one first; `null` if there is none. */
function roundOf(link: Link, links: ReadonlyMap<CallId, Link>): readonly Link[] | null {
  const way: Link[] = [];
  let at = link.parent;
  for (let step = 0; step < LONGEST_TURN && at !== null; step++) {
    const earlier = links.get(at);
    if (earlier === undefined) return null;
    way.unshift(earlier);
    if (earlier.callback === link.callback && earlier.match === link.match) return way;
    at = earlier.parent;
  }
  return null;
}

function startOf(round: readonly Link[], { model }: Surroundings, call: Call): Loop {
  const first = model.calls.get(round[0]?.call ?? call.id) ?? call;
  return {
    path: [],
    turns: 1,
    from: first.phases.requested ?? 0,
    to: call.ended ?? 0,
    calls: [first.id],
    values: [],
    byItself: null,
  };
}

function noteValue(loop: Loop, call: Call, prop: PropId | null): void {
  const payload = payloadOf(call);
  const item =
    payload === undefined || prop === null
      ? undefined
      : inputsOf(payload).find((input) => toPropId(propIdOf(input)) === prop);
  if (item === undefined) return;
  loop.values = [...loop.values, JSON.stringify(item.value ?? null).slice(0, 40)].slice(-6);
}
