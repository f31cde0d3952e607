import type {
  AppFacts,
  Call,
  CallbackActivity,
  CallbackDefinition,
  CallbackKey,
  CallId,
  Job,
  JobId,
  PropActivity,
  LayoutIds,
  PropId,
  PropWrite,
  Recorded,
  TraceEvent,
  WrittenProps,
} from './types';

/**
 * Everything recorded of one renderer. Read-only except for the handlers. Records are replaced and never changed in
 * place, so `===` shows whether one changed; `revision` increases with every applied batch.
 */
export interface TraceModel {
  readonly revision: number;
  readonly recorded: Recorded;
  readonly app: AppFacts;
  /** In the order of `_dash-dependencies`. */
  readonly callbacks: ReadonlyMap<CallbackKey, CallbackDefinition>;
  /** In the order of requests. */
  readonly calls: ReadonlyMap<CallId, Call>;
  /** Ids in the order of requests; a new array when a call was added or removed. */
  readonly callIds: readonly CallId[];
  readonly jobs: ReadonlyMap<JobId, Job>;
  readonly events: readonly TraceEvent[];
  readonly activity: ReadonlyMap<CallbackKey, CallbackActivity>;
  readonly props: ReadonlyMap<PropId, PropActivity>;
  /** Which of `props` changed last; absent in a finished recording. */
  readonly written?: WrittenProps;
  /** Every write of a property, in order; the latest of each, as far as kept. */
  readonly writes: ReadonlyMap<PropId, readonly PropWrite[]>;
  /** `null` until the page has reported it. */
  readonly layout: LayoutIds | null;
  /** How many events the page had to drop before they were read. */
  readonly dropped: number;
  readonly forgotten: ForgottenCounts;
}

/** How many of its oldest records a recording no longer has, because it is limited. */
export interface ForgottenCounts {
  readonly calls: number;
  readonly jobs: number;
}
