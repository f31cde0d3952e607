import type { TraceModel } from '../../trace/model';
import type { Call } from '../../trace/types';
import type { FindingGroup, Found } from './finding';
import type { Overlap } from './runs';

/** What a rule can query about the recording, in addition to the call itself. */
export interface Surroundings {
  readonly model: TraceModel;
  /**
   * Identifies what began the chain: the same text for every call that one action, interval tick or page load
   * triggered, directly or through other calls.
   */
  readonly beginningOf: (call: Call) => string;
  /** The call, with those it overlaps; `null` if it did not run. */
  readonly overlap: Overlap | null;
}

/** Looks for one kind of problem while a recording grows. */
export interface Detector<Params> {
  /** Called once for each call, in the order of their ends, when everything about it is known. */
  readonly settled?: (call: Call, surroundings: Surroundings) => void;
  /** The findings so far. */
  readonly findings: (model: TraceModel) => readonly Found<Params>[];
}

/**
 * One kind of finding: declared in one file of `rules/` and listed in `rules.ts`, with its texts in the catalogue of
 * `src/words`.
 */
export interface Rule<Id extends string, Params> {
  readonly id: Id;
  readonly group: FindingGroup;
  readonly detect: () => Detector<Params>;
}

/** Declares a kind of finding; the compiler then requires its texts. */
export const defineRule = <const Id extends string, Params>(rule: Rule<Id, Params>): Rule<Id, Params> => rule;
