import { toMilliseconds, type Milliseconds } from '../../lib/brand';
import { isJsonObject } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import { stepCount } from '../job';
import { joinWorkerTimes, parseWorkerRun, type WorkerRun } from '../server-timing';
import { asOwner, type Owned, type TraceState } from '../state';
import {
  callIdOf,
  toCallId,
  toJobId,
  toPropId,
  type Call,
  type CallId,
  type Job,
  type JobId,
  type JobOutcome,
  type JobReason,
} from '../types';
import { updateCall } from './calls';
import { newest, ownRule, plainHandler, sliceHandler } from './handler';
import { addEvent, noteForgotten } from './log';

/** How many jobs are kept; the oldest settled ones are dropped. */
const MOST_JOBS = 5_000;
/** Above this number, jobs that never ended are dropped as well. */
const MOST_OPEN_JOBS = 2 * MOST_JOBS;
/** The fraction that remains after dropping. */
const REMAINING = 0.9;
/**
 * How many polls, progress values and values of `set_props` are kept per job; the job also has the number of earlier
 * ones.
 */
export const MOST_STEPS = 1_000;
/** How many runs and commands are kept whose job has not started yet. */
const MOST_PENDING = 1_000;

/**
 * The server tasks of background callbacks. A job starts with the first response to its call, which names it; each
 * further request of the call is a poll (docs/dash-internals.md#background).
 */
export const jobsHandler = sliceHandler({
  name: 'jobs',
  after: ['app', 'calls', 'sockets'],
  create: () => ({
    jobs: new Map(),
    jobFacts: new Map(),
    jobNames: new Map(),
    begun: 0,
    workerRuns: new Map(),
    commandTurn: -1,
    commanded: new Set(),
  }),
  limits: {
    jobs: ownRule(MOST_OPEN_JOBS),
    jobFacts: ownRule(MOST_OPEN_JOBS),
    jobNames: ownRule(MOST_OPEN_JOBS),
    workerRuns: newest(MOST_OPEN_JOBS),
    commanded: newest(MOST_PENDING),
  },
  handle,
});

/** Progress and `set_props` that arrived with polls, recorded once it is known which call they belong to. */
export const jobStepsHandler = plainHandler({
  name: 'job-steps',
  after: ['jobs', 'side-updates', 'sockets'],
  handle: addSteps,
});

/** Why a job failed: the error page is read after the call has settled. */
export const jobErrorsHandler = plainHandler({
  name: 'job-errors',
  after: ['jobs', 'exchanges'],
  handle: explainFailures,
});

function handle(state: Owned<'jobs'>, event: AgentEvent): void {
  switch (event.type) {
    case 'job':
      if (event.state === 'added') begin(state, event);
      else if (event.state === 'outdated') markSuperseded(state, event.job, null);
      break;
    case 'command':
      state.commandTurn = event.turn;
      break;
    case 'requested':
      if (event.turn === state.commandTurn) state.commanded.add(callIdOf(event.call));
      break;
    case 'sent':
      noteRequest(state, event);
      break;
    case 'headers':
      notePoll(state, event);
      noteWorker(state, event);
      break;
    case 'failed':
      notePoll(state, event);
      break;
    case 'applied':
    case 'ended':
    case 'finished':
      end(state, event);
      break;
    default:
      break;
  }
}

function addSteps(state: TraceState, event: AgentEvent): void {
  if (event.type !== 'props') return;
  const writer = state.writers.get(event.seq);
  const call = writer === undefined ? undefined : state.calls.get(writer);
  const update = call?.sideUpdates.at(-1);
  if (call?.job === null || call === undefined || update?.at !== event.at) return;
  if (update.origin !== 'progress' && update.origin !== 'set_props') return;
  const id = call.job;
  const facts = state.jobFacts.get(id);
  if (facts === undefined) return;
  const [list, turn] =
    update.origin === 'progress' ? (['progress', 'progressTurn'] as const) : (['setProps', 'setPropsTurn'] as const);
  asOwner('jobs', state).jobFacts.set(id, { ...facts, [turn]: event.turn });
  updateJob(state, id, (job) => withLatest(job, list, addStep(job[list], update, facts[turn] === event.turn)));
}

