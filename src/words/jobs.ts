import type { Job } from '../trace/types';
import { ENDING, JOB_OUTCOME_WORDS } from './en/jobs';

export { JOB_OUTCOME_MEANINGS, JOB_OUTCOME_WORDS } from './en/jobs';

/** Whether a job was cancelled or superseded but the page still waits for the server's response. */
export const isEnding = (job: Pick<Job, 'ended' | 'outcome'>): boolean =>
  job.ended === null && job.outcome !== 'running';

/** How a job ended, or that it is running or ending. */
export const describeJobState = (job: Pick<Job, 'ended' | 'outcome'>): string =>
  isEnding(job) ? `${JOB_OUTCOME_WORDS[job.outcome]}, ${ENDING}` : JOB_OUTCOME_WORDS[job.outcome];
