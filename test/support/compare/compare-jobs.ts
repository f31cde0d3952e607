import { isDeepStrictEqual } from 'node:util';

import type { JsonValue } from '../../../src/lib/json';
import type { FileCall, TraceFile } from '../../../src/trace/file/trace-file';
import type { CallbackDefinition, Job, JobOutcome } from '../../../src/trace/types';
import type { JobLine } from '../servers/job-log';

/** Page and worker read the same clock, but the page counts from the start of its document. */
const CLOCK_MS = 60;
/** From the response that names a job until its function runs: Diskcache forks a process, Celery takes it out of the queue. */
const BEGIN_MS = 2_000;
/** The network latency of a response that reports a time of the worker, on a busy machine. */
const ANSWER_MS = 200;
/** A line is written before its value can be read; on a busy machine some time passes in between. */
const WRITE_MS = 300;
/** From the function's return until the result can be read, and from the last response until its outputs are applied. */
const STORE_MS = 700;
/** A cancelled or superseded job dies before the response to the request that ends it; Celery notifies its worker by message. */
const KILL_MS = 1_000;

/** All that the worker logged of one job, and its last line if it had one. */
interface Run {
  readonly task: string;
  readonly lines: readonly JobLine[];
  readonly start: JobLine;
  readonly end: JobLine | undefined;
}

/** A job of a trace, times in epoch milliseconds. */
interface SeenJob {
  readonly zero: number;
  readonly job: Job;
  readonly call: FileCall;
  /** Milliseconds the page waits between two polls. */
  readonly interval: number;
}

export interface JobComparison {
  readonly jobs: number;
  /** Values that the worker wrote with `set_progress`, and how many of them the page saw. */
  readonly progressWritten: number;
  readonly progressSeen: number;
  /** One sentence each. */
  readonly differences: readonly string[];
}

/**
 * Compares the jobs of traces with what the worker logged of them: how many, progress in order, outcome, result, times.
 *
 * How far times may lie apart follows from what the page can know. It learns of an end by asking: `interval` milliseconds
 * after the answer before, so the end it sees is at most one interval and two polls late. A value it sees was in Dash's
 * one slot while the poll was under way: written before the answer, and not replaced before the question.
 */
export function compareJobs(traces: readonly TraceFile[], log: readonly JobLine[]): JobComparison {
  const runs = toRuns(log);
  const jobs = traces.flatMap(toSeenJobs);
  const tasks = new Set(jobs.map(({ job }) => job.task));
  const differences = [...runs.values()]
    .filter(({ task }) => !tasks.has(task))
    .map(({ start }) => `the worker ran a job of ${start.callback} that the trace does not have`);
  for (const seen of jobs) {
    const run = runs.get(seen.job.task ?? '');
    const found = run === undefined ? ['the worker never ran it'] : compareJob(seen, run, [...runs.values()]);
    differences.push(...found.map((difference) => `${seen.job.id} of ${seen.job.callback}: ${difference}`));
  }
  return {
    jobs: jobs.length,
    progressWritten: log.filter(({ event }) => event === 'progress').length,
    progressSeen: jobs.reduce((sum, { job }) => sum + job.progress.length, 0),
    differences,
  };
}

function toRuns(log: readonly JobLine[]): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  for (const start of log.filter(({ event }) => event === 'start')) {
    const lines = log.filter(({ job }) => job === start.job);
    runs.set(start.job, {
      task: start.job,
      lines,
      start,
      end: lines.find(({ event }) => event === 'end' || event === 'error'),
    });
  }
  return runs;
}

const DEFAULT_INTERVAL = 500;

function toSeenJobs(trace: TraceFile): readonly SeenJob[] {
  const callbacks = new Map<string, CallbackDefinition>(
    trace.callbacks.map((definition) => [definition.key, definition]),
  );
  return trace.jobs.map((job) => {
    const call = trace.calls.find(({ id }) => id === job.call);
    if (call === undefined) throw new Error(`${job.id} has no call`);
    return {
      zero: Date.parse(trace.recorded.at),
      job,
      call,
      interval: callbacks.get(job.callback)?.interval ?? DEFAULT_INTERVAL,
    };
  });
}

const compareJob = (seen: SeenJob, run: Run, runs: readonly Run[]): readonly string[] => [
  ...compareStart(seen, run),
  ...compareSteps('progress', seen, run),
  ...compareSteps('set_props', seen, run),
  ...compareOutcome(seen, run, runs),
  ...compareEnd(seen, run),
  ...compareWorker(seen, run),
];

function compareStart({ zero, job, call }: SeenJob, { start }: Run): readonly string[] {
  const from = zero + (call.phases.sent ?? 0) - CLOCK_MS;
  const to = zero + job.started + BEGIN_MS;
  return within('the worker began it', start.at, from, to);
}

const within = (what: string, at: number, from: number, to: number): readonly string[] =>
  at >= from && at <= to
    ? []
    : [`${what} ${Math.round(at < from ? from - at : at - to)} ms ${at < from ? 'before' : 'after'} it can have`];

