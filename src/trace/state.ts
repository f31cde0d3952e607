import type { CompanionEntry } from '../dash/companion-entry';
import type { LatestNumbers } from '../lib/latest-numbers';
import type { Milliseconds } from '../lib/brand';
import type { JsonValue } from '../lib/json';
import type { EventOf } from '../protocol/events';
import type { WorkerRun } from './server-timing';
import type { Arrival } from './departure';
import type {
  AppFacts,
  Call,
  CallbackActivity,
  CallbackDefinition,
  CallbackKey,
  CallId,
  Job,
  JobId,
  LayoutIds,
  PropActivity,
  PropId,
  PropWrite,
  TraceEvent,
} from './types';

/** The log: what happened in addition to the calls. */
export interface LogSlice {
  readonly events: TraceEvent[];
  /** Characters of JSON that the events hold. */
  logged: number;
  /** How many events the page dropped before they could be read. */
  dropped: number;
  /** How many entries of each part of the state were dropped because of its limit. */
  readonly forgotten: Map<string, number>;
}

export interface AppSlice {
  app: AppFacts;
  callbacks: Map<CallbackKey, CallbackDefinition>;
  /** The same, as the app itself declares them. */
  declared: Map<CallbackKey, CallbackDefinition>;
  /** What the app's companion package reported about them. */
  companion: Map<CallbackKey, CompanionEntry>;
  /** The call of the document before that led to this one. */
  arrival: Arrival | null;
}

export interface DepartureSlice {
  /** The document was left. */
  left: EventOf<'left'> | null;
}

export interface CallsSlice {
  readonly calls: Map<CallId, Call>;
  /** Keys of `calls`; `null` when calls were added or removed since they were last read. */
  callIds: readonly CallId[] | null;
  requested: number;
}

export interface OutlinesSlice {
  /** Which call a large text belongs to, by the number of the text. */
  readonly bodies: Map<number, { readonly call: CallId; readonly part: 'request' | 'response' }>;
  /** Numbers of the texts whose outline has not been requested yet. */
  wanted: number[];
}

export interface SideUpdatesSlice {
  /** Writes whose call is not known yet. */
  unclaimed: EventOf<'props'>[];
  /** The call that got the latest response. */
  answered: CallId | null;
  readonly progressDefaults: Map<CallId, JsonValue>;
}

export interface SocketsSlice {
  /** Calls that are on the websocket right now. */
  readonly socketCalls: Set<CallId>;
  /** Ended with `prevent_update`, or interrupted by a lost connection; recorded when they are applied. */
  readonly prevented: Set<CallId>;
  readonly interrupted: Set<CallId>;
  /** The websocket: `back` when it was lost and is connected again. */
  connection: 'up' | 'lost' | 'back';
}

/** What is kept about a job but is not part of the trace. */
export interface JobFacts {
  /** The name under which the page knows it: opaque, signed since Dash 4.4. */
  readonly name: string;
  /** Without Dash's signature; `null` until a poll named it. */
  readonly cacheKey: string | null;
  /** Turns of its latest progress and of its latest `set_props`. */
  readonly progressTurn: number | null;
  readonly setPropsTurn: number | null;
}

export interface JobsSlice {
  readonly jobs: Map<JobId, Job>;
  readonly jobFacts: Map<JobId, JobFacts>;
  /** Jobs by the name under which the page knows them. */
  readonly jobNames: Map<string, JobId>;
  /** How many jobs started in total. */
  begun: number;
  /** Runs of workers that the companion reported, by the call that started them. */
  readonly workerRuns: Map<CallId, WorkerRun>;
  /** Turn of the panel's latest command, and the calls that commands triggered. */
  commandTurn: number;
  readonly commanded: Set<CallId>;
}

/** One request on the wire. */
export interface ExchangeRecord {
  readonly call: CallId;
  /** The page's name of a background job this is a poll of; `null` for the call's own request. */
  readonly job: string | null;
  readonly at: Milliseconds;
  readonly status: number | null;
  /** Where its response came from after redirects. */
  readonly redirected?: string;
}

export interface ExchangesSlice {
  readonly exchanges: Map<number, ExchangeRecord>;
}

/** A cause that is not known yet: the write that explains it comes later in the same turn. */
export interface OpenCause {
  readonly call: CallId;
  readonly propId: string;
}

