import type { TraceModel } from '../../../trace/model';
import type { Call, CallbackKey, CallId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { isEcho, isRepeated } from '../repeats';
import { defineRule, type Detector } from '../rule';
import { didRun, givenOf, payloadOf, runTime } from '../values';

export interface RepeatedLaterParams {
  readonly callback: CallbackKey;
  readonly count: number;
  /** Milliseconds that the repeated calls took in total. */
  readonly ms: number;
  readonly kind: 'server' | 'background';
}

/** Milliseconds from which a call counts as expensive, and from which its repetitions are reported. */
const EXPENSIVE = 500;
const MUCH = 1_000;
/** How many different Inputs and States of one callback are remembered. */
const MOST_GIVEN = 100;

interface Run {
  readonly call: Call;
  readonly beginning: string;
}

interface Repeats {
  readonly callback: CallbackKey;
  readonly kind: RepeatedLaterParams['kind'];
  count: number;
  ms: number;
  readonly calls: CallId[];
}

/**
 * An expensive call that computes what the same callback had computed earlier in the visit.
 *
 * Proven by: Inputs and State are identical and known in full, the results are identical, another action began it, both
 * calls took long, and the app was not reloaded in between. Not reported: what one action requests twice (another
 * rule), calls that returned nothing, and jobs whose result may come from the manager's cache. That the function only
 * computes its result cannot be proven and is not claimed.
 */
function detectRepeatedLater(): Detector<RepeatedLaterParams> {
  const known = new Map<string, Map<string, Run>>();
  const repeats = new Map<CallbackKey, Repeats>();
  return {
    settled(call, { model, beginningOf }) {
      const payload = payloadOf(call);
      const given = payload === undefined ? null : givenOf(payload);
      if (call.kind === 'clientside' || given === null || !isExpensive(model, call)) return;
      const key = `${call.callback} ${JSON.stringify(call.match)}`;
      const runs = known.get(key) ?? new Map<string, Run>();
      known.set(key, runs);
      const before = runs.get(given);
      const beginning = beginningOf(call);
      runs.delete(given);
      runs.set(given, { call, beginning });
      for (const oldest of runs.keys()) {
        if (runs.size <= MOST_GIVEN) break;
        runs.delete(oldest);
      }
      if (before === undefined || before.beginning === beginning || isEcho(before.call, call)) return;
      if (!isRepeated(before.call, call) || isReloadedBetween(model, before.call, call)) return;
      const repeat = repeats.get(call.callback) ?? {
        callback: call.callback,
        kind: call.kind,
        count: 0,
        ms: 0,
        calls: [],
      };
      repeats.set(call.callback, repeat);
      repeat.count++;
      repeat.ms += timeOf(call);
      keepCall(repeat.calls, before.call.id);
      keepCall(repeat.calls, call.id);
    },
    findings: () =>
      [...repeats.values()]
        .filter(({ ms }) => ms >= MUCH)
        .map(({ callback, kind, count, ms, calls }): Found<RepeatedLaterParams> => ({
          id: `repeated-later ${callback}`,
          callbacks: [callback],
          params: { callback, count, ms, kind },
          evidence: { calls: [...calls], count, props: [], bytes: null, ms },
        })),
  };
}

export const repeatedLater = defineRule({ id: 'repeated-later', group: 'slow', detect: detectRepeatedLater });

/** The server's own time if it was reported: a request may wait for a free thread. */
const timeOf = (call: Call): number =>
  call.kind === 'background'
    ? Math.max(0, (call.ended ?? 0) - (call.phases.sent ?? 0))
    : (call.server?.parts?.function ?? call.server?.total ?? runTime(call));

/** Its result was applied and took long to compute: a job always takes at least one poll interval. */
function isExpensive({ jobs }: TraceModel, call: Call): boolean {
  if (!didRun(call) || call.phases.applied === undefined || timeOf(call) < EXPENSIVE) return false;
  if (call.kind !== 'background') return true;
  const job = call.job === null ? undefined : jobs.get(call.job);
  return job?.outcome === 'done' && job.reason === null && job.polls.length > 1;
}

const isReloadedBetween = ({ events }: TraceModel, before: Call, { phases }: Call): boolean =>
  events.some(({ type, at }) => type === 'reload' && at > (before.ended ?? 0) && at < (phases.requested ?? Infinity));
