import type { CompanionEntry } from '../dash/companion-entry';
import type { Milliseconds } from '../lib/brand';
import type { JsonValue } from '../lib/json';
import type { EventOf } from '../protocol/events';
import type { WorkerRun } from './server-timing';
import type {
  AppFacts,
  Call,
  CallbackActivity,
  CallbackDefinition,
  CallbackKey,
  CallId,
  Cause,
  Job,
  JobId,
  LayoutIds,
  PropActivity,
  PropId,
  PropWrite,
  Recorded,
  TraceEvent,
} from './types';

/** One request on the wire. */
export interface ExchangeRecord {
  readonly call: CallId;
  /** The page's name of a background job this is a poll of; `null` for the call's own request. */
  readonly job: string | null;
  readonly at: Milliseconds;
  readonly status: number | null;
}

/** A cause that could not be told yet: the write that explains it comes later in the same turn. */
export interface OpenCause {
  readonly call: CallId;
  readonly propId: string;
}

/** What the handlers share while they work. Only handlers write it. */
export interface TraceState {
  recorded: Recorded;
  app: AppFacts;
  callbacks: Map<CallbackKey, CallbackDefinition>;
  /** The same, as the app itself declares them. */
  declared: Map<CallbackKey, CallbackDefinition>;
  /** What the app's companion package told of them. */
  companion: ReadonlyMap<CallbackKey, CompanionEntry>;
  readonly calls: Map<CallId, Call>;
  /** Keys of `calls`, `null` when calls came or went since somebody looked. */
  callIds: readonly CallId[] | null;
  requested: number;
  readonly jobs: Map<JobId, Job>;
  events: TraceEvent[];
  readonly activity: Map<CallbackKey, CallbackActivity>;
  readonly props: Map<PropId, PropActivity>;
  written: { readonly from: number; readonly props: PropId[] };
  readonly history: Map<PropId, readonly PropWrite[]>;
  layout: LayoutIds | null;
  dropped: number;
  readonly exchanges: Map<number, ExchangeRecord>;
  /** The writes of the current turn, and the causes waiting for one. */
  turn: number;
  writes: EventOf<'props'>[];
  openCauses: OpenCause[];
  /** Who made a write, by the write's sequence number, and the calls it set off. */
  readonly writers: Map<number, CallId>;
  readonly setOff: Map<number, CallId[]>;
  /** Properties that hold what `persistence` kept of an earlier visit. */
  readonly remembered: Set<PropId>;
  readonly progressDefaults: Map<CallId, JsonValue>;
  /** Jobs by the name the page gives them: opaque, signed since 4.4. */
  readonly jobNames: Map<string, JobId>;
  /** Runs of workers that the companion told of, by the call that started them. */
  readonly workerRuns: Map<CallId, WorkerRun>;
  /** Cache keys of the jobs, without Dash's signature. */
  readonly cacheKeys: Map<JobId, string>;
  /** Calls that are on the websocket right now. */
  readonly socketCalls: Set<CallId>;
  /** Answered `prevent_update`, or interrupted by a lost connection; told when they are applied. */
  readonly prevented: Set<CallId>;
  readonly interrupted: Set<CallId>;
  /** The websocket: `back` when it was lost and stands again. */
  connection: 'up' | 'lost' | 'back';
  /** Turn of the latest command of the panel, and the calls that commands set off. */
  commandTurn: number;
  readonly commanded: Set<CallId>;
  /** Turn of the latest progress and of the latest `set_props` of a job: `j1 progress` -> turn. */
  readonly jobTurns: Map<string, number>;
}

export function createState(recorded: Recorded, renderer: number): TraceState {
  return {
    recorded,
    app: { dashVersion: null, debug: null, title: '', renderer, requestBase: null },
    callbacks: new Map(),
    declared: new Map(),
    companion: new Map(),
    calls: new Map(),
    callIds: null,
    requested: 0,
    jobs: new Map(),
    events: [],
    activity: new Map(),
    props: new Map(),
    written: { from: 0, props: [] },
    history: new Map(),
    layout: null,
    dropped: 0,
    exchanges: new Map(),
    turn: -1,
    writes: [],
    openCauses: [],
    writers: new Map(),
    setOff: new Map(),
    remembered: new Set(),
    progressDefaults: new Map(),
    jobNames: new Map(),
    workerRuns: new Map(),
    cacheKeys: new Map(),
    socketCalls: new Set(),
    prevented: new Set(),
    interrupted: new Set(),
    connection: 'up',
    commandTurn: -1,
    commanded: new Set(),
    jobTurns: new Map(),
  };
}

/** Replaces a call's record; a call nobody knows (its beginning was dropped) stays unknown. */
export function updateCall(state: TraceState, id: CallId, change: (call: Call) => Partial<Call>): Call | undefined {
  const call = state.calls.get(id);
  if (call === undefined) return undefined;
  const next = { ...call, ...change(call) };
  state.calls.set(id, next);
  return next;
}

const MOST_EVENTS = 10_000;

/** Deletes the oldest entries of a map that has more than `most`, a good part at once. */
export function keepNewest(map: Map<unknown, unknown>, most: number): void {
  if (map.size <= most) return;
  let surplus = map.size - Math.ceil(most / 2);
  for (const key of map.keys()) {
    if (surplus-- <= 0) break;
    map.delete(key);
  }
}

export function addEvent(state: TraceState, event: TraceEvent): void {
  state.events.push(event);
  if (state.events.length > MOST_EVENTS) state.events.splice(0, MOST_EVENTS / 10);
}

export function addCause(state: TraceState, id: CallId, cause: Cause): void {
  updateCall(state, id, ({ causes }) => ({
    causes: [...causes.filter((other) => other.type !== 'unknown' || other.prop_id !== cause.prop_id), cause],
  }));
}

/** A write was found to be a call's side update: the calls it set off have it as their cause, earlier ones too. */
export function nameWriter(state: TraceState, write: number, call: CallId): void {
  state.writers.set(write, call);
  for (const id of state.setOff.get(write) ?? []) {
    updateCall(state, id, ({ causes }) => ({
      causes: causes.map((cause) =>
        cause.call === undefined && (cause.type === 'side-update' || cause.type === 'unknown')
          ? { ...cause, type: 'side-update', call }
          : cause,
      ),
    }));
  }
  keepNewest(state.writers, MOST_WRITES);
  keepNewest(state.setOff, MOST_WRITES);
}

const MOST_WRITES = 2_000;
