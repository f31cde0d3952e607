import type { Departure } from '../departure';
import type { Owned, TraceState } from '../state';
import { callIdOf, toPropId, type TraceEvent } from '../types';
import { sliceHandler } from './handler';

/** The document is left: what for, and which call led there. */
export const departureHandler = sliceHandler({
  name: 'departure',
  after: [],
  create: () => ({ left: null }),
  limits: {},
  // Of a document that stays after all the last one does not count either: the next document has to come from it.
  handle(state: Owned<'departure'>, event) {
    if (event.type === 'left') state.left = event;
  },
});

/** Whose side update a write was may be known only after it. */
export function departureOf({ left, writers, calls }: TraceState): Departure | null {
  if (left === null) return null;
  const writer = left.write === null ? undefined : writers.get(left.write);
  const call = left.call === null ? (writer ?? null) : callIdOf(left.call);
  return {
    from: left.from,
    call,
    callback: call === null ? null : (calls.get(call)?.callback ?? null),
    wrote: left.prop === null ? null : toPropId(left.prop),
    url: left.url,
    proven: left.proven,
  };
}

/** The same for the log of a recording: only what is known without the next document. */
export function departureFacts(state: TraceState): Partial<TraceEvent> {
  const departure = departureOf(state);
  if (departure?.proven !== true || departure.call === null) return {};
  return { call: departure.call, ...(departure.wrote === null ? {} : { wrote: departure.wrote }) };
}
