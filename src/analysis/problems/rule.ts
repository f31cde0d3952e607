import type { TraceModel } from '../../trace/model';
import type { Call } from '../../trace/types';
import type { FindingGroup, Found } from './finding';
import type { Overlap } from './runs';

/** What a rule may ask of the recording, in addition to the call itself. */
export interface Surroundings {
  readonly model: TraceModel;
  /**
   * Names what began it all: the same text for every call that one action, interval tick or page load triggered,
   * directly or through other calls.
   */
  readonly beginningOf: (call: Call) => string;
  /** The call, with those it overlaps; `null` where it did not run. */
  readonly overlap: Overlap | null;
}

/** Looks for one kind of problem while a recording grows. */
export interface Detector<Params> {
  /** A call is over, and all that will be known of it is. Each call comes once, in the order of their ends. */
  readonly settled?: (call: Call, surroundings: Surroundings) => void;
  /** What was found so far. */
  readonly findings: (model: TraceModel) => readonly Found<Params>[];
}

/** One kind of finding: declared in one file of `rules/`, listed in `rules.ts`, its texts in the catalogue of `src/words`. */
export interface Rule<Id extends string, Params> {
  readonly id: Id;
  readonly group: FindingGroup;
  readonly detect: () => Detector<Params>;
}

/** Declares a kind of finding; the compiler then asks for its texts. */
export const defineRule = <const Id extends string, Params>(rule: Rule<Id, Params>): Rule<Id, Params> => rule;
