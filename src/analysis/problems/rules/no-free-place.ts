import { MOST_CALLS_AT_ONCE } from '../../../dash/renderer-rules';
import type { TraceModel } from '../../../trace/model';
import type { Call, CallbackKey, CallId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';
import { didRun } from '../values';

export interface NoFreePlaceParams {
  readonly count: number;
  readonly waiting: readonly CallbackKey[];
  readonly holding: readonly CallbackKey[];
  readonly limit: number;
  /** Milliseconds. */
  readonly longest: number;
  readonly total: number;
}

/** From this many milliseconds of waiting on it is reported. */
const LONG = 100;
/** A call that occupies its slot for at least this many milliseconds counts as slow; many short ones are just many. */
const SLOW = 700;
/** How many earlier calls are examined: those that occupy the slots were requested shortly before. */
const LOOK_BACK = 200;
/** Times this close count as the same. */
const CLOSE = 2;

/**
 * Calls that were ready and could not run because twelve others were running.
 *
 * Proven by: the call was ready and not sent for a while, and in the middle of that time twelve other calls were
 * running, at least half of them slow.
 */
function detectNoFreePlace(): Detector<NoFreePlaceParams> {
  const waited = new Map<CallbackKey, number>();
  const holders = new Set<CallbackKey>();
  const calls: CallId[] = [];
  let count = 0;
  let total = 0;
  let longest = 0;
  return {
    settled(call, { model }) {
      const { ready, sent } = call.phases;
      if (ready === undefined || sent === undefined || sent - ready < LONG) return;
      const running = runningBetween(model, call, ready, sent);
      const slow = running.filter((holder) => (holder.ended ?? sent) - (holder.phases.sent ?? sent) >= SLOW);
      if (running.length < MOST_CALLS_AT_ONCE || slow.length * 2 < running.length) return;
      count++;
      total += sent - ready;
      longest = Math.max(longest, sent - ready);
      waited.set(call.callback, (waited.get(call.callback) ?? 0) + 1);
      for (const { callback } of running) holders.add(callback);
      keepCall(calls, call.id);
    },
    findings() {
      if (count === 0) return [];
      const finding: Found<NoFreePlaceParams> = {
        id: 'no-free-place',
        callbacks: [...new Set([...waited.keys(), ...holders])],
        params: {
          count,
          waiting: [...waited.keys()],
          holding: [...holders],
          limit: MOST_CALLS_AT_ONCE,
          longest,
          total,
        },
        evidence: { calls: [...calls], count, props: [], bytes: null, ms: total },
      };
      return [finding];
    },
  };
}

export const noFreePlace = defineRule({ id: 'no-free-place', group: 'slow', detect: detectNoFreePlace });

/** The calls that occupied a slot all the time, except at the end, when one became free. */
function runningBetween(
  { activity, calls, callIds }: TraceModel,
  waiting: Call,
  from: number,
  to: number,
): readonly Call[] {
  const middle = (from + to) / 2;
  // Everything that is still running, however long ago it started: a websocket callback may occupy its slot forever
  // (docs/dash-internals.md#limit).
  const open = [...activity.values()].flatMap(({ running }) => running.flatMap((id) => calls.get(id) ?? []));
  const found = open.filter(
    (call) => call.id !== waiting.id && didRun(call) && (call.phases.sent ?? 0) <= middle + CLOSE,
  );
  const known = new Set(found);
  const first = callIds[0];
  const offset = first === undefined ? 0 : (calls.get(first)?.index ?? 1);
  for (
    let at = Math.min(callIds.length - 1, waiting.index - offset + MOST_CALLS_AT_ONCE);
    at >= 0 && at > waiting.index - offset - LOOK_BACK;
    at--
  ) {
    const id = callIds[at];
    const call = id === undefined ? undefined : calls.get(id);
    if (call === undefined || call.id === waiting.id || !didRun(call) || known.has(call)) continue;
    if ((call.phases.sent ?? 0) <= middle + CLOSE && (call.ended ?? Infinity) >= middle - CLOSE) found.push(call);
  }
  return found;
}
