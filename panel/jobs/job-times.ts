import type { CallbackDefinition, Job } from '../../src/trace/types';
import { JOBS_TEXTS } from '../../src/words/panel';
import { formatDuration } from '../ui/format';

/** The renderer's own pause where a declaration has none (docs/dash-internals.md#background). */
const DEFAULT_INTERVAL = 500;

/** When the server last answered for the job, milliseconds of the trace. */
export function lastAnswerOf(job: Job): number {
  const answers = job.polls.flatMap(({ at, duration }) => (duration === null ? [] : [at + duration]));
  return answers.at(-1) ?? job.started;
}

/**
 * When the worker is known to have been at work: each new thing it reported. A response to a poll says nothing about
 * the worker, and with Celery every poll brings the last `set_props` once more.
 */
export function signsOf({ started, progress, setProps }: Job): readonly number[] {
  const news = setProps.filter(
    ({ props }, index) => JSON.stringify(props) !== JSON.stringify(setProps[index - 1]?.props),
  );
  return [started, ...[...progress, ...news].map(({ at }) => at).sort((a, b) => a - b)];
}

export const lastSignOf = (job: Job): number => signsOf(job).at(-1) ?? job.started;

const SHORTEST_SILENCE = 5_000;
const UNUSUAL = 5;

/**
 * A sentence about a running job that has reported nothing new for much longer than before; `null` if there is
 * nothing to say: a job that never reported anything may stay silent to its end.
 */
export function describeSilence(job: Job, now: number): string | null {
  const signs = signsOf(job);
  const silence = now - (signs.at(-1) ?? job.started);
  const longest = Math.max(...signs.slice(1).map((sign, index) => sign - (signs[index] ?? 0)));
  if (job.ended !== null || signs.length < 2 || silence < Math.max(SHORTEST_SILENCE, UNUSUAL * longest)) return null;
  const begin = JOBS_TEXTS.silence(formatSeconds(silence), formatDuration(longest));
  const unanswered = now - lastAnswerOf(job);
  return job.polls.at(-1)?.duration === null && unanswered > SHORTEST_SILENCE
    ? JOBS_TEXTS.serverSilent(begin, formatSeconds(unanswered))
    : JOBS_TEXTS.serverResponds(begin);
}

/** When the page will poll again; `asking` while a poll is under way, `null` when that is not known or no poll follows.
 * Only what the declaration says, not what the polls so far suggest.
 */
export function nextPollOf(job: Job, definition: CallbackDefinition | null): number | 'asking' | null {
  if (job.ended !== null || definition === null) return null;
  if (job.polls.at(-1)?.duration === null) return 'asking';
  return lastAnswerOf(job) + (definition.interval ?? DEFAULT_INTERVAL);
}

interface PollGap {
  readonly number: number;
  readonly at: number;
  /** Milliseconds since the previous response, `null` if it never arrived. */
  readonly gap: number | null;
  readonly duration: number | null;
}

/** The polls with the pause before each: since the response to the previous one, or since the job began. */
export function pollGaps({ polls, started }: Job): readonly PollGap[] {
  return polls.map(({ at, duration }, index) => {
    const before = polls[index - 1];
    const since = before === undefined ? started : before.duration === null ? null : before.at + before.duration;
    return { number: index + 1, at, gap: since === null ? null : Math.max(0, at - since), duration };
  });
}

/** The latest moment in the job's record, which is "now" for a recording that has ended. */
export function lastMomentOf(job: Job): number {
  const poll = job.polls.at(-1);
  return Math.max(job.ended ?? job.started, poll === undefined ? 0 : poll.at + (poll.duration ?? 0));
}

/** A live figure in whole seconds, because it is drawn once a second: `4 s`, `1 min 05 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000);
}

/** `in 2 s`, `now`, `3 s late`. */
export function describeNextPoll(next: number | 'asking' | null, now: number): string {
  if (next === null) return 'not known';
  if (next === 'asking') return 'polling now';
  const left = next - now;
  // The tick is a second: less than that is neither early nor late.
  if (left <= -2000) return `${formatSeconds(-left)} late`;
  return left < 1000 ? 'now' : `in ${formatSeconds(left)}`;
}

export function describeSign(sign: number, now: number): string {
  const since = now - sign;
  return since < 1000 ? 'just now' : `${formatSeconds(since)} ago`;
}
