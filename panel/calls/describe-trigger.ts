import type { Call } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';

interface TriggerText {
  readonly text: string;
  /** Every trigger with its exact id, for the hover text. */
  readonly whole: string;
  /** An id belongs in monospace; words do not. */
  readonly isProp: boolean;
  /** How many triggers there are in addition to the one in `text`. */
  readonly more: number;
}

/** What made the call run, short enough for a column. */
export function describeTrigger(call: Call): TriggerText {
  const [first, ...rest] = call.changed;
  if (first !== undefined) {
    return { text: prettyPropId(first), whole: call.changed.join('\n'), isProp: true, more: rest.length };
  }
  const text = wordFor(call);
  return { text, whole: text, isProp: false, more: 0 };
}

function wordFor(call: Call): string {
  switch (call.causes[0]?.type) {
    case 'initial':
      return 'page load';
    case 'layout':
      return 'new components';
    case 'reconnect':
      return 'reconnect';
    case 'history':
      return 'undo or redo';
    case undefined:
    case 'unknown':
      return call.initial ? 'initial call' : 'not known';
    default:
      return call.initial ? 'initial call' : 'nothing';
  }
}
