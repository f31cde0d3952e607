/**
 * What the agent records: facts, in the order in which they happened. The model in `src/trace` turns them into calls.
 * `at` is the page's `performance.now()`: milliseconds since its document started to load.
 */
import type { JsonObject, JsonValue } from '../lib/json';

/** A text that the page keeps in its ring. Small ones are sent with the event, large ones on request. */
export interface TextRef {
  readonly text: number;
  /** Length in characters. */
  readonly bytes: number;
  readonly inline?: string;
  /** Of a large one: everything but its large values, to know at once what the call did (`frameBody`). */
  readonly frame?: JsonValue;
}

export interface EventBase {
  readonly seq: number;
  readonly at: number;
  /** Events of one uninterrupted run of the page's JavaScript share the number. */
  readonly turn: number;
  /** Which of several renderers of the page, from 0. */
  readonly renderer: number;
}

/**
 * How a prop id made it into `changedPropIds`: 2 user or side update, true another call's output, 1 layout
 * (docs/dash-internals.md#changed-prop-ids).
 */
export type ChangedFlag = 1 | 2 | true;

/**
 * Who wrote props, as far as the renderer shows it (`renderType` 3.0.2+, `source` before). `persistence`: a remembered
 * value replaced the value of the server's layout.
 */
export type WriteOrigin =
  'component' | 'output' | 'side-update' | 'clientside-set-props' | 'websocket' | 'history' | 'persistence' | 'unknown';

/** Why a requested call ended without updating anything (docs/dash-internals.md#not-run). */
export type EndReason =
  'merged' | 'superseded' | 'circular' | 'outputs_missing' | 'group_dropped' | 'discarded' | 'reloaded' | 'unknown';

/**
 * What happened directly before a component changed itself.
 * - `mount`: the page loaded, or the component came into view with what another one shows
 * - `navigation`: the browser went to another address without loading the page
 * - `storage`: another tab or window of the app wrote what the browser keeps for it
 * - `write`: a call wrote this property of the component, or of one around it
 * - `layout`: this property of a component around it, which holds the component itself
 */
export type ChangeAfter =
  | { readonly what: 'mount' | 'navigation' | 'storage' }
  | { readonly what: 'write' | 'layout'; readonly id: string; readonly property: string };

/** An id that several components of the layout have. */
export interface SharedPlaces {
  /** In the renderer's text form. */
  readonly id: string;
  readonly count: number;
  /** For each of the first components: the ids of those around it, the nearest first. */
  readonly places: readonly (readonly string[])[];
  /** Which of `places` the renderer finds by the id; `null`: none of them. */
  readonly used: number | null;
}

/** `json`: it is JSON, but not of Dash; `broken`: the connection was lost in the middle of it. */
export type UnreadableKind = 'empty' | 'html' | 'truncated' | 'text' | 'json' | 'broken';

/** `nothing` is undefined (or null where a list is due); `value` no list; of a `list` `length` says how long it was. */
export interface ReturnedShape {
  readonly what: 'nothing' | 'value' | 'list';
  readonly length: number;
  readonly declared: number;
}

