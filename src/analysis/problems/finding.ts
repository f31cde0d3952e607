import type { CallbackKey, CallId, PropId } from '../../trace/types';

export const RULE_IDS = [
  'large-state',
  'same-inputs-twice',
  'interval-too-fast',
  'many-changes',
  'no-free-place',
  'inputs-arrive-apart',
  'whole-figure',
  'could-be-clientside',
  'declared-cycle',
  'loop',
  'two-writers',
  'lost-update',
  'stale-input',
  'stale-state',
  'duplicate-output',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a rule was seen in. */
export interface Evidence {
  /** The latest of the calls, at most `MOST_CALLS`, in the order in which they were seen. */
  readonly calls: readonly CallId[];
  /** How many calls there were in all. */
  readonly count: number;
  readonly props: readonly PropId[];
  /** Characters of JSON that were sent or received; `null` where size is not the matter. */
  readonly bytes: number | null;
  /** Milliseconds that were lost; `null` where time is not the matter. */
  readonly ms: number | null;
}

export interface ListedCircles {
  readonly paths: readonly string[];
  /** There are no others. */
  readonly isAll: boolean;
}

/** Something wrong with the app, as seen in its recording or its declarations. */
export interface Finding {
  /** The same for the same problem in every recording of the app: what a person mutes. */
  readonly id: string;
  readonly rule: RuleId;
  /** Whom it concerns, the first one above all. */
  readonly callbacks: readonly CallbackKey[];
  /** What happened, with names and figures. */
  readonly sentence: string;
  /** Where callbacks lead to each other by more than one way round: these as paths, the shortest first. */
  readonly circles?: ListedCircles;
  /**
   * Of what may still go on: milliseconds without a change after which it has stopped (`HAS_STOPPED`). The recording
   * cannot tell while nothing comes after it. Absent where it is said already, and of what does not go on.
   */
  readonly stoppedAfter?: number;
  /** What would be gained, in figures; `null` where nothing can be counted. */
  readonly saved: string | null;
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
