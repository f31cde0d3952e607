import type { Call, CallbackActivity, CallbackKind, Job } from '../trace/types';
import { CALLBACK_CARD_TEXTS as TEXTS } from './en/callback-card';
import { formatDuration } from './figures';
import type { JobProgress } from './job-progress';

/** What a callback's card says in its second line, in words, and how it is coloured. */
interface CallbackWords {
  readonly tone: 'idle' | 'quiet' | 'waiting' | 'running' | 'error';
  readonly main: string;
  readonly detail: string;
}

export interface WordsInput {
  readonly kind: CallbackKind;
  readonly activity: CallbackActivity | null;
  /** The call to speak of: the oldest running or waiting one, else the last. */
  readonly call: Call | null;
  readonly job: Job | null;
  readonly progress: JobProgress | null;
  /** Milliseconds since the trace began; `null` when that is not known, and times of open calls are left out. */
  readonly now: number | null;
  /** The property an open call waits for, when one is known. */
  readonly waitsFor: string | null;
}

/** The second line of a card: an open call before everything, an error before the figures of past calls. */
export function callbackWords({ kind, activity, call, job, progress, now, waitsFor }: WordsInput): CallbackWords {
  if (!activity) return { tone: 'idle', main: TEXTS.noCalls, detail: kind };
  const others = activity.running.length + activity.waiting.length - 1;
  const more = others > 0 ? TEXTS.more(others) : '';
  if (activity.running.length > 0) {
    const since = job?.started ?? call?.phases.sent;
    const elapsed = now === null || since === undefined ? '' : ` ${formatElapsed(now - since)}`;
    return { tone: 'running', main: `${runningWord(kind, call)}${elapsed}`, detail: progress?.text ?? more };
  }
  if (activity.waiting.length > 0) {
    const since = call?.phases.requested;
    const elapsed = now === null || since === undefined ? '' : ` ${formatElapsed(now - since)}`;
    return { tone: 'waiting', main: `${TEXTS.waiting}${elapsed}`, detail: waitsFor ? TEXTS.waitsFor(waitsFor) : more };
  }
  if (activity.count === 0) return { tone: 'idle', main: TEXTS.noCalls, detail: kind };
  const last = activity.recent.at(-1);
  const { lastDuration } = activity;
  const duration = lastDuration === null ? '' : formatDuration(lastDuration);
  if (activity.errors > 0) {
    const main = TEXTS.errors(activity.errors);
    return {
      tone: 'error',
      main,
      detail: last?.outcome === 'error' && lastDuration !== null ? TEXTS.after(lastDuration) : duration,
    };
  }
  const p95 = activity.p95 === null || activity.count < 3 ? '' : TEXTS.p95(activity.p95);
  const word = call?.transport === 'websocket' ? TEXTS.websocket : kind === 'server' ? '' : kind;
  return { tone: 'quiet', main: duration || TEXTS.noResult, detail: word || p95 };
}

function runningWord(kind: CallbackKind, call: Call | null): string {
  if (call?.phases.received !== undefined) return TEXTS.applying;
  return TEXTS.running[kind];
}

/** As `formatDuration`, without digits that only flicker while time runs. */
function formatElapsed(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 995) return `${Math.round(ms / 10) * 10} ms`;
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}

/** The accessible name of a callback's card. */
export function callbackLabel(name: string, kind: CallbackKind, activity: CallbackActivity | null): string {
  const count = activity?.count ?? 0;
  const parts = [TEXTS.name(name), kind, TEXTS.calls(count)];
  if (activity && activity.lastDuration !== null) parts.push(TEXTS.last(activity.lastDuration));
  if (activity && activity.errors > 0) parts.push(TEXTS.errorCount(activity.errors));
  if (activity && activity.running.length > 0) parts.push(TEXTS.isRunning);
  else if (activity && activity.waiting.length > 0) parts.push(TEXTS.waiting);
  return parts.join(', ');
}