export type EventBody =
  | {
      readonly type: 'renderer';
      readonly dashVersion: string | null;
      readonly debug: boolean | null;
      readonly url: string;
      readonly title: string;
      /** The prefix of every request's path, from the app's config. */
      readonly requestBase: string | null;
      readonly capabilities: readonly string[];
    }
  | { readonly type: 'definitions'; readonly definitions: readonly JsonValue[] }
  /** What the app's companion package reports about its callbacks (companion/README.md), not validated yet. */
  | { readonly type: 'companion'; readonly callbacks: readonly JsonValue[] }
  | { readonly type: 'lifecycle'; readonly state: string }
  | {
      readonly type: 'requested';
      readonly call: number;
      readonly output: string;
      /** `anyVals`: JSON array of the values MATCH bound, by sorted key; empty when there are none. */
      readonly anyVals: string;
      readonly initial: boolean;
      readonly changed: readonly (readonly [string, ChangedFlag])[];
      readonly group: string | null;
      /** Calls whose result, being applied, requested this one. */
      readonly by: readonly number[];
    }
  | { readonly type: 'changed'; readonly call: number; readonly changed: readonly (readonly [string, ChangedFlag])[] }
  /** `early`: the app has not started (`appLifecycle`), so the renderer keeps it and runs nothing. */
  | { readonly type: 'ready'; readonly call: number; readonly early?: true }
  | { readonly type: 'executing'; readonly call: number; readonly transport: 'http' | 'websocket' | 'page' | 'none' }
  /**
   * A clientside function ran; `source` is the number under which the page holds it, `awaited` what it was given when
   * it returned a promise.
   */
  | {
      readonly type: 'ran';
      readonly call: number;
      readonly sync: number;
      readonly source: number;
      readonly awaited?: JsonValue | null;
    }
  | {
      readonly type: 'sent';
      readonly call: number;
      readonly exchange: number;
      readonly url: string;
      readonly body: TextRef | null;
    }
  /** A request left over the websocket; `payload` is what a request body would hold. */
  | { readonly type: 'socket-sent'; readonly call: number; readonly payload: JsonValue | null }
  | {
      readonly type: 'socket-answered';
      readonly call: number;
      readonly status: 'ok' | 'prevent_update' | 'error';
      readonly message: string | null;
      /** By component and property. */
      readonly response: JsonValue | null;
      readonly sideUpdate: JsonValue | null;
    }
  /**
   * How long a call over the websocket took on the server, as the companion reported afterwards: milliseconds by name.
   */
  | { readonly type: 'server-time'; readonly call: number; readonly parts: JsonObject }
  | {
      readonly type: 'connection';
      readonly what: 'connected' | 'disconnected' | 'get_props';
      readonly detail: string;
      /** Calls that were running when the connection was lost. */
      readonly interrupted: readonly number[];
    }
  /** The main thread was busy for `duration` milliseconds, from `at` on. */
  | { readonly type: 'long-task'; readonly duration: number }
  | {
      readonly type: 'headers';
      readonly exchange: number;
      readonly status: number;
      readonly serverTiming: string | null;
      /** Where the response came from after redirects, if not from where the request went. */
      readonly redirected?: string;
    }
  /** A response of status 200 that Dash cannot read; `start` is how it begins. The renderer waits on, forever. */
  | {
      readonly type: 'unreadable';
      readonly exchange: number;
      readonly call: number;
      readonly what: UnreadableKind;
      readonly start: string;
    }
  | { readonly type: 'received'; readonly exchange: number; readonly body: TextRef | null }
  | { readonly type: 'parsed'; readonly exchange: number }
  | { readonly type: 'failed'; readonly exchange: number; readonly message: string }
  | {
      readonly type: 'finished';
      readonly call: number;
      /**
       * `skipped`: all inputs missing; the renderer ran nothing (docs/dash-internals.md#skipped). `ambiguous`: the same
       * because each input matches several components (see docs/dash-internals.md#relaxed-match).
       */
      readonly result: 'skipped' | 'ambiguous' | 'data' | 'error';
      readonly message: string | null;
      readonly stack: string | null;
      /** Clientside only: what the function was given, and what the renderer makes of its result. */
      readonly payload: JsonValue | null;
      readonly data: JsonValue | null;
      /** For a result with patches: what its outputs held before, by component and property; `data` has it after. */
      readonly before: JsonValue | null;
      /** Clientside only: the outputs that were given as a patch, as the function returned them. */
      readonly patches?: JsonValue;
      /** Clientside only: what the function returned, where that does not fit its outputs. */
      readonly shape?: ReturnedShape;
    }
  | {
      readonly type: 'applied';
      readonly call: number;
      /** `id.prop` written. */
      readonly updated: readonly string[];
      /** How many outputs the call had, wildcards expanded. */
      readonly declared: number;
      /** Components of the result that were not on the page any more, so that nothing of theirs was written. */
      readonly gone?: readonly string[];
    }
  | { readonly type: 'painted'; readonly calls: readonly number[] }
  | { readonly type: 'ended'; readonly call: number; readonly reason: EndReason; readonly by: number | null }
  | {
      readonly type: 'props';
      /** Component id in the renderer's text form; empty for a component without an id. */
      readonly id: string;
      /** `namespace.Type`, empty when unknown. */
      readonly component: string;
      /** Of an `output` only the names count; its values are in the call's response. */
      readonly props: JsonObject;
      readonly origin: WriteOrigin;
      /** The call whose output this is. */
      readonly call: number | null;
      /** Of an `output`: properties that the call did not return. `persistence` restored them in the same write. */
      readonly restored?: readonly string[];
      /** The change is part of what the user did with this component (`gesture-clock.ts`). */
      readonly gesture: boolean;
      /** Number of that action, from 1: several components may report one click. */
      readonly action?: number;
      /** The renderer finds another component by this id: what callbacks read and write is that one's. */
      readonly shadowed?: true;
      /** What a component's own change followed at once, where no gesture was behind it and that shows. */
      readonly after?: ChangeAfter;
    }
  | {
      readonly type: 'ids';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** Object ids by their sorted keys (`index,type`): lists of values in that order, in the renderer's order. */
      readonly families: { readonly [keys: string]: readonly JsonValue[] };
      /** Ids that several components have, all that were found; absent: as in the event before. */
      readonly shared?: readonly SharedPlaces[];
      /** These are all ids there are: what the ring forgot is summed up. Else the difference to the event before. */
      readonly whole?: true;
    }
  /** The renderer reported an error; `html` is the server's page, of one longer than `MOST_HTML` its two ends. */
  | { readonly type: 'error'; readonly message: string; readonly html: string | null }
  | {
      readonly type: 'job';
      readonly job: string;
      readonly state: 'added' | 'removed' | 'outdated';
      readonly call: number | null;
      /** `id.prop` of the inputs that end it, known when it is added. */
      readonly cancel: readonly string[];
    }
  /** The panel sent a command that changes the app; what follows in the same turn is its effect. */
  | { readonly type: 'command'; readonly what: 'cancel'; readonly call: number }
  /**
   * The document is being left. If a call led to that: `call`, or the number of the event in which `write` it wrote `prop`
   * of a `Location`, and the address where that leads. `proven`: the browser navigates to that address; without it
   * the next document has to confirm it.
   */
  | {
      readonly type: 'left';
      /** The address of the document. */
      readonly from: string;
      readonly call: number | null;
      readonly write: number | null;
      readonly prop: string | null;
      readonly url: string | null;
      readonly proven: boolean;
    }
  /** There is a Dash app, but its renderer has neither `window.store` nor `window.dash_stores`, as Dash has since 2.0. */
  | { readonly type: 'unsupported' }
  /** A tap failed: the page is not affected, but the trace may be incomplete. */
  | { readonly type: 'fault'; readonly message: string };

export type EventType = EventBody['type'];
export type AgentEvent = EventBase & EventBody;
export type EventOf<T extends EventType> = EventBase & Extract<EventBody, { readonly type: T }>;

/** Milliseconds after a key or pointer event in a component in which its own change counts as the user's doing. */
export const GESTURE_SPAN = 1_500;

/** How many of the ids around a component are sent (`SharedPlaces`). */
export const MOST_AROUND = 30;

/** The path of the companion package's route, after the prefix of all requests. */
export const COMPANION_ROUTE = '_dash-callback-devtools';
/** The header that the companion requires: a page of another site cannot send it without a CORS preflight. */
export const COMPANION_HEADER = 'X-Dash-Callback-Devtools';
/** The route for the times of websocket calls, whose responses have no headers. */
export const COMPANION_SOCKET_ROUTE = '_dash-callback-devtools-socket';
/** The most callbacks that are taken from it. */
export const MOST_DESCRIBED = 50_000;

/** How many characters of an error page are sent: the exception is at its beginning, the traceback at its end. */
export const MOST_HTML = 200_000;
