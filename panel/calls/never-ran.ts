import type { TraceModel } from '../../src/trace/model';
import { OUTCOMES, type Call, type CallbackKey, type CallId, type Outcome } from '../../src/trace/types';

const NEVER_RAN: ReadonlySet<Outcome> = new Set(OUTCOMES.slice(OUTCOMES.indexOf('merged')));

/** Whether the request ended before its callback ran. */
export const neverRan = ({ outcome }: Call): boolean => NEVER_RAN.has(outcome);

/**
 * If one property requested more callbacks than this without their outputs, they belong to other pages of the app.
 */
const OTHER_PAGES = 12;

const triggerOf = ({ changed }: Call): string => changed.join(' ');

/**
 * Finds requests that say little: a merged request is part of a call that is listed anyway, and at page load there is
 * one for nearly every callback; a store that feeds all pages of an app requests hundreds of callbacks whose outputs
 * are not on this page. The others have something to say: a cycle, a missing component, a newer request.
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

/** How many requests are left out of the list, by reason. */
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

/** @param kept the selected call, which is always listed */
export function withoutRoutine(model: TraceModel, ids: readonly CallId[], kept: CallId | null): readonly CallId[] {
  const isRoutine = routineIn(model);
  return ids.filter((id) => id === kept || !isRoutine(model.calls.get(id)));
}
