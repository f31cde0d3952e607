import type { Call } from './types';

/** Milliseconds from request to end; `null` while the call is open. Painting happens later and is not included. */
export function durationOf(call: Call): number | null {
  const { requested } = call.phases;
  return requested === undefined || call.ended === null ? null : call.ended - requested;
}
