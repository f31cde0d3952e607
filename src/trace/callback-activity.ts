import { createLatestNumbers, type LatestNumbers } from '../lib/latest-numbers';
import { durationOf } from './duration';
import type { Call, CallbackActivity } from './types';

export const NO_ACTIVITY: CallbackActivity = {
  count: 0,
  errors: 0,
  running: [],
  waiting: [],
  lastCall: null,
  lastDuration: null,
  p95: null,
  recent: [],
};

const MOST_RECENT = 20;
/** How many of the latest durations the p95 is computed from. */
const MOST_DURATIONS = 100;

export const createDurations = (): LatestNumbers => createLatestNumbers(MOST_DURATIONS);

/**
 * The figures after a call settled; open calls are counted elsewhere. Requests that never ran are not counted.
 * @param durations the callback's latest durations (`createDurations`); that of the call is added
 */
export function noteSettled(activity: CallbackActivity, call: Call, durations: LatestNumbers): CallbackActivity {
  if (call.phases.sent === undefined) return activity;
  const duration = durationOf(call);
  if (duration !== null) durations.add(duration);
  return {
    ...activity,
    count: activity.count + 1,
    errors: activity.errors + (call.outcome === 'error' ? 1 : 0),
    lastCall: call.id,
    lastDuration: duration ?? activity.lastDuration,
    p95: durations.percentile(0.95),
    recent: [...activity.recent.slice(1 - MOST_RECENT), { call: call.id, outcome: call.outcome, duration }],
  };
}
