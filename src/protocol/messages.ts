/** Envelopes between agent and panel. Nothing else crosses. */
import type { JsonValue } from '../lib/json';
import type { Failure } from './answer';
import type { AgentEvent } from './events';

/** Grows when a message or event changes its meaning; both ends must agree. */
export const PROTOCOL_VERSION = 4;

/** How an agent introduces itself to a subscriber. */
export interface Hello {
  readonly type: 'hello';
  readonly protocol: number;
  /** Unique per document load. */
  readonly agent: string;
  readonly product: string;
  /** Epoch milliseconds of the zero of every `at`. */
  readonly timeOrigin: number;
  readonly url: string;
  readonly title: string;
  readonly userAgent: string;
  /** The document before this one, as the browser reports it. */
  readonly referrer?: string;
  /** Sequence number of the oldest event still held. */
  readonly first: number;
  /** Sequence number the next event will get. */
  readonly next: number;
}

/** Travels as the text of its JSON. */
export type AgentMessage =
  | Hello
  | { readonly type: 'events'; readonly events: readonly AgentEvent[]; readonly dropped: number }
  /** One piece of a value's JSON text; `parts` in all. */
  | {
      readonly type: 'value';
      readonly id: number;
      readonly part: number;
      readonly parts: number;
      readonly text: string;
    }
  | { readonly type: 'outline'; readonly id: number; readonly json: JsonValue }
  | { readonly type: 'sequence'; readonly id: number; readonly next: number }
  /** The cancel input was changed; events report how the job ends. */
  | { readonly type: 'cancelled'; readonly id: number }
  /** The user chose a component in the page; `null`: the user cancelled, or picking was stopped. */
  | { readonly type: 'picked'; readonly id: number; readonly component: string | null }
  | { readonly type: 'refused'; readonly id: number; readonly reason: Failure };

export type PanelMessage =
  /** Answer `hello`, then send all events from `from` on, and go on with new ones. From 0: the `hello` alone. */
  | { readonly type: 'subscribe'; readonly from: number }
  | { readonly type: 'pause' }
  /** Everything up to and including `seq` was received; the agent sends only a few batches ahead. */
  | { readonly type: 'ack'; readonly seq: number }
  | { readonly type: 'value'; readonly id: number; readonly text: number; readonly path: readonly (string | number)[] }
  | { readonly type: 'outline'; readonly id: number; readonly text: number }
  /** How far is the recording? */
  | { readonly type: 'sequence'; readonly id: number }
  | { readonly type: 'clear' }
  /** Change the input that cancels the job of `call`, as the user would in the app. */
  | { readonly type: 'cancel'; readonly id: number; readonly call: number }
  /** Let the user choose a component in the page; the reply is `picked`. */
  | { readonly type: 'pick'; readonly id: number }
  | { readonly type: 'stop-picking' }
  /** Show in the page where these components are; an empty list removes the frames. */
  | { readonly type: 'highlight'; readonly components: readonly string[] };

/** The most components that are shown in the page at once. */
export const MOST_HIGHLIGHTED = 50;

/** How many batches the agent sends to a panel before it waits for an `ack`. */
export const WINDOW_BATCHES = 4;
/** The most events in one batch. */
export const BATCH_EVENTS = 500;

/**
 * Names of the DOM events by which agent and bridge find each other; the port itself travels in a message. The agent's
 * carries what the toolbar shows, as JSON of `AgentNotice`.
 */
export const AGENT_READY = 'dash-callback-devtools:agent';
export const BRIDGE_READY = 'dash-callback-devtools:bridge';
/** The agent's last words when its document is left, when a port would be too late: the text of an `events` message. */
export const AGENT_LEAVING = 'dash-callback-devtools:leaving';
/** Key of the window message that hands over the port. */
export const PORT_MESSAGE = 'dash-callback-devtools:port';

/** What an agent sends when it starts, on request, and when its app's callbacks change. */
export interface AgentNotice {
  readonly dashVersion: string | null;
  /** `null` until the app's callbacks are known. */
  readonly callbacks: number | null;
}
