import type { TraceModel } from '../../src/trace/model';
import { OUTCOMES, type Call, type CallId, type Outcome } from '../../src/trace/types';

const NEVER_RAN: ReadonlySet<Outcome> = new Set(OUTCOMES.slice(OUTCOMES.indexOf('merged')));

/** A request that ended before it became a run of the function. */
export const neverRan = ({ outcome }: Call): boolean => NEVER_RAN.has(outcome);

export function countNeverRan(model: TraceModel): number {
  let count = 0;
  for (const call of model.calls.values()) if (neverRan(call)) count++;
  return count;
}

/**
 * The list without merged requests: each stands for a call that is listed anyway, and at a page load there is one for
 * nearly every callback. The others tell something of their own: a circle, a missing component, a newer request.
 * @param kept stays in any case: the selected call
 */
export function withoutMerged(model: TraceModel, ids: readonly CallId[], kept: CallId | null): readonly CallId[] {
  return ids.filter((id) => id === kept || model.calls.get(id)?.outcome !== 'merged');
}
