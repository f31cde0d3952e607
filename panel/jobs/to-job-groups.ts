import type { TraceModel } from '../../src/trace/model';
import type { CallbackKey, Job, JobOutcome } from '../../src/trace/types';
import { plainText } from '../../src/words/plain';
import { describeJobReason } from '../../src/words/reasons';
import { callbackName } from '../selectors/callback-names';

export const JOB_OUTCOMES: readonly JobOutcome[] = ['done', 'failed', 'cancelled', 'superseded', 'orphaned'];

/** All jobs of one callback. Durations in milliseconds, of jobs that came to an end. */
export interface JobTotal {
  readonly callback: CallbackKey;
  readonly name: string;
  readonly count: number;
  readonly running: number;
  readonly outcomes: Readonly<Record<JobOutcome, number>>;
  readonly median: number | null;
  readonly longest: number | null;
}

export interface JobGroups {
  /** Without an end, oldest first; includes cancelled jobs whose end the page has not seen yet. */
  readonly running: readonly Job[];
  /** The latest end first. */
  readonly finished: readonly Job[];
  /** In the order in which the callbacks' first jobs began. */
  readonly totals: readonly JobTotal[];
}

/** @param words lower-case words that must all be in the job's callback or number */
export function toJobGroups(model: TraceModel, words: readonly string[]): JobGroups {
  const jobs = [...model.jobs.values()].filter((job) => fits(job, model, words));
  const finished = jobs.filter(({ ended }) => ended !== null).sort((a, b) => (b.ended ?? 0) - (a.ended ?? 0));
  return { running: jobs.filter(({ ended }) => ended === null), finished, totals: toTotals(jobs, model) };
}

function fits(job: Job, model: TraceModel, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const haystack = [
    callbackName(model.callbacks, job.callback),
    job.callback,
    job.id,
    job.call,
    job.outcome,
    job.reason === null ? '' : plainText(describeJobReason(job.reason)),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => haystack.includes(word));
}

/** @param sorted smallest first */
function medianOf(sorted: readonly number[]): number | null {
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function toTotals(jobs: readonly Job[], model: TraceModel): readonly JobTotal[] {
  const byCallback = new Map<CallbackKey, Job[]>();
  for (const job of jobs) {
    const list = byCallback.get(job.callback);
    if (list === undefined) byCallback.set(job.callback, [job]);
    else list.push(job);
  }
  return [...byCallback].map(([callback, own]) => {
    const durations = own
      .flatMap(({ started, ended }) => (ended === null ? [] : [ended - started]))
      .sort((a, b) => a - b);
    const count = (outcome: JobOutcome): number =>
      own.filter((job) => job.ended !== null && job.outcome === outcome).length;
    return {
      callback,
      name: callbackName(model.callbacks, callback),
      count: own.length,
      running: own.filter(({ ended }) => ended === null).length,
      outcomes: {
        running: 0,
        done: count('done'),
        failed: count('failed'),
        cancelled: count('cancelled'),
        superseded: count('superseded'),
        orphaned: count('orphaned'),
      },
      median: medianOf(durations),
      longest: durations.at(-1) ?? null,
    };
  });
}
