import type { Exchange } from './open-exchanges';

/** The call that started a job, and the renderer it belongs to. */
export interface JobOwner {
  readonly call: number;
  readonly renderer: number;
}

/** Which call each background job belongs to, learned from the responses that name jobs. */
export interface JobCalls {
  /** A response of a call, which may start a job. */
  readonly noteResponse: (exchange: Exchange, text: string) => void;
  /** Dash has a new job; returns its call, `null` if no response that we know named it. */
  readonly add: (job: string) => number | null;
  readonly callOf: (job: string) => number | null;
  /** A poll of a job names it (docs/dash-internals.md#background). */
  readonly ownerOfPoll: (url: string) => JobOwner | undefined;
}

/** Responses looked through for the name of a job; the one that names it is small and among the latest. */
const MOST_JOB_STARTS = 12;
const MOST_JOB_TEXT = 100_000;

/** The oldest are forgotten: nothing says when a job will no longer be polled. */
const MOST_JOBS = 10_000;

/** The name of a job is the server's; it may hold any character. */
const escapeForRegExp = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function createJobCalls(): JobCalls {
  const jobs = new Map<string, JobOwner>();
  /** The latest responses that may have started a job. */
  let starts: { readonly exchange: Exchange; readonly text: string }[] = [];

  return {
    noteResponse(exchange, text) {
      if (text.length < MOST_JOB_TEXT && text.includes('"job"'))
        starts = [...starts.slice(1 - MOST_JOB_STARTS), { exchange, text }];
    },
    add(job) {
      const start = starts.find(({ text }) => new RegExp(`"job":\\s*"?${escapeForRegExp(job)}[",}]`).test(text));
      if (start?.exchange.call === undefined || start.exchange.call === null) return null;
      starts = starts.filter((other) => other !== start);
      jobs.set(job, { call: start.exchange.call, renderer: start.exchange.renderer });
      const oldest = jobs.size > MOST_JOBS ? jobs.keys().next().value : undefined;
      if (oldest !== undefined) jobs.delete(oldest);
      return start.exchange.call;
    },
    callOf: (job) => jobs.get(job)?.call ?? null,
    ownerOfPoll(url) {
      // Most requests poll nothing, and each is looked at while the page waits.
      const job = url.includes('job=') ? new URLSearchParams(url.split('?')[1] ?? '').get('job') : null;
      return job === null ? undefined : jobs.get(job);
    },
  };
}
