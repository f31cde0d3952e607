import { belongsTo } from '../../dash/side-update';
import type { TraceState } from '../state';
import { toPropId, type CallId, type Cause } from '../types';
import { updateCall } from './calls';

/** Calls among which those are looked for that a change of the layout requested. */
const MOST_FOLLOWERS = 500;
/** Removed components that one call names. */
const MOST_REMOVED = 50;

/**
 * Dash requests the callbacks of an ALL input from which components were removed, and names no property.
 * @param by the only call that changed the layout
 * @param removed ids of components that left the page with it
 */
export function nameRemovals(state: TraceState, by: CallId, removed: readonly string[]): void {
  const isPlain = ({ type, call, prop_id }: Cause): boolean =>
    type === 'layout' && call === by && prop_id === undefined;
  for (const { id, callback, causes } of [...state.calls.values()].slice(-MOST_FOLLOWERS)) {
    if (!causes.some(isPlain)) continue;
    const inputs = state.callbacks.get(callback)?.inputs ?? [];
    const lost = removed.flatMap((component) =>
      inputs
        .filter((input) => typeof input.id !== 'string' && belongsTo(component, input.id))
        .map(({ property }) => toPropId(`${component}.${property}`)),
    );
    if (lost.length === 0) continue;
    const named = lost
      .slice(0, MOST_REMOVED)
      .map((prop_id): Cause => ({ type: 'layout', prop_id, call: by, what: 'removed' }));
    updateCall(state, id, () => ({ causes: [...causes.filter((cause) => !isPlain(cause)), ...named] }));
  }
}
