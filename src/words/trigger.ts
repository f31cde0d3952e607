import type { Call } from '../trace/types';
import { prettyPropId } from '../dash/pretty';
import { INITIAL_CALL, NO_TRIGGER, TRIGGER_NOT_KNOWN, TRIGGER_WORDS } from './en/trigger';

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

function wordFor({ causes, initial }: Call): string {
  const type = causes[0]?.type;
  const word = type === undefined ? undefined : TRIGGER_WORDS[type];
  if (word !== undefined) return word;
  if (initial) return INITIAL_CALL;
  return type === undefined || type === 'unknown' ? TRIGGER_NOT_KNOWN : NO_TRIGGER;
}