/** What the worker reported through the companion is what it logged: nothing left out, each time as close as a response allows. */
function compareWorker(
  { zero, job: { worker, outcome } }: SeenJob,
  { task, start, end, lines }: Run,
): readonly string[] {
  if (worker === undefined) return [];
  const near = (
    what: string,
    reported: number | undefined,
    logged: number | undefined,
    early = 0,
  ): readonly string[] =>
    reported === undefined || logged === undefined
      ? []
      : within(`the worker's ${what}`, zero + reported, logged - CLOCK_MS - early, logged + CLOCK_MS + ANSWER_MS);
  const written = lines.filter(({ event }) => event === 'progress').map(({ at }) => at);
  const isWhole = outcome === 'done' || outcome === 'failed';
  return [
    ...(worker.task === undefined || worker.task === task
      ? []
      : [`the worker calls itself ${worker.task} instead of ${task}`]),
    ...near('start', worker.started, start.at),
    // The companion is next to the function: it stores the end before the log around it has its line.
    ...near('end', worker.ended, end?.at, WRITE_MS),
    ...(isWhole && end !== undefined && worker.started !== undefined && worker.ended === undefined
      ? ['no report that the worker ended']
      : []),
    ...(isWhole && end !== undefined && worker.earlier + worker.progress.length !== written.length
      ? [`the worker reported ${worker.earlier + worker.progress.length} set_progress instead of ${written.length}`]
      : []),
    ...worker.progress.flatMap((at, index) => near('set_progress', at, written[worker.earlier + index])),
  ];
}

interface Step {
  readonly at: number;
  readonly value: JsonValue;
}

/** The seen values are some of the written ones, in the same order, and each one was there when it was seen. */
function compareSteps(event: 'progress' | 'set_props', { zero, job }: SeenJob, { lines }: Run): readonly string[] {
  const written = lines.filter((line) => line.event === event);
  const seen = event === 'progress' ? toProgress(job, zero) : toSetProps(job, zero);
  let next = 0;
  return seen.flatMap(({ at, value }) => {
    const same = written
      .map((_, index) => index)
      .filter((index) => index >= next && isDeepStrictEqual(written[index]?.value, value));
    if (same.length === 0)
      return [
        `the page saw ${event} ${JSON.stringify(value)}, which the worker did not write${next === 0 ? '' : ' after the one before'}`,
      ];
    const asked = zero + (job.polls.findLast((poll) => zero + poll.at <= at)?.at ?? 0);
    const fits = same.find(
      (index) => (written[index]?.at ?? 0) <= at + CLOCK_MS && (written[index + 1]?.at ?? Infinity) >= asked - WRITE_MS,
    );
    next = (fits ?? same[0] ?? 0) + 1;
    return fits === undefined ? [`the page saw ${event} ${JSON.stringify(value)} when another value was there`] : [];
  });
}

/** A step as the worker writes it: a list of values in the order of the outputs. */
const toProgress = ({ progress }: Job, zero: number): readonly Step[] =>
  progress.map(({ at, props }) => ({
    at: zero + at,
    value: Object.values(props).flatMap((own) => Object.values(own)),
  }));

/** Celery's manager returns the last one again with every poll. */
const toSetProps = ({ setProps }: Job, zero: number): readonly Step[] =>
  setProps
    .filter(({ props }, index) => !isDeepStrictEqual(props, setProps[index - 1]?.props))
    .map(({ at, props }) => ({ at: zero + at, value: props }));

function compareOutcome({ job, call }: SeenJob, run: Run, runs: readonly Run[]): readonly string[] {
  const { end } = run;
  const difference = (expected: readonly JobOutcome[]): readonly string[] =>
    expected.includes(job.outcome)
      ? []
      : [`outcome ${job.outcome} (${job.reason?.code ?? 'no reason'}) instead of ${expected.join(' or ')}`];
  if (job.outcome !== 'done' && job.reason === null) return [`outcome ${job.outcome} without a reason`];
  // A page that was left does not know the end.
  if (job.outcome === 'orphaned') return [];
  if (end === undefined) {
    if (job.outcome !== 'done') return difference(['cancelled', 'superseded']);
    const kept = runs.some(
      (other) =>
        other.end !== undefined && other.end.at < run.start.at && isDeepStrictEqual(other.end.value, resultOf(call)),
    );
    return kept ? [] : ['done, but the worker did not finish it and no earlier job returned that result'];
  }
  if (end.event === 'error') {
    const message = (typeof end.value === 'string' ? end.value : '').replace(/^\w+: /, '');
    // Outside debug mode the server does not say why.
    const hasTraceback = call.error?.traceback !== undefined;
    return job.outcome === 'failed' &&
      hasTraceback &&
      !(job.reason?.code === 'error' && job.reason.params.message.includes(message))
      ? [`failed with ${JSON.stringify(job.reason)} instead of "${message}"`]
      : difference(['failed']);
  }
  if (end.outcome === 'ok' && job.outcome === 'done' && !isDeepStrictEqual(resultOf(call), end.value)) {
    return [`the result is ${JSON.stringify(resultOf(call))} instead of ${JSON.stringify(end.value)}`];
  }
  return difference(['done']);
}

/** All background examples have one output. */
const resultOf = ({ outputs }: FileCall): JsonValue | undefined => outputs[0]?.value;

function compareEnd({ zero, job, interval }: SeenJob, { lines, end }: Run): readonly string[] {
  if (job.outcome === 'orphaned') return [];
  if (job.ended === null) return ['it still runs in the trace'];
  const ended = zero + job.ended;
  const polls = job.polls.map(({ duration }) => duration ?? 0).sort((a, b) => b - a);
  const late = interval + (polls[0] ?? 0) + (polls[1] ?? 0) + STORE_MS;
  if (end !== undefined) return within('the page saw the end', ended, end.at - CLOCK_MS, end.at + late);
  const last = lines.at(-1)?.at ?? 0;
  return within('the worker said something', last, 0, ended + KILL_MS);
}
