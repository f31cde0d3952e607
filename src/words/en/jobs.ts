import type { JobOutcome } from '../../trace/types';

export const JOB_OUTCOME_WORDS: Readonly<Record<JobOutcome, string>> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  superseded: 'superseded',
  orphaned: 'orphaned',
};

/** A job that was cancelled or superseded while the page still waits for the server's response. */
export const ENDING = 'ending';

/** What each outcome means. */
export const JOB_OUTCOME_MEANINGS: Readonly<Record<JobOutcome, string>> = {
  running: 'As far as the page knows, the worker has not returned yet.',
  done: 'The job ended, and the page received its result, if it had one.',
  failed: 'The function raised an exception, or the server no longer responded for the job.',
  cancelled: 'An input listed in cancel changed, and Dash ended the job.',
  superseded: 'The same callback was requested again, so Dash ends the older job.',
  orphaned:
    'The page no longer waits for it: the page was left, its outputs were removed, or a poll failed. The worker may still be running.',
};
