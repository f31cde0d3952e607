import { percentileOf } from '../../../lib/percentile';
import type { TraceModel } from '../../../trace/model';
import type { Call, CallbackKey, CallId, PropId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';
import { backFrom } from '../set-off-by';
import { didRun, runTime } from '../values';

export interface IntervalTooFastParams {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  /** Milliseconds between two ticks, and the duration of a call; `null` if that is not known to be longer. */
  readonly every: number;
  readonly takes: number | null;
  readonly count: number;
  readonly discarded: number;
  readonly superseded: number;
  readonly lost: number;
}

const OFTEN = 3;
/** How many calls are followed from a call back to the tick. */
const DEEPEST = 6;
/** How many ticks and runs are remembered. */
const LATEST = 50;

interface Ticks {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  /** Calls that ticks requested. With MATCH one tick requests several, so ticks are counted for one instance. */
  count: number;
  readonly instance: string;
  /** Ticks for which no result of that instance was used. */
  unused: number;
  /**
   * Calls whose result was not used because the next request came first; some of them ran, and their results were
   * discarded.
   */
  overtaken: number;
  discarded: number;
  lost: number;
  /** Durations of the last runs, in milliseconds. */
  runs: number[];
  /** Times of the last ticks. */
  moments: number[];
  readonly calls: CallId[];
}

/**
 * An interval that ticks again before its callback has finished, so that results are discarded.
 *
 * Proven by: the call and the next request of the same callback both lead back to the same interval, that request
 * superseded the call, this happened to most of its calls, and either the calls ran or a run takes longer than the
 * interval.
 */
function detectIntervalTooFast(): Detector<IntervalTooFastParams> {
  const all = new Map<string, Ticks>();
  return {
    settled(call, { model }) {
      const prop = intervalOf(model, call);
      if (prop === null || call.outcome === 'merged') return;
      const key = `${call.callback} ${prop}`;
      const match = JSON.stringify(call.match);
      let ticks = all.get(key);
      if (ticks === undefined)
        all.set(
          key,
          (ticks = {
            callback: call.callback,
            prop,
            count: 0,
            instance: match,
            unused: 0,
            overtaken: 0,
            discarded: 0,
            lost: 0,
            runs: [],
            moments: [],
            calls: [],
          }),
        );
      ticks.count++;
      const isCounted = match === ticks.instance;
      if (isCounted) ticks.moments = [...ticks.moments, call.phases.requested ?? 0].slice(-LATEST);
      const isOvertaken =
        (call.outcome === 'discarded' || call.outcome === 'superseded') && isOvertakenBy(model, call, prop);
      if (isOvertaken) {
        ticks.overtaken++;
        if (isCounted) ticks.unused++;
        if (call.outcome === 'discarded') ticks.discarded++;
        keepCall(ticks.calls, call.id);
      }
      if (!didRun(call)) return;
      // For the page, a discarded call ends when the next one is requested; how long the server continues is not known
      // until its response arrives.
      const ms = runTime(call);
      if (call.phases.received === undefined && serverTime(call) === 0) return;
      if (isOvertaken) ticks.lost += ms;
      ticks.runs = [...ticks.runs, Math.max(ms, serverTime(call))].slice(-LATEST);
    },
    findings: () =>
      [...all.values()]
        .filter(({ count, unused, overtaken }) => unused >= OFTEN && overtaken * 2 >= count)
        // If few of them ran, and those were quick, they waited for something other than themselves.
        .filter(
          ({ discarded, overtaken, runs, moments }) =>
            discarded * 2 >= overtaken || median(runs) > timeBetween(moments),
        )
        .map((ticks): Found<IntervalTooFastParams> => {
          const { callback, prop, count, overtaken, discarded, runs, lost, moments, calls } = ticks;
          const takes = median(runs);
          const every = timeBetween(moments);
          return {
            id: `interval-too-fast ${callback} ${prop}`,
            callbacks: [callback],
            params: {
              callback,
              prop,
              every,
              takes: takes > every ? takes : null,
              count,
              discarded,
              superseded: overtaken - discarded,
              lost,
            },
            evidence: { calls: [...calls], count: overtaken, props: [prop], bytes: null, ms: lost },
          };
        }),
  };
}

export const intervalTooFast = defineRule({ id: 'interval-too-fast', group: 'slow', detect: detectIntervalTooFast });

/** The interval that triggered it, directly or through other calls; `null` if none did. */
function intervalOf(model: TraceModel, call: Call): PropId | null {
  for (const level of backFrom(model, call, DEEPEST)) {
    const tick = level.flatMap(({ causes }) => causes).find(({ type }) => type === 'interval');
    if (tick?.prop_id !== undefined) return tick.prop_id;
  }
  return null;
}

/**
 * Whether the next request of the same callback came from the same interval; not known if that request is not recorded.
 */
function isOvertakenBy(model: TraceModel, call: Call, interval: PropId): boolean {
  const match = JSON.stringify(call.match);
  for (let at = model.callIds.lastIndexOf(call.id) + 1; at > 0 && at < model.callIds.length; at++) {
    const id = model.callIds[at];
    const next = id === undefined ? undefined : model.calls.get(id);
    if (next?.callback === call.callback && JSON.stringify(next.match) === match)
      return intervalOf(model, next) === interval;
  }
  return false;
}

const serverTime = ({ server }: Call): number => server?.total ?? 0;

const inOrder = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => percentileOf(inOrder(values), 0.5) ?? 0;

function timeBetween(moments: readonly number[]): number {
  const sorted = inOrder(moments);
  return median(sorted.slice(1).map((moment, index) => moment - (sorted[index] ?? 0)));
}
