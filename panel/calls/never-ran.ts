import type { TraceModel } from '../../src/trace/model';
import { OUTCOMES, type Call, type CallbackKey, type CallId, type Outcome } from '../../src/trace/types';

const NEVER_RAN: ReadonlySet<Outcome> = new Set(OUTCOMES.slice(OUTCOMES.indexOf('merged')));

/** A request that ended before it became a run of the function. */
export const neverRan = ({ outcome }: Call): boolean => NEVER_RAN.has(outcome);

/** So many callbacks without their outputs that one property requested are those of an app's other pages. */
const OTHER_PAGES = 12;

const triggerOf = ({ changed }: Call): string => changed.join(' ');

/**
 * Finds requests that say little: a merged one is part of a call that is listed anyway, and at a page load there is one
 * for nearly every callback; a store that feeds all pages of an app asks for hundreds whose outputs are not on this
 * one. The others tell something of their own: a circle, a component that is missing, a newer request.
 */
function routineIn(model: TraceModel): (call: Call | undefined) => boolean {
  const missing = new Map<string, Set<CallbackKey>>();
  for (const call of model.calls.values()) {
    if (call.outcome !== 'outputs_missing') continue;
    const trigger = triggerOf(call);
    const known = missing.get(trigger);
    if (known) known.add(call.callback);
    else missing.set(trigger, new Set([call.callback]));
  }
  return (call) =>
    call?.outcome === 'merged' ||
    (call?.outcome === 'outputs_missing' && (missing.get(triggerOf(call))?.size ?? 0) > OTHER_PAGES);
}

/** How many requests are left out of the list, by what they are. */
export interface RoutineCount {
  readonly merged: number;
  readonly otherPages: number;
}

export function countRoutine(model: TraceModel): RoutineCount {
  const isRoutine = routineIn(model);
  let [merged, otherPages] = [0, 0];
  for (const call of model.calls.values()) {
    if (!isRoutine(call)) continue;
    if (call.outcome === 'merged') merged++;
    else otherPages++;
  }
  return { merged, otherPages };
}

/** @param kept stays in any case: the selected call */
export function withoutRoutine(model: TraceModel, ids: readonly CallId[], kept: CallId | null): readonly CallId[] {
  const isRoutine = routineIn(model);
  return ids.filter((id) => id === kept || !isRoutine(model.calls.get(id)));
}
