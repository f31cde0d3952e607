import type { JsonObject } from '../../src/lib/json';
import type { JobOutcome, Outcome } from '../../src/trace/types';

/** The mark of a call that ends in a similar way. */
export const JOB_MARKS: Readonly<Record<JobOutcome, Outcome>> = {
  running: 'pending',
  done: 'updated',
  failed: 'error',
  cancelled: 'cancelled',
  superseded: 'superseded',
  orphaned: 'discarded',
};

/** `index=1`: the instance of a callback with MATCH that the job belongs to. */
export const describeMatch = (match: JsonObject): string =>
  Object.entries(match)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(', ');
