import type { CallbackKind } from '../../trace/types';
import { formatCount, formatDuration } from '../figures';

/** The second line of a callback's card, and its accessible name. */
export const CALLBACK_CARD_TEXTS = {
  noCalls: 'no calls yet',
  noResult: 'no result',
  running: { server: 'server', clientside: 'clientside', background: 'running' } satisfies Record<CallbackKind, string>,
  applying: 'applying',
  waiting: 'waiting',
  waitsFor: (prop: string): string => `for ${prop}`,
  more: (calls: number): string => `${calls} more`,
  errors: (calls: number): string => `error ×${calls}`,
  after: (ms: number): string => `after ${formatDuration(ms)}`,
  p95: (ms: number): string => `p95 ${formatDuration(ms)}`,
  websocket: 'websocket',

  name: (callback: string): string => `callback ${callback}`,
  calls: (count: number): string => formatCount(count, 'call'),
  last: (ms: number): string => `last ${formatDuration(ms)}`,
  errorCount: (count: number): string => formatCount(count, 'error'),
  isRunning: 'running',

  percent: (value: number): string => `${value} %`,
  step: (value: number, max: number): string => `step ${value}/${max}`,
  /** A job that reports something that is neither a figure nor a text. */
  progress: 'progress',
};
