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

/** What each outcome means. */
export const JOB_MEANINGS: Readonly<Record<JobOutcome, string>> = {
  running: 'As far as the page knows, the worker has not returned yet.',
  done: 'The job ended, and the page received its result, if it had one.',
  failed: 'The function raised an exception, or the server no longer responded for the job.',
  cancelled: 'An input listed in cancel changed, and Dash ended the job.',
  superseded: 'The same callback was requested again, so Dash ends the older job.',
  orphaned:
    'The page no longer waits for it: the page was left, its outputs were removed, or a poll failed. The worker may still be running.',
};

/** `index=1`: which instance of a callback with MATCH the job is of. */
export const describeMatch = (match: JsonObject): string =>
  Object.entries(match)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(', ');

/** Whether a job was cancelled or superseded but the page still waits for the server's response. */
export const isEnding = (job: Job): boolean => job.ended === null && job.outcome !== 'running';
