import type { TraceModel } from '../../trace/model';
import type { Call } from '../../trace/types';
import type { Finding } from './finding';
import type { Overlap } from './runs';

/** What a rule may ask of the recording beside the call it is told. */
export interface Surroundings {
  readonly model: TraceModel;
  /**
   * Names what began it all: the same text for every call that one action, interval tick or page load set off,
   * directly or through other calls.
   */
  readonly beginningOf: (call: Call) => string;
  /** The call that is told, with those it overlaps; `null` where it did not run. */
  readonly overlap: Overlap | null;
}

/** Looks for one kind of problem while a recording grows. */
export interface Rule {
  /** A call is over, and all that will be known of it is. Each call is told once, in the order of their ends. */
  readonly settled?: (call: Call, surroundings: Surroundings) => void;
  /** What was found so far. */
  readonly findings: (model: TraceModel) => readonly Finding[];
}
