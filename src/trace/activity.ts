import type { Milliseconds } from '../lib/brand';
import type { CallId, PropId } from './ids';
import type { Outcome } from './outcome';

/** Live figures of one callback, kept up to date by the model. Durations in milliseconds. */
export interface CallbackActivity {
  readonly count: number;
  readonly errors: number;
  /** Calls that were sent and are not settled, oldest first. */
  readonly running: readonly CallId[];
  /** Requested or ready, not sent yet, oldest first. */
  readonly waiting: readonly CallId[];
  readonly lastCall: CallId | null;
  readonly lastDuration: number | null;
  readonly p95: number | null;
  /** The last runs, oldest first, at most 20. */
  readonly recent: readonly { readonly call: CallId; readonly outcome: Outcome; readonly duration: number | null }[];
}

/**
 * The properties that were written, one entry per write, in order, so that a reader can continue where it stopped.
 * Grows in place; when the oldest entries are dropped it becomes a new object.
 */
export interface WrittenProps {
  /** How many entries were dropped before the first one here. */
  readonly from: number;
  readonly props: readonly PropId[];
}

/** How often a property was written or triggered callbacks, as far as it was recorded. */
export interface PropActivity {
  readonly changes: number;
  readonly lastAt: Milliseconds;
}