function explainFailures(state: TraceState, event: AgentEvent): void {
  if (event.type === 'unreadable') end(asOwner('jobs', state), event);
  else if (event.type === 'received')
    explainFailure(state, state.calls.get(state.exchanges.get(event.exchange)?.call ?? toCallId('')));
  else if (event.type === 'error')
    for (const { call } of state.jobs.values()) explainFailure(state, state.calls.get(call));
}

function explainFailure(state: TraceState, call: Call | undefined): void {
  if (call === undefined || call.job === null || call.outcome !== 'error') return;
  updateJob(state, call.job, ({ outcome, reason }) =>
    outcome === 'failed' || reason?.code === 'poll_failed' ? failedJob(call) : { reason },
  );
}

/**
 * What is known about a job whose call failed: a poll to which something other than Dash responded says nothing about
 * the job.
 */
function failedJob({ error, status }: Call): { readonly outcome: JobOutcome; readonly reason: JobReason } {
  if (error?.from === 'gateway' || error?.from === 'network')
    return {
      outcome: 'orphaned',
      reason: { code: 'poll_failed', params: { status: error.from === 'gateway' ? status : null } },
    };
  return { outcome: 'failed', reason: { code: 'error', params: { message: error?.message ?? '' } } };
}

/** The job with an entry added to a list; only the latest entries are kept, older ones are counted. */
function withLatest<List extends 'polls' | 'progress' | 'setProps'>(
  { earlier }: Job,
  list: List,
  entries: Job[List],
): Partial<Job> {
  const surplus = entries.length > MOST_STEPS ? Math.ceil(MOST_STEPS * (1 - REMAINING)) : 0;
  if (surplus === 0) return { [list]: entries };
  return { [list]: entries.slice(surplus), earlier: { ...earlier, [list]: (earlier?.[list] ?? 0) + surplus } };
}

/** One response may write several components, one after the other: together they are one step. */
function addStep(
  steps: Job['progress'],
  { at, props }: Job['progress'][number],
  isSameAnswer: boolean,
): Job['progress'] {
  const last = steps.at(-1);
  if (!isSameAnswer || last === undefined) return [...steps, { at, props }];
  const merged = Object.fromEntries(
    Object.entries({ ...last.props, ...props }).map(([id, own]) => [id, { ...last.props[id], ...own }]),
  );
  return [...steps.slice(0, -1), { at: last.at, props: merged }];
}

/** Dash 4.4 signs the name of a job. The signature gives access to the result, so it is not kept in the trace. */
const SIGNATURE = /~[0-9a-f]{64}$/;

function begin(state: Owned<'jobs'>, event: EventOf<'job'>): void {
  if (event.call === null || state.jobNames.has(event.job)) return;
  const call = state.calls.get(callIdOf(event.call));
  if (call === undefined) return;
  const id = toJobId(`j${++state.begun}`);
  state.jobNames.set(event.job, id);
  state.jobFacts.set(id, { name: event.job, cacheKey: null, progressTurn: null, setPropsTurn: null });
  state.jobs.set(id, {
    id,
    call: call.id,
    callback: call.callback,
    task: event.job.replace(SIGNATURE, ''),
    ...(event.cancel.length === 0 ? {} : { cancel: event.cancel.map(toPropId) }),
    started: toMilliseconds(event.at),
    ended: null,
    outcome: 'running',
    reason: null,
    polls: [],
    progress: [],
    setProps: [],
    ...toWorker(state.workerRuns.get(call.id)),
  });
  updateCall(state, call.id, () => ({ job: id, kind: 'background' }));
  if (state.jobs.size > MOST_JOBS) forgetOldest(state, event.at);
}

