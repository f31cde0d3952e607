import { formatCount, formatNumber } from '../../figures';

/** Details of a callback, a component, a property or a value. */
export const INSPECTOR_TEXTS = {
  empty: 'Select a call, a callback or a property to see why it ran, what it received and what it returned.',
  noCalls: 'No calls yet. Use the app to see them here.',
  ownOutput: (props: string): string =>
    `It has its own output ${props} as an Input. Dash allows this and does not trigger the callback again for its own writes.`,
  undeclared: 'no longer declared by the app',
  noInitialCall: 'no initial call',
  lastCalls: (shown: number, all: number): string => `Last ${shown} of ${formatNumber(all)} calls`,
  companionHint: 'Only the server knows its Python name and file. The companion package reports them in debug mode:',
  companionWhere: 'in a checkout of this extension’s source.',
  hideHint: 'Do not show again',
  whileRunning: 'while it runs',
  pathNotOpened: 'This path cannot be opened: it is on another machine, or not a valid path.',
  pathMapping:
    'If the server runs in a container or on another machine: how its paths start, and the matching path on this machine',
  unusedComponent: 'no callback uses it',
  usedProps: (count: number): string => `${count} of its properties used by callbacks`,
  unusedComponentHelp:
    'No callback has one of its properties as Input, State or Output. A component around it, or inside it, may have one: pick that.',
  readAsState: 'Read as State by',
  changed: (changes: number, last: string): string => `changed ${formatCount(changes, 'time')}, last at ${last}`,
  notChanged: 'no change recorded',
  noWriter:
    'No callback has it as an Output. The user, a script in the page or set_props may still write it: see the history.',
  noReader: 'No callback has it as an Input.',
  asSummary: 'Show as summary',
  asTree: 'Show as tree',
  leftOut: (size: string): string => `Left out of the recording on purpose${size}.`,
  /** `size` is ` (12 kB)`, or empty if not known. */
  gone: (size: string): string => `The page no longer holds the whole value${size}. Newer calls needed the room.`,
  loadWhole: (size: string): string => `Load the whole value${size}`,
  noTraces: 'no traces: an empty figure',
  moreInTree: 'and more; the tree has all of it',
  inPage: 'left in the page',
  leftOutShort: 'left out on purpose',
  noLongerHeld: 'no longer held',
  ledHere: (steps: number): string => `What led to this call (${formatCount(steps, 'step')})`,
  earlierForgotten: 'Earlier steps are no longer recorded.',
  whyNot: 'Why did it not run?',
  /** @param byThen by a moment that the user chose */
  neverRequested: (byThen: boolean): string => `It was never requested ${byThen ? 'by then' : 'in this recording'}.`,
  lastRequested: 'Last requested at',
  nothingStopsIt: 'Nothing keeps it from running: it runs when one of its Inputs changes.',
  wholeRecording: 'in the whole recording',
  pageLoad: 'the page load',
};
