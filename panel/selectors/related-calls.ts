import { createRelationTracker } from '../../src/analysis/call-relations';
import type { TraceModel } from '../../src/trace/model';
import type { Call, CallbackKey, CallId } from '../../src/trace/types';
import { followRecording } from './follow-recording';

const relationsOf = followRecording(createRelationTracker);

/** All recorded calls of a callback, in the order of requests. */
export const callsOf = (model: TraceModel, key: CallbackKey): readonly CallId[] =>
  relationsOf(model).byCallback.get(key) ?? [];

/** Calls that name this one among their causes, in the order of requests. */
export const effectsOf = (model: TraceModel, id: CallId): readonly CallId[] => relationsOf(model).effects.get(id) ?? [];

/** The position of a call among those of its callback (from 1), and its neighbours. */
export function positionOf(
  model: TraceModel,
  call: Call,
): { readonly at: number; readonly of: number; readonly previous: CallId | null; readonly next: CallId | null } {
  const ids = callsOf(model, call.callback);
  const index = ids.indexOf(call.id);
  return { at: index + 1, of: ids.length, previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null };
}

/**
 * The call of the same callback, with the same MATCH values, that ran last before this one: what "changed since" is
 * measured against. Requests that never ran have no values to compare with.
 */
export function comparedWith(model: TraceModel, call: Call): Call | null {
  const match = JSON.stringify(call.match);
  const ids = callsOf(model, call.callback);
  for (let i = ids.indexOf(call.id) - 1; i >= 0; i--) {
    const id = ids[i];
    const earlier = id === undefined ? undefined : model.calls.get(id);
    if (earlier?.request && JSON.stringify(earlier.match) === match) return earlier;
  }
  return null;
}
