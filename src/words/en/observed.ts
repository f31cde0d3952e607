import type { SideUpdateOrigin } from '../../trace/types';

/** How a callback was seen to write a property that is not one of its outputs. */
export type ObservedOrigin = SideUpdateOrigin | 'clientside set_props';

/** `runningOff` belongs to `running`, `progressDefault` to `progress`: the same short name. */
export const SHORT_ORIGINS: Readonly<Record<ObservedOrigin, string>> = {
  set_props: 'set_props',
  'clientside set_props': 'set_props',
  running: 'running',
  runningOff: 'running',
  progress: 'progress',
  progressDefault: 'progress',
};

export const LONG_ORIGINS: Readonly<Record<ObservedOrigin, string>> = {
  set_props: 'with set_props, while it ran',
  'clientside set_props': 'with dash_clientside.set_props, while it ran',
  running: 'as its running=, when it started',
  runningOff: 'as its running=, when it ended',
  progress: 'as its progress=, while the job ran',
  progressDefault: 'as its progress_default=, when the job ended',
};

/** `written`: how, for each way in which it was written. */
export const observedText = (writer: string, prop: string, written: readonly string[]): string =>
  `Observed in addition to the declared outputs: ${writer} wrote ${prop} ${written.join('; ')}`;
