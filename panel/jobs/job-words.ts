import type { JsonObject } from '../../src/lib/json';
import type { Job, JobOutcome, Outcome } from '../../src/trace/types';

/** The mark of a call that ends in a similar way, and the job's own word for it. */
export const JOB_MARKS: Readonly<Record<JobOutcome, { readonly mark: Outcome; readonly word: string }>> = {
  running: { mark: 'pending', word: 'running' },
  done: { mark: 'updated', word: 'done' },
  failed: { mark: 'error', word: 'failed' },
  cancelled: { mark: 'cancelled', word: 'cancelled' },
  superseded: { mark: 'superseded', word: 'superseded' },
  orphaned: { mark: 'discarded', word: 'orphaned' },
};

/** What each end means, for whoever meets the word for the first time. */
export const JOB_MEANINGS: Readonly<Record<JobOutcome, string>> = {
  running: 'The worker has not returned yet, as far as the page knows.',
  done: 'The server said that it is over, and the page took its result, if there was one.',
  failed: 'The function raised an exception, or the server no longer answered for the job.',
  cancelled: 'An input listed in cancel changed, and Dash ended the job.',
  superseded: 'The same callback was called again, and Dash ends the older job.',
  orphaned: 'Nobody waits for it any more: the page or its outputs went away. The worker may go on.',
};

/** `index=1`: which instance of a callback with MATCH the job is of. */
export const describeMatch = (match: JsonObject): string =>
  Object.entries(match)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(', ');

/** Said beside a job that somebody ended while the page still waits for the server's word. */
export const isEnding = (job: Job): boolean => job.ended === null && job.outcome !== 'running';
