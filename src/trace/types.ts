/**
 * The shape of a recording. It is both what the panel's model holds and what a trace file holds; the names are a
 * contract (docs/trace.md): add, do not rename. Inside `Context` the spelling is Dash's snake case because people
 * compare it with what `dash.ctx` prints.
 */
import type { Milliseconds } from '../lib/brand';
import type { JsonObject, JsonValue } from '../lib/json';
import type { UnknownProp } from '../dash/invalid-prop';
import type { ReturnedShape } from '../protocol/events';
import type { Arrival } from './departure';
import type { CallbackKey, CallId, JobId, PropId } from './ids';
import type { Outcome } from './outcome';
import type { CallReason } from './reason';

export * from './ids';
export * from './outcome';
export type { CallReason, JobReason } from './reason';
export type { CallbackActivity, PropActivity, WrittenProps } from './activity';
export { stepCount, type Job, type JobOutcome, type WorkerTimes } from './job';

export type CallbackKind = 'server' | 'clientside' | 'background';
export type Transport = 'http' | 'websocket' | 'page';

/** A component id: a string, or an object whose values are constants or (in a declaration) wildcards: `["MATCH"]`, `["ALL"]`, `["ALLSMALLER"]`. */
export type ComponentId = string | { readonly [key: string]: JsonValue };

/** One declared Input, State or Output. */
export interface Dependency {
  readonly id: ComponentId;
  readonly property: string;
  readonly allow_duplicate?: true;
  readonly allow_optional?: true;
}

/** What the app declared with `@callback`. */
export interface CallbackDefinition {
  readonly key: CallbackKey;
  readonly kind: CallbackKind;
  readonly outputs: readonly Dependency[];
  readonly inputs: readonly Dependency[];
  readonly state: readonly Dependency[];
  readonly preventInitialCall: boolean;
  /** `ns.fn` of a clientside function; the Python function only with the companion. */
  readonly name?: string;
  /**
   * Where its source is on the server; `line` is that of its first decorator. Only with the companion, as are the
   * fields that follow.
   */
  readonly source?: { readonly file: string; readonly line: number };
  readonly module?: string;
  /** First line of the docstring. */
  readonly doc?: string;
  /** How arguments and outputs are named and nested; leaves are indexes into the flat lists. */
  readonly grouping?: { readonly args: JsonValue; readonly outputs: JsonValue };
  /** Source text of a clientside function, in a saved trace; while recording it is fetched from the page. */
  readonly code?: string;
  /** Made by Dash itself (pages, cancel inputs) and hidden in Dash's own graph. Since Dash 3.3. */
  readonly hidden?: true;
  /** What `running=` writes while a call runs, and after: `id.prop` -> value. In the declaration since Dash 2.16. */
  readonly running?: { readonly on: JsonObject; readonly off: JsonObject };
  /** How many callbacks of the app have this same output string; absent for one, as it should be. */
  readonly declared?: number;
  /** Milliseconds the page waits between two polls of a background callback. */
  readonly interval?: number;
}

/**
 * Replaces a value that was left in the page, cut or redacted, so that no gap is silent. `$bytes` is the length of the
 * JSON text in characters, `null` if it was not measured. `$at` says where the whole value can be fetched while the
 * page still holds it. With the reason `undefined` the value is JavaScript's `undefined`, which JSON does not have.
 */
export interface CutValue {
  readonly $preview: string;
  readonly $bytes: number | null;
  readonly $why: 'size' | 'redacted' | 'gone' | 'undefined';
  readonly $at?: ValueRef;
  /** Hash of its JSON text. Absent for a very long text, and where the text was not read. */
  readonly $hash?: string;
  /** Length in characters and hash of its larger parts, by path (`data/0/x`), to see which parts changed. */
  readonly $parts?: { readonly [place: string]: readonly [bytes: number, hash: string] };
}

/** Where the page holds a value: the number of the body in `text`, and the path inside that JSON. */
export interface ValueRef {
  readonly text: number;
  readonly path: readonly (string | number)[];
}

export type CauseType =
  | 'user'
  | 'component'
  | 'interval'
  | 'call'
  | 'side-update'
  | 'clientside-set-props'
  | 'layout'
  | 'initial'
  | 'reconnect'
  | 'history'
  | 'unknown';

