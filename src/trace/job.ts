import type { Milliseconds } from '../lib/brand';
import type { JsonObject } from '../lib/json';
import type { CallbackKey, CallId, JobId, PropId } from './ids';
import type { JobReason } from './reason';

/**
 * What the worker itself recorded about a job; only reported by the companion. Times are on the page's clock, as exact
 * as the network latency of a response allows.
 */
export interface WorkerTimes {
  /** The worker's own process id or task id. */
  readonly task?: string;
  readonly queued?: Milliseconds;
  readonly started?: Milliseconds;
  readonly ended?: Milliseconds;
  /** The function raised an error. */
  readonly failed?: true;
  /** Every `set_progress`, whether a poll saw its value or not, in order. */
  readonly progress: readonly Milliseconds[];
  /** How many were dropped before the first of them. */
  readonly earlier: number;
}

export type JobOutcome = 'done' | 'failed' | 'cancelled' | 'superseded' | 'orphaned' | 'running';

/** The server task of one background call; its polls are folded into it. */
export interface Job {
  readonly id: JobId;
  readonly call: CallId;
  readonly callback: CallbackKey;
  /** Process id (Diskcache) or task id (Celery) on the server, as the worker's own log has it. */
  readonly task?: string;
  /** Prop ids that the app listed in `cancel=`: a change of any of them ends the job. Absent when there are none. */
  readonly cancel?: readonly PropId[];
  readonly started: Milliseconds;
  readonly ended: Milliseconds | null;
  readonly outcome: JobOutcome;
  readonly reason: JobReason | null;
  readonly polls: readonly { readonly at: Milliseconds; readonly duration: number | null }[];
  readonly progress: readonly { readonly at: Milliseconds; readonly props: { readonly [id: string]: JsonObject } }[];
  readonly setProps: readonly { readonly at: Milliseconds; readonly props: { readonly [id: string]: JsonObject } }[];
  readonly worker?: WorkerTimes;
  /** How many entries of each list were dropped before the first one kept; absent while all are kept. */
  readonly earlier?: { readonly polls?: number; readonly progress?: number; readonly setProps?: number };
}

/** How many polls, or values of progress or of `set_props`, there were in all, whether all of them are kept or not. */
export const stepCount = (job: Job, list: 'polls' | 'progress' | 'setProps'): number =>
  (job.earlier?.[list] ?? 0) + job[list].length;