function forgetOldest(state: Owned<'jobs'>, at: number): void {
  const most = MOST_JOBS * REMAINING;
  const mostOpen = state.jobs.size > MOST_OPEN_JOBS ? MOST_OPEN_JOBS * REMAINING : Infinity;
  let forgotten = 0;
  for (const [id, job] of state.jobs) {
    if (state.jobs.size <= most) break;
    if (job.ended === null && state.jobs.size <= mostOpen) continue;
    forgotten++;
    state.jobs.delete(id);
    state.jobNames.delete(state.jobFacts.get(id)?.name ?? '');
    state.jobFacts.delete(id);
    state.workerRuns.delete(job.call);
  }
  if (forgotten === 0) return;
  noteForgotten(state, 'jobs', forgotten);
  addEvent(state, { at: toMilliseconds(at), type: 'dropped', what: 'jobs', count: forgotten });
}

const toWorker = (run: WorkerRun | undefined): Pick<Job, 'worker'> => (run === undefined ? {} : { worker: run.times });

/**
 * What the companion reports about a job with a response. The response that starts a job names its run; another run
 * belongs to another job.
 */
function noteWorker(state: Owned<'jobs'>, event: EventOf<'headers'>): void {
  const reported = parseWorkerRun(event.serverTiming, toMilliseconds(event.at));
  const exchange = state.exchanges.get(event.exchange);
  if (reported === null || exchange === undefined) return;
  if (exchange.job === null) {
    state.workerRuns.set(exchange.call, reported);
    return;
  }
  const known = state.workerRuns.get(exchange.call);
  const id = state.jobNames.get(exchange.job);
  if (id === undefined || known?.run !== reported.run) return;
  const times = joinWorkerTimes(known.times, reported.times);
  state.workerRuns.set(exchange.call, { ...known, times });
  updateJob(state, id, () => ({ worker: times }));
}

function updateJob(state: TraceState, id: JobId, change: (job: Job) => Partial<Job>): void {
  const job = state.jobs.get(id);
  if (job !== undefined) asOwner('jobs', state).jobs.set(id, { ...job, ...change(job) });
}

/** `cancelJob` and `oldJob` of a request name the jobs it ends (docs/dash-internals.md#background). */
function noteRequest(state: Owned<'jobs'>, event: EventOf<'sent'>): void {
  const query = new URLSearchParams(event.url.split('?')[1] ?? '');
  const by = callIdOf(event.call);
  for (const name of query.getAll('cancelJob')) {
    const id = state.jobNames.get(name);
    if (id !== undefined) {
      updateJob(state, id, (job) =>
        job.ended === null
          ? {
              outcome: 'cancelled',
              reason: { code: 'cancelled', params: { by, fromPanel: state.commanded.has(by) } },
            }
          : {},
      );
    }
  }
  for (const name of query.getAll('oldJob')) markSuperseded(state, name, by);
  const name = query.get('job');
  const polled = name === null ? undefined : state.jobNames.get(name);
  if (polled !== undefined) {
    const facts = state.jobFacts.get(polled);
    const cacheKey = (query.get('cacheKey') ?? '').replace(SIGNATURE, '');
    if (facts !== undefined && facts.cacheKey !== cacheKey) state.jobFacts.set(polled, { ...facts, cacheKey });
    updateJob(state, polled, (job) =>
      withLatest(job, 'polls', [...job.polls, { at: toMilliseconds(event.at), duration: null }]),
    );
  }
}

function markSuperseded(state: TraceState, name: string, by: CallId | null): void {
  const id = state.jobNames.get(name);
  if (id === undefined) return;
  updateJob(state, id, (job) =>
    job.ended === null || job.outcome === 'superseded'
      ? { outcome: 'superseded', reason: { code: 'superseded', params: { by } } }
      : {},
  );
}

function notePoll(state: TraceState, event: EventOf<'headers'> | EventOf<'failed'>): void {
  const exchange = state.exchanges.get(event.exchange);
  const id = exchange?.job === null || exchange === undefined ? undefined : state.jobNames.get(exchange.job);
  if (exchange === undefined || id === undefined) return;
  updateJob(state, id, (job) => ({
    polls: job.polls.map((poll) => (poll.at === exchange.at ? { ...poll, duration: event.at - exchange.at } : poll)),
  }));
}

