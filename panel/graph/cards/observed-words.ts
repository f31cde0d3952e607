import type { ObservedOrigin } from '../card-graph';

/** `runningOff` belongs to `running`, `progressDefault` to `progress`: one word each where room is short. */
const SHORT: Readonly<Record<ObservedOrigin, string>> = {
  set_props: 'set_props',
  'clientside set_props': 'set_props',
  running: 'running',
  runningOff: 'running',
  progress: 'progress',
  progressDefault: 'progress',
};

const LONG: Readonly<Record<ObservedOrigin, string>> = {
  set_props: 'with set_props, while it ran',
  'clientside set_props': 'with dash_clientside.set_props, while it ran',
  running: 'as its running=, when it started',
  runningOff: 'as its running=, when it ended',
  progress: 'as its progress=, while the job ran',
  progressDefault: 'as its progress_default=, when the job ended',
};

export const shortOrigins = (origins: readonly ObservedOrigin[]): string =>
  [...new Set(origins.map((origin) => SHORT[origin]))].join(', ');

/** What was seen, as a sentence without a full stop: `order wrote status.title with set_props, while it ran`. */
export function observedSentence(writer: string, prop: string, origins: readonly ObservedOrigin[]): string {
  return `Observed in addition to the declared outputs: ${writer} wrote ${prop} ${origins.map((origin) => LONG[origin]).join('; ')}`;
}
