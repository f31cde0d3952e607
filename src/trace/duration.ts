import type { Call } from './types';

/** Milliseconds from request to end; `null` while the call is open. Painting comes after and is not counted. */
export function durationOf(call: Call): number | null {
  const { requested } = call.phases;
  return requested === undefined || call.ended === null ? null : call.ended - requested;
}

/**
 * Milliseconds a call waited before it was sent, where that is more than half of its duration: then the duration says
 * nothing of the callback itself. `null` otherwise, and while the call is open.
 */
export function mostlyWaited(call: Call): number | null {
  const { requested, sent } = call.phases;
  const duration = durationOf(call);
  if (duration === null || requested === undefined || sent === undefined) return null;
  return sent - requested > duration / 2 ? sent - requested : null;
}
