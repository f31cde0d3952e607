import type { WaitKind } from '../../analysis/critical-path';
import type { JobOutcome } from '../../trace/types';
import { formatClock, formatCount, formatDuration } from '../figures';
import { JOB_OUTCOME_WORDS } from './jobs';
import type { BarSegmentName } from '../bar-segment';

export const WAIT_WORDS: Readonly<Record<WaitKind, string>> = {
  queue: 'waiting',
  server: 'server',
  job: 'job',
  clientside: 'clientside',
  apply: 'apply',
  other: 'other',
};

export const SEGMENT_WORDS: Readonly<Record<BarSegmentName, string>> = {
  wait: 'waiting',
  network: 'network',
  server: 'server',
  run: 'network + server',
  function: 'function',
  job: 'job',
  apply: 'apply',
  paint: 'paint',
  'left out': 'never ran',
};

/** Titles and facts of the bars: shown on hover, and read out. */
export const BAR_TEXTS = {
  tick: (component: string): string => `Tick of ${component}`,
  changed: (component: string, props: readonly string[]): string =>
    `Changed ${props.length === 0 ? component : `${component}.${props.join(', ')}`}`,
  gesture: 'with a click or key',
  noGesture: 'without a click or key',
  triggered: (calls: number): string => (calls > 0 ? `triggered ${formatCount(calls, 'call')}` : 'triggered nothing'),
  longTask: 'Long task: the page was busy',
  at: (at: number): string => `at ${formatClock(at)}`,
  soFar: (ms: number): string => `${formatDuration(ms)} so far`,
  waiting: 'waiting',
  job: (outcome: JobOutcome): string => `job ${JOB_OUTCOME_WORDS[outcome]}`,
  polls: (count: number): string => formatCount(count, 'poll'),
  progress: (count: number): string => formatCount(count, 'progress step'),
  inQueue: (ms: number): string => `${formatDuration(ms)} in the queue`,
  working: (ms: number): string => `${formatDuration(ms)} of work`,
  setProgress: (count: number): string => `set_progress ${formatCount(count, 'time')}`,
  lane: (name: string): string => `${name} lane`,
  segment: (word: string, ms: number): string => `${word} ${formatDuration(ms)}`,
};
