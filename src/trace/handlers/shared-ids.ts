import { splitPropId } from '../../dash/component-id';
import { MOST_AROUND, type EventOf, type SharedPlaces } from '../../protocol/events';
import type { TraceState } from '../state';
import { toCallId, type CallId, type Cause, type SharedId } from '../types';
import { updateCall } from './calls';

/** How many ids are kept that several components had. */
export const MOST_SHARED = 200;
/** Calls among which those are looked for that a second component triggered. */
const MOST_FOLLOWERS = 500;
const NO_CALL = toCallId('');

/**
 * The ids that several components have or had, with what the page reports now. A call is named only if it alone wrote
 * to components around one of them since the page last reported its ids.
 */
export function sharedIds(
  state: TraceState,
  { shared, whole }: EventOf<'ids'>,
  before: readonly SharedId[],
): readonly SharedId[] {
  if (shared === undefined) return before;
  // Else both may have been there from the beginning.
  const hasBefore = state.layout !== null && whole !== true;
  const all = new Map(before.map((one) => [one.id, one]));
  for (const one of shared) {
    // Where there are no more of them than before, one was re-inserted.
    const isMore = hasBefore && one.count > (state.sharedNow.get(one.id) ?? 1);
    const call = isMore ? state.calls.get(adderOf(state, one) ?? NO_CALL) : undefined;
    if (call !== undefined) nameSecond(state, call.id, one.id);
    const by = call === undefined ? (all.get(one.id)?.by ?? null) : { call: call.id, callback: call.callback };
    all.set(one.id, { ...one, by });
  }
  return [...all.values()].slice(-MOST_SHARED);
}

/** The call that added one of the components, if nothing was written around the others. */
function adderOf({ layoutWriters }: TraceState, { places, count }: SharedPlaces): CallId | null {
  if (count > places.length || places.some(({ length }) => length >= MOST_AROUND)) return null;
  const written = places
    .map((around) => new Set(around.flatMap((id) => [...(layoutWriters.get(id) ?? [])])))
    .filter(({ size }) => size > 0);
  const [by, ...others] = written[0] ?? [];
  return written.length === 1 && others.length === 0 ? (by ?? null) : null;
}

/** What looked like a component that was re-inserted is a second one with the id. */
function nameSecond(state: TraceState, by: CallId, component: string): void {
  const isIt = ({ type, call, what, prop_id }: Cause): boolean =>
    type === 'layout' &&
    call === by &&
    what === 'reinserted' &&
    prop_id !== undefined &&
    splitPropId(prop_id).id === component;
  for (const { id, causes } of [...state.calls.values()].slice(-MOST_FOLLOWERS)) {
    if (!causes.some(isIt)) continue;
    updateCall(state, id, () => ({
      causes: causes.map((cause): Cause => (isIt(cause) ? { ...cause, what: 'second' } : cause)),
    }));
  }
}
