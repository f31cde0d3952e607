import { prettyIdText } from '../../src/dash/pretty';
import type { WaitKind } from '../../src/analysis/critical-path';
import { stepCount, type TraceEvent, type WorkerTimes } from '../../src/trace/types';
import { describeError } from '../../src/words/errors';
import { formatClock, formatCount, formatDuration } from '../ui/format';
import { OUTCOME_WORDS } from '../ui/words';
import { LANES, type Bar } from './lanes/to-lanes';
import { SEGMENT_WORDS, toSegments, type BarSegmentName } from './lanes/to-segments';

export const WAIT_WORDS: Readonly<Record<WaitKind, string>> = {
  queue: 'waiting',
  server: 'server',
  job: 'job',
  clientside: 'clientside',
  apply: 'apply',
  other: 'other',
};

/** What happened in the first lane: to which component, and to which of its properties. */
function describeAction({ type, id, props }: TraceEvent): { readonly text: string; readonly id: string } {
  const component = typeof id === 'string' ? prettyIdText(id) : '';
  if (type === 'interval') return { text: 'Tick of', id: component };
  const names = typeof props === 'object' && props !== null ? Object.keys(props) : [];
  return { text: 'Changed', id: names.length === 0 ? component : `${component}.${names.slice(0, 3).join(', ')}` };
}

/** One stretch of a bar with its milliseconds, adding up stretches of the same name. */
interface Part {
  readonly name: BarSegmentName;
  readonly word: string;
  readonly ms: number;
}

interface BarText {
  readonly title: string;
  /** The title is an id or a function's name. */
  readonly isCode: boolean;
  readonly facts: readonly string[];
  readonly parts: readonly Part[];
}

/** What a bar says on hover and to a screen reader. */
export function describeBar(bar: Bar, now: number, nameOf: (bar: Bar & { readonly type: 'call' }) => string): BarText {
  switch (bar.type) {
    case 'action': {
      const { text, id } = describeAction(bar.event);
      const who =
        bar.event.type === 'interval'
          ? ''
          : bar.gesture
            ? 'with a click or key'
            : bar.setOff.length > 0
              ? 'without a click or key'
              : '';
      const setOff =
        bar.setOff.length > 0 ? `triggered ${formatCount(bar.setOff.length, 'call')}` : 'triggered nothing';
      return {
        title: `${text} ${id}`,
        isCode: false,
        facts: [`at ${formatClock(bar.event.at)}`, ...(who ? [who] : []), setOff],
        parts: [],
      };
    }
    case 'task':
      return {
        title: 'Long task: the page was busy',
        isCode: false,
        facts: [`at ${formatClock(bar.event.at)}`, formatDuration(bar.duration)],
        parts: [],
      };
    case 'call': {
      const { call, job } = bar;
      const { requested = 0 } = call.phases;
      const until = call.ended ?? now;
      const parts: Part[] = [];
      for (const { name, from, to } of toSegments(call, until)) {
        const known = parts.findIndex((part) => part.name === name);
        const before = parts[known];
        if (before) parts[known] = { ...before, ms: before.ms + to - from };
        else parts.push({ name, word: SEGMENT_WORDS[name], ms: to - from });
      }
      const waiting = call.outcome === 'pending' && call.phases.sent === undefined;
      const facts = [
        waiting ? 'waiting' : OUTCOME_WORDS[call.outcome],
        `at ${formatClock(requested)}`,
        call.ended === null ? `${formatDuration(until - requested)} so far` : formatDuration(until - requested),
      ];
      if (job)
        facts.push(
          ...jobFacts(stepCount(job, 'polls'), stepCount(job, 'progress'), job.outcome),
          ...workerFacts(job.worker),
        );
      if (call.error) facts.push(describeError(call).split('\n')[0] ?? '');
      return { title: nameOf(bar), isCode: true, facts, parts: parts.filter(({ name }) => name !== 'left out') };
    }
  }
}

function jobFacts(polls: number, steps: number, outcome: string): readonly string[] {
  return [`job ${outcome}`, formatCount(polls, 'poll'), ...(steps > 0 ? [formatCount(steps, 'progress step')] : [])];
}

/** What the worker recorded; nothing without the companion. */
function workerFacts(worker: WorkerTimes | undefined): readonly string[] {
  if (worker === undefined) return [];
  const { queued, started, ended, progress, earlier } = worker;
  const count = earlier + progress.length;
  return [
    ...(queued === undefined || started === undefined
      ? []
      : [`${formatDuration(Math.max(0, started - queued))} in the queue`]),
    ...(started === undefined || ended === undefined
      ? []
      : [`${formatDuration(Math.max(0, ended - started))} of work`]),
    ...(count > 0 ? [`set_progress ${formatCount(count, 'time')}`] : []),
  ];
}

/** What a screen reader says about a bar. */
export function speakBar(lane: number, { title, facts, parts }: BarText): string {
  return [
    `${LANES[lane] ?? ''} lane`,
    title,
    ...facts,
    ...parts.map(({ word, ms }) => `${word} ${formatDuration(ms)}`),
  ].join(', ');
}