/** The document is gone at `at`, so the results of its jobs are no longer fetched. */
export function orphanJobs(state: TraceState, at: Milliseconds): void {
  for (const { id, ended } of state.jobs.values()) {
    if (ended !== null) continue;
    // A job that was cancelled or superseded while it ran keeps that outcome.
    updateJob(state, id, ({ outcome, reason }) => ({
      ended: at,
      ...(outcome === 'running'
        ? { outcome: 'orphaned', reason: { code: 'page_left', params: {} } }
        : { outcome, reason }),
    }));
  }
}

/** A job ends when its call ends. */
function end(
  state: Owned<'jobs'>,
  event: EventOf<'applied'> | EventOf<'ended'> | EventOf<'finished'> | EventOf<'unreadable'>,
): void {
  const call = state.calls.get(callIdOf(event.call));
  const id = call?.job;
  if (call === undefined || id === null || id === undefined || call.ended === null) return;
  const job = state.jobs.get(id);
  if (job === undefined || (job.ended !== null && event.type !== 'applied')) return;
  const { outcome, reason } = outcomeOf(
    job,
    event,
    call,
    (state.callbacks.get(call.callback)?.outputs.length ?? 0) > 0,
  );
  updateJob(state, id, () => ({
    outcome,
    reason: reason ?? (outcome === 'done' ? fromCache(state, job, call) : null),
    ended: toMilliseconds(event.at),
  }));
  state.workerRuns.delete(call.id);
  if (outcome === 'cancelled' && reason?.code === 'cancelled')
    updateCall(state, call.id, () => ({ outcome, reason: { code: 'cancelled_job', params: reason.params } }));
}

/**
 * Dash does not report that a result comes from the manager's cache (`cache_by`), and starts a job all the same. The
 * sign of it: the first poll already has the result for which an earlier job with the same cache key needed several.
 */
function fromCache(state: TraceState, job: Job, call: Call): JobReason | null {
  const key = state.jobFacts.get(job.id)?.cacheKey ?? '';
  if (key === '' || job.polls.length > 1) return null;
  const result = resultOf(call);
  for (const [id, { cacheKey }] of state.jobFacts) {
    const other = cacheKey === key && id !== job.id ? state.jobs.get(id) : undefined;
    if (other?.outcome !== 'done' || other.polls.length < 2) continue;
    if (result === undefined || resultOf(state.calls.get(other.call)) !== result) continue;
    return { code: 'probably_cached', params: { call: other.call, polls: stepCount(other, 'polls') } };
  }
  return null;
}

const resultOf = (call: Call | undefined): string | undefined => {
  const body = call?.response?.json;
  return isJsonObject(body) ? JSON.stringify(body['response']) : undefined;
};

function outcomeOf(
  job: Job,
  event: AgentEvent,
  call: Call,
  hasOutputs: boolean,
): { readonly outcome: JobOutcome; readonly reason: JobReason | null } {
  const { outcome } = call;
  if (outcome === 'unreadable')
    return { outcome: 'orphaned', reason: { code: 'poll_failed', params: { status: 200 } } };
  if (outcome === 'error') return failedJob(call);
  const isWithoutResult = hasOutputs && (outcome === 'prevented' || outcome === 'no_update');
  if (job.outcome === 'cancelled' || job.outcome === 'superseded') return { outcome: job.outcome, reason: job.reason };
  if (event.type !== 'ended')
    return { outcome: 'done', reason: isWithoutResult ? { code: 'without_result', params: {} } : null };
  if (event.reason === 'reloaded') return { outcome: 'orphaned', reason: { code: 'hot_reload', params: {} } };
  return event.by === null
    ? { outcome: 'orphaned', reason: { code: 'outputs_removed', params: {} } }
    : { outcome: 'superseded', reason: { code: 'superseded', params: { by: callIdOf(event.by) } } };
}
