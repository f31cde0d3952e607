import type { CallbackKey, CallId, PropId } from '../../trace/types';

/** In display order. */
export const FINDING_GROUPS = ['errors', 'slow', 'cycles', 'conflicts'] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** Where a problem was seen. */
export interface Evidence {
  /** The latest of the calls, at most `MOST_CALLS_SHOWN`, in the order in which they were found. */
  readonly calls: readonly CallId[];
  /** How many calls there were in total. */
  readonly count: number;
  readonly props: readonly PropId[];
  /** Characters of JSON that were sent or received; `null` if the problem is not about size. */
  readonly bytes: number | null;
  /** Milliseconds that were lost; `null` if the problem is not about time. */
  readonly ms: number | null;
}

/** A problem of the app, found in its recording or its declarations. `src/words` makes its text. */
export interface Found<Params> {
  /** The same for the same problem in every recording of the app; used to mute it. */
  readonly id: string;
  /** The callbacks involved, the most important one first. */
  readonly callbacks: readonly CallbackKey[];
  /** What happened: names and figures, as JSON. */
  readonly params: Params;
  /**
   * For problems that may still be going on: after this many milliseconds without a change they have stopped. The
   * recording cannot show this while nothing is recorded after them. Absent if the parameters say so already, and for
   * problems that do not go on.
   */
  readonly stoppedAfter?: number;
  readonly evidence: Evidence;
}

const MOST_CALLS_SHOWN = 40;

export const NO_EVIDENCE: Evidence = { calls: [], count: 0, props: [], bytes: null, ms: null };

/** Keeps the latest calls as evidence. */
export function keepCall(calls: CallId[], call: CallId): void {
  if (calls.at(-1) === call) return;
  calls.push(call);
  if (calls.length > MOST_CALLS_SHOWN) calls.shift();
}