/** Why a call was requested. `call` names the call that wrote the property, where one did. */
export interface Cause {
  readonly type: CauseType;
  readonly prop_id?: PropId;
  readonly call?: CallId;
  /** For `user`: it was part of a gesture with this component. Absent only in files that are older than `component`. */
  readonly gesture?: true;
  /** With `gesture`: the same number for everything that one click or key triggered. Absent in older recordings. */
  readonly action?: number;
  /**
   * For `component`, which changed its own property: what happened right before, where that is proven.
   * - `call`: `call` wrote `wrote`, of this component or of one around it
   * - `layout`: `call` added it to the page, or re-inserted it, by writing `wrote`
   * - `mount`: it was added to the page, or came into view
   * - `navigation`: the browser went to another address; `storage`: another tab wrote it
   */
  readonly after?: 'call' | 'layout' | 'mount' | 'navigation' | 'storage';
  /** For `layout`, with a property: its component is new on the page, a second one with its id, or was there before and was re-inserted. For `call`: `persistence` restored it in the same write as an output. */
  readonly what?: 'added' | 'second' | 'reinserted' | 'removed' | 'restored';
  readonly wrote?: PropId;
  /** The component that changed is not the one that Dash finds by its id: the call got the value of another one. */
  readonly shadowed?: true;
  /** For `initial`, and for `component` as the page loaded: the call of the page before that led here; `wrote`: the address. */
  readonly before?: Arrival;
}

export interface Triggered {
  readonly prop_id: string;
  readonly value: JsonValue;
}

/** `dash.ctx` of one call. Lists have the wire's shape: one item per dependency, an array for ALL and ALLSMALLER. */
export interface Context {
  readonly triggered: readonly Triggered[];
  readonly triggered_id: JsonValue;
  readonly triggered_prop_ids: JsonObject;
  readonly inputs: JsonObject;
  readonly states: JsonObject;
  readonly inputs_list: readonly JsonValue[];
  readonly states_list: readonly JsonValue[];
  readonly outputs_list: JsonValue;
  /** Not on the wire in any Dash version; `null` without the companion. */
  readonly args_grouping: JsonValue;
  /** The same for the outputs; absent without the companion. */
  readonly outputs_grouping?: JsonValue;
}

/** What a call did with one of its outputs. `value` is absent for `no_update`; `operations` only for a patch. */
export interface OutputUpdate {
  readonly prop_id: PropId;
  readonly update: 'value' | 'patch' | 'no_update';
  readonly value?: JsonValue;
  readonly operations?: readonly JsonValue[];
}

export type SideUpdateOrigin = 'set_props' | 'running' | 'runningOff' | 'progress' | 'progressDefault';

/** Props written by a call in addition to its declared outputs: component id string -> property -> value. */
export interface SideUpdate {
  readonly at: Milliseconds;
  readonly origin: SideUpdateOrigin;
  readonly props: { readonly [id: string]: JsonObject };
}

export const PHASES = ['requested', 'ready', 'sent', 'firstByte', 'received', 'parsed', 'applied', 'painted'] as const;
export type Phase = (typeof PHASES)[number];
/** Moments in milliseconds since the trace began; a phase that was not reached or not seen is absent. */
export type Phases = { readonly [P in Phase]?: Milliseconds };

/** Milliseconds as reported by the server: in debug mode on Flask and Quart, and everywhere with the companion. */
export interface ServerTime {
  readonly total: number | null;
  /** What the app records with `ctx.record_timing`. */
  readonly timings: { readonly [name: string]: number };
  /** The parts of the total. Only with the companion; a part that was not measured is absent. */
  readonly parts?: ServerParts;
}

export interface ServerParts {
  /** From the request to the callback: reading the request, and waiting for a thread. */
  readonly before?: number;
  /** What Dash does for the request, the function included. */
  readonly callback?: number;
  /** The function the app's author wrote. */
  readonly function?: number;
  /** Writing the result as JSON. */
  readonly json?: number;
}

export interface CallError {
  /** Empty where the response has none. */
  readonly message: string;
  readonly traceback?: string;
  /**
   * Where the error comes from: `function` is the callback itself, as reported by Dash; `renderer` could not apply the
   * result; `gateway` is a proxy or a login page that responded instead of Dash; `network` errors are reported by the
   * browser. Absent if not known.
   */
  readonly from?: 'function' | 'renderer' | 'gateway' | 'network';
  /** The beginning of a response that Dash did not write, as plain text. */
  readonly body?: string;
  /** Where it came from after redirects. */
  readonly url?: string;
}

/** The text of a request or response: as parsed JSON with large parts cut, or not (yet) known. */
export interface Body {
  /** Number of the text in the page's ring, to fetch it whole. */
  readonly text: number;
  /** Length in characters; `null` for a clientside call, whose values never were text. */
  readonly bytes: number | null;
  /** Parsed JSON, large parts as `CutValue`; `undefined` until the outline arrived or when the text is not JSON. */
  readonly json: JsonValue | undefined;
  /** `false`: its large values are only cut so far, and have no hash by which to compare them. */
  readonly isOutlined?: false;
}

