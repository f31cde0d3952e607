import { formatCount, formatDuration, formatNumber } from '../../figures';

/** The view of background jobs. */
export const JOBS_TEXTS = {
  cancelTitle: (inputs: string): string =>
    `Changes ${inputs} in the page, as the app itself does to cancel. This affects every callback and job that depends on it`,
  idTitle: "Process id (Diskcache) or task id (Celery), as in the worker's own log",
  progressAsSeen: 'as the page saw it: between two polls Dash keeps only the last value',
  noProgressSeen: 'none: the function did not call set_progress, or no poll saw it',
  sideUpdatesTitle: 'written in addition to the outputs',
  pollFailed: 'the previous poll got no response',
  pollOpen: 'waiting for the response',
  workerNote: (task: string | undefined, hasStarted: boolean): string =>
    `as recorded by the worker${task === undefined ? '' : `, task ${task}`}${hasStarted ? '' : '; it has not started, or has not reported it yet'}`,
  /** `waited` and `ran`: milliseconds, `null` if not known. */
  workerStarted: (waited: number | null): string =>
    waited === null ? 'started' : `started, after ${formatDuration(waited)} in the queue`,
  workerEnded: (hasFailed: boolean, ran: number | null): string =>
    `${hasFailed ? 'failed' : 'ended'}${ran === null ? '' : `, after ${formatDuration(ran)} of work`}`,
  setProgressNote: (calls: number, earlier: number): string =>
    `each call by the worker: ${formatCount(calls, 'time')}${earlier > 0 ? `; the times of the first ${formatNumber(earlier)} are not known` : ''}`,
  pollGaps: (usual: number, longest: number): string =>
    `time since the previous response: usually ${formatDuration(usual)}, at most ${formatDuration(longest)}`,
  afterStart: (since: string): string => `${since} after the start`,
  noProgressYet: 'no progress reported yet',
  signOfLife: 'last sign of life',
  signOfLifeTitle: 'When the worker last reported something new: its start, progress or set_props',
  lastResponseTitle: 'When the server last responded to a poll; this says nothing about the worker',
  totals: 'Totals by callback',
  emptyTitle: 'No jobs yet',
  /** @param declared background callbacks of the app */
  empty: (declared: number): string =>
    `Every run of ${declared === 1 ? 'the background callback' : `one of the ${declared} background callbacks`} appears here, with its progress and its polls. Start one in the app.`,
  noneDeclared:
    'A callback with background=True runs as a job: a worker computes the result, and the page polls for it. This app declares no background callback; each run of one would appear here.',
  noMatchTitle: 'No matching jobs',
  noMatch: 'No job matches the search in its callback, its outcome or its reason.',
  runningAtEnd: 'Still running when the recording ended',
  noneRunning: 'Nothing is running. The next job appears here while its worker computes.',
  noneFinished: 'No job has finished yet.',
  silence: (silence: string, usual: string): string =>
    `No sign of life from the worker for ${silence}, after one every ${usual} or sooner.`,
  serverSilent: (silence: string, unanswered: string): string =>
    `${silence} The server has not responded for ${unanswered} either.`,
  serverResponds: (silence: string): string =>
    `${silence} The server still responds that there is no result: the worker may still be computing, or may be gone. Dash polls until the user leaves the page.`,
};
