import { prettyIdText } from '../dash/pretty';
import { stepCount, type Job, type TraceEvent, type WorkerTimes } from '../trace/types';
import { BAR_TEXTS } from './en/timeline';

export { BAR_TEXTS, SEGMENT_WORDS, WAIT_WORDS } from './en/timeline';

const MOST_PROPS = 3;

/** What happened in the first lane: to which component, and to which of its properties. */
export function describeAction({ type, id, props }: TraceEvent): string {
  const component = typeof id === 'string' ? prettyIdText(id) : '';
  if (type === 'interval') return BAR_TEXTS.tick(component);
  const names = typeof props === 'object' && props !== null ? Object.keys(props) : [];
  return BAR_TEXTS.changed(component, names.slice(0, MOST_PROPS));
}

/** What is known about the job of a call. */
export function jobFacts(job: Job): readonly string[] {
  const steps = stepCount(job, 'progress');
  return [
    BAR_TEXTS.job(job.outcome),
    BAR_TEXTS.polls(stepCount(job, 'polls')),
    ...(steps > 0 ? [BAR_TEXTS.progress(steps)] : []),
    ...workerFacts(job.worker),
  ];
}

/** What the worker recorded; nothing without the companion. */
function workerFacts(worker: WorkerTimes | undefined): readonly string[] {
  if (worker === undefined) return [];
  const { queued, started, ended, progress, earlier } = worker;
  const count = earlier + progress.length;
  return [
    ...(queued === undefined || started === undefined ? [] : [BAR_TEXTS.inQueue(Math.max(0, started - queued))]),
    ...(started === undefined || ended === undefined ? [] : [BAR_TEXTS.working(Math.max(0, ended - started))]),
    ...(count > 0 ? [BAR_TEXTS.setProgress(count)] : []),
  ];
}
