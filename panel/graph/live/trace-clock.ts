import type { TraceModel } from '../../../src/trace/model';
import { PHASES, type Call } from '../../../src/trace/types';

/** Estimates the time in the trace, between the moments that the trace itself records. */
export interface TraceClock {
  observe(model: TraceModel): void;
  /** Milliseconds since the trace began; `null` before anything was observed. */
  now(): number | null;
}

/**
 * The model has no clock and the page's clock is another one than the panel's, so "now" is estimated: the smallest
 * distance ever seen between a moment of the trace and its arrival here is the distance between the two clocks.
 * @param wallClock milliseconds of a clock that never runs backwards
 */
export function createTraceClock(wallClock = () => performance.now()): TraceClock {
  let offset: number | null = null;
  return {
    observe(model) {
      const wall = wallClock();
      // Only the last calls can hold the newest moment; older open calls are among them or already known.
      for (const id of model.callIds.slice(-20)) {
        const latest = latestMoment(model.calls.get(id));
        if (latest !== null) offset = Math.min(offset ?? Infinity, wall - latest);
      }
    },
    now: () => (offset === null ? null : wallClock() - offset),
  };
}

function latestMoment(call: Call | undefined): number | null {
  if (!call) return null;
  for (const phase of PHASES.toReversed()) {
    const at = call.phases[phase];
    if (at !== undefined) return at;
  }
  return null;
}
