import type { CallbackKey, CallId, PropId } from '../../trace/types';

/** In the order in which they are shown. */
export const FINDING_GROUPS = ['errors', 'slow', 'cycles', 'conflicts'] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** What a rule was seen in. */
export interface Evidence {
  /** The latest of the calls, at most `MOST_CALLS_SHOWN`, in the order in which they were seen. */
  readonly calls: readonly CallId[];
  /** How many calls there were in all. */
  readonly count: number;
  readonly props: readonly PropId[];
  /** Characters of JSON that were sent or received; `null` where size is not the matter. */
  readonly bytes: number | null;
  /** Milliseconds that were lost; `null` where time is not the matter. */
  readonly ms: number | null;
}

/** Something wrong with the app, as seen in its recording or its declarations. `src/words` makes its text. */
export interface Found<Params> {
  /** The same for the same problem in every recording of the app: what a person mutes. */
  readonly id: string;
  /** The callbacks concerned, the first one above all. */
  readonly callbacks: readonly CallbackKey[];
  /** What happened: names and figures, as JSON. */
  readonly params: Params;
  /**
   * Of what may still go on: milliseconds without a change after which it has stopped. The recording cannot tell while
   * nothing comes after it. Absent where the parameters say so already, and of what does not go on.
   */
  readonly stoppedAfter?: number;
  readonly evidence: Evidence;
}

export const MOST_CALLS_SHOWN = 40;

export const NO_EVIDENCE: Evidence = { calls: [], count: 0, props: [], bytes: null, ms: null };

/** Keeps the latest calls of an evidence. */
export function keepCall(calls: CallId[], call: CallId): void {
  if (calls.at(-1) === call) return;
  calls.push(call);
  if (calls.length > MOST_CALLS_SHOWN) calls.shift();
}