/** One run of a callback, from requested to settled. */
export interface Call {
  readonly id: CallId;
  /** 1, 2, 3 … in the order of requests. */
  readonly index: number;
  readonly callback: CallbackKey;
  readonly kind: CallbackKind;
  /** `null` if the call has not left the page's queue, or never did. */
  readonly transport: Transport | null;
  /** Values bound by MATCH, `null` when there are none. */
  readonly match: JsonObject | null;
  readonly initial: boolean;
  readonly causes: readonly Cause[];
  /** Prop ids that made the renderer request the call (what `changedPropIds` held), in order. */
  readonly changed: readonly string[];
  readonly outcome: Outcome;
  /** Why the call did not run, was not applied, or wrote only some of its outputs. */
  readonly reason: CallReason | null;
  readonly sideUpdates: readonly SideUpdate[];
  readonly phases: Phases;
  /** When the call settled, in whatever way; `null` while it is open. */
  readonly ended: Milliseconds | null;
  readonly server: ServerTime | null;
  readonly error: CallError | null;
  readonly job: JobId | null;
  /** HTTP status of the last response, `null` when there was none. */
  readonly status: number | null;
  readonly request: Body | null;
  readonly response: Body | null;
  /** The number of HTTP requests, without polls of its job, if there was more than one. */
  readonly requests?: number;
  /** How a clientside function ran. */
  readonly clientside?: ClientsideRun;
  /** The values of outputs returned as a patch, before and after it was applied. */
  readonly patches?: { readonly [propId: string]: { readonly before: JsonValue; readonly after: JsonValue } };
}

/**
 * `sync`: milliseconds for which the function held the main thread; the rest of the call was spent awaiting its
 * promise.
 */
export interface ClientsideRun {
  readonly sync: number;
  /** It returned a promise, which the renderer awaits. */
  readonly awaited?: true;
  /** What it returned, if that does not match its outputs. */
  readonly shape?: ReturnedShape;
  /** Its source text, to be fetched while the page holds it. */
  readonly source: ValueRef;
}

/** One write of a property. */
export interface PropWrite {
  readonly at: Milliseconds;
  readonly origin:
    | 'user'
    | 'component'
    | 'interval'
    | 'output'
    | 'side-update'
    | 'clientside-set-props'
    | 'websocket'
    | 'history'
    | 'persistence'
    | 'unknown';
  readonly call: CallId | null;
  /** What was written; `null` for an output, whose value is in the call's response. */
  readonly value: JsonValue;
}

/** An id that several components of the page had at the same time, as it was last seen. */
export interface SharedId {
  readonly id: string;
  readonly count: number;
  /** For each of the first components: the ids of those around it, the nearest first. */
  readonly places: readonly (readonly string[])[];
  /** Which of `places` Dash finds by the id; `null`: none of them. */
  readonly used: number | null;
  /** The call that added the last one, where that is proven, and its callback. */
  readonly by: { readonly call: CallId; readonly callback: CallbackKey } | null;
}

/** Which component ids are in the layout. */
export interface LayoutIds {
  readonly strings: ReadonlySet<string>;
  /** Object ids by their sorted keys (`index,type`), values in that order; the list's order is the order of ALL. */
  readonly families: ReadonlyMap<string, readonly (readonly JsonValue[])[]>;
  /** Ids that several components have, or had at some time; absent if none was seen. */
  readonly shared?: readonly SharedId[];
}

export type TraceEventType =
  'user' | 'component' | 'interval' | 'layout' | 'reload' | 'navigation' | 'connection' | 'dropped' | 'long-task';

/** Something other than a call that a reader of the trace should know. Further fields depend on `type`. */
export interface TraceEvent {
  readonly at: Milliseconds;
  readonly type: TraceEventType;
  readonly [field: string]: JsonValue | undefined;
}

/** Who recorded what, and when. `at` is an ISO time, `by` is `<product> <version>`. */
export interface Recorded {
  readonly at: string;
  readonly by: string;
  readonly url: string;
  readonly userAgent: string;
}

/** What is known about the app; a field that the page did not report is `null`. */
export interface AppFacts {
  readonly dashVersion: string | null;
  readonly debug: boolean | null;
  readonly title: string;
  /** Which of several renderers of one page, from 0. */
  readonly renderer: number;
  /** What the URL path of every request of the app begins with, for example `/app/`. */
  readonly requestBase: string | null;
  /** Properties that callbacks use and their components do not have, as Dash reports them; absent if there are none. */
  readonly unknownProps?: readonly UnknownProp[];
}