export interface CausesSlice {
  turn: number;
  /** The writes of the current turn, and the causes that wait for one. */
  turnWrites: EventOf<'props'>[];
  openCauses: OpenCause[];
  /**
   * The latest write of each component that it did not make itself: its sequence number, and the call whose output it
   * was.
   */
  readonly latestWrites: Map<string, { readonly seq: number; readonly call: CallId | null }>;
  /** Calls whose outputs changed the layout and requested others without a property, since the ids of the page were reported. */
  readonly layoutChanges: Set<CallId>;
  /** Who made a write, by the write's sequence number, and the calls it triggered. */
  readonly writers: Map<number, CallId>;
  readonly setOff: Map<number, CallId[]>;
  /** Properties whose value `persistence` restored from an earlier visit. */
  readonly remembered: Set<PropId>;
}

/** Calls of a callback that are not settled, oldest first. */
export interface OpenCalls {
  readonly waiting: Set<CallId>;
  readonly running: Set<CallId>;
}

export interface ActivitySlice {
  readonly activity: Map<CallbackKey, CallbackActivity>;
  readonly durations: Map<CallbackKey, LatestNumbers>;
  readonly open: Map<CallbackKey, OpenCalls>;
  /** Callbacks whose open calls changed in this batch. */
  readonly touched: Set<CallbackKey>;
  readonly props: Map<PropId, PropActivity>;
  written: { readonly from: number; readonly props: PropId[] };
}

export interface LayoutSlice {
  layout: LayoutIds | null;
  /** The calls that wrote to each component since the page reported its ids; `null`: a writer that is not known. */
  readonly layoutWriters: Map<string, Set<CallId | null>>;
  /** How many components have each of the ids that several have now. */
  readonly sharedNow: Map<string, number>;
}

export interface WritesSlice {
  readonly history: Map<PropId, readonly PropWrite[]>;
  /** What each history holds, and all histories in total, in characters of JSON. */
  readonly historySizes: Map<PropId, { readonly characters: number; readonly writes: number }>;
  historyTotal: number;
}

export interface LimitsSlice {
  /** Characters of JSON that each call holds, and all calls in total. */
  readonly sizes: Map<CallId, number>;
  held: number;
  /** The number of calls at which none could be dropped, because all of them are open. */
  futile: number;
}

/** The slices of the state by the handler that owns each. */
export interface Slices {
  readonly log: LogSlice;
  readonly app: AppSlice;
  readonly calls: CallsSlice;
  readonly outlines: OutlinesSlice;
  readonly 'side-updates': SideUpdatesSlice;
  readonly sockets: SocketsSlice;
  readonly jobs: JobsSlice;
  readonly exchanges: ExchangesSlice;
  readonly causes: CausesSlice;
  readonly departure: DepartureSlice;
  readonly activity: ActivitySlice;
  readonly layout: LayoutSlice;
  readonly writes: WritesSlice;
  readonly limits: LimitsSlice;
}

export type Owner = keyof Slices;

type ReadOnly<T> =
  T extends Map<infer K, infer V>
    ? ReadonlyMap<K, V>
    : T extends Set<infer V>
      ? ReadonlySet<V>
      : T extends readonly (infer V)[]
        ? readonly V[]
        : T;

type View<Slice> = { readonly [Part in keyof Slice]: ReadOnly<Slice[Part]> };

/**
 * All slices in one object, as every handler may read them. Only the owner writes: others call the functions that the
 * owner's module exports (`updateCall`, `addEvent`, `nameWriter` …).
 */
export type TraceState = View<LogSlice> &
  View<AppSlice> &
  View<CallsSlice> &
  View<OutlinesSlice> &
  View<SideUpdatesSlice> &
  View<SocketsSlice> &
  View<JobsSlice> &
  View<ExchangesSlice> &
  View<CausesSlice> &
  View<DepartureSlice> &
  View<ActivitySlice> &
  View<LayoutSlice> &
  View<WritesSlice> &
  View<LimitsSlice>;

/** The state as the owner of one slice sees it: its own part is writable. */
export type Owned<Name extends Owner> = Omit<TraceState, keyof Slices[Name]> & Slices[Name];

/**
 * The state with one slice writable. Only for the module of that slice, in the functions that it exports to other
 * handlers; a unit test checks this.
 */
export const asOwner = <Name extends Owner>(_: Name, state: TraceState): Owned<Name> => state as unknown as Owned<Name>;

/** Where the page sends callbacks. */
export const callbackPath = ({ app }: TraceState): string => `${app.requestBase ?? '/'}_dash-update-component`;
