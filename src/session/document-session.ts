import type { Answer } from '../lib/answer';
import type { AgentEvent } from '../protocol/events';
import { PROTOCOL_VERSION, type Hello } from '../protocol/messages';
import { createTrace, type TraceBuilder } from '../trace/create-trace';
import type { TraceModel } from '../trace/model';
import { numberOf, type CallId } from '../trace/types';
import { createAgentClient, type AgentClient } from '../transport/agent-client';
import type { Channel } from '../transport/channel';
import { createOwedOutlines } from './owed-outlines';

/** What happens to a document's recording. Every notice may come many times a frame; gather before drawing. */
export interface DocumentListener {
  readonly changed: () => void;
  /** The agent in the page speaks another version of the protocol: the extension was updated since the page loaded. */
  readonly incompatible: () => void;
  /** The line led to another document than before: this recording is complete. */
  readonly otherDocument: () => void;
  readonly unsupported: (detail: string) => void;
  readonly garbage: (count: number) => void;
  readonly closed: () => void;
}

/** The recording of one document: of all its renderers. Survives lost lines and catches up by sequence number. */
export interface DocumentSession {
  /** Takes a (new) line to the document's agent. */
  readonly attach: (channel: Channel) => void;
  readonly hello: () => Hello | null;
  /** One trace per renderer, in the order in which they appeared. */
  readonly models: () => readonly TraceModel[];
  readonly fetchValue: (text: number, path: readonly (string | number)[]) => Promise<Answer<string>>;
  /** Cancels the job of a call, as the app's own cancel input would. */
  readonly cancelJob: (call: CallId) => Promise<Answer<null>>;
  /** Lets the user choose a component in the page; `null` if nothing was chosen, or the page is gone. */
  readonly pick: () => Promise<string | null>;
  readonly stopPicking: () => void;
  /** Shows in the page where components are; an empty list removes the frames. */
  readonly highlight: (components: readonly string[]) => void;
  readonly setPaused: (paused: boolean) => void;
  readonly clear: () => void;
  readonly close: () => void;
  /** The document was left, loaded again or closed, as far as can be seen from outside: its traces say so. */
  readonly noteGone: () => void;
  readonly connected: () => boolean;
  /** Settles when every event recorded before the question has arrived, with the outlines it needs. */
  readonly caughtUp: () => Promise<void>;
}

/** The page says when it started; an impossible time is ignored. */
const toIsoTime = (epoch: number): string => (Math.abs(epoch) <= 8.64e15 ? new Date(epoch).toISOString() : 'unknown');

/** What describes the app itself and outlives a clearing. */
const DESCRIBING: ReadonlySet<string> = new Set<AgentEvent['type']>([
  'renderer',
  'definitions',
  'companion',
  'ids',
  'unsupported',
]);

/** @param now epoch milliseconds, on the clock of the machine that page and session share */
export function createDocumentSession(listener: DocumentListener, now: () => number = Date.now): DocumentSession {
  let client: AgentClient | null = null;
  let hello: Hello | null = null;
  let next = 1;
  let paused = false;
  let isAccepted = false;
  /** Clear commands that the page has not received yet: what it sent before them shows no calls any more. */
  let clearing = 0;
  /** When the line was lost, if it is. */
  let lostAt: number | null = null;
  let gone = false;
  const traces: TraceBuilder[] = [];
  const progress = new Set<() => void>();

  const traceOf = (renderer: number): TraceBuilder => {
    const known = traces[renderer];
    if (known !== undefined) return known;
    const { timeOrigin = 0, product = '', url = '', userAgent = '' } = hello ?? {};
    const recorded = { at: toIsoTime(timeOrigin), by: product, url, userAgent };
    for (let index = traces.length; index < renderer; index++) traces.push(createTrace(recorded, index));
    const trace = createTrace(recorded, renderer);
    traces.push(trace);
    return trace;
  };

  const take = (events: readonly AgentEvent[], dropped: number, last: number | null): void => {
    const byRenderer = new Map<number, AgentEvent[]>();
    for (const event of events) {
      // Sent again after a lost line: already known.
      if (event.seq < next) continue;
      next = event.seq + 1;
      if (clearing > 0 && !DESCRIBING.has(event.type)) continue;
      if (event.type === 'unsupported') {
        listener.unsupported(event.detail);
        continue;
      }
      if (event.type !== 'painted') traceOf(event.renderer);
      for (const renderer of concernsAll(event) ? traces.keys() : [event.renderer]) {
        const list = byRenderer.get(renderer);
        if (list === undefined) byRenderer.set(renderer, [event]);
        else list.push(event);
      }
    }
    // Rejected events are not requested again, and nothing waits for them.
    next = Math.max(next, (last ?? 0) + 1);
    if (dropped > 0 && clearing === 0) traceOf(0).noteDropped(dropped);
    for (const [renderer, list] of byRenderer) traceOf(renderer).apply(list);
    tellChanged();
    void outlines.fetch();
  };

  const releaseWaiting = (): void => {
    for (const resolve of progress) resolve();
    progress.clear();
  };

  const tellChanged = (): void => {
    releaseWaiting();
    listener.changed();
  };

  const outlines = createOwedOutlines(traces, () => client, {
    received: listener.changed,
    finished: tellChanged,
  });

  const noteGone = (): void => {
    if (gone || hello === null) return;
    gone = true;
    const at = (lostAt ?? now()) - hello.timeOrigin;
    for (const trace of traces) trace.noteGone(at);
    listener.changed();
  };

  return {
    noteGone,
    attach(channel) {
      client?.close();
      const fresh = createAgentClient(channel, {
        hello(received) {
          isAccepted = false;
          if (received.protocol !== PROTOCOL_VERSION) {
            listener.incompatible();
            return null;
          }
          if (hello !== null && hello.agent !== received.agent) {
            noteGone();
            outlines.giveUp();
            listener.otherDocument();
            return null;
          }
          isAccepted = true;
          hello = received;
          lostAt = null;
          listener.changed();
          void outlines.fetch();
          return paused ? null : next;
        },
        events: take,
        garbage: listener.garbage,
        closed() {
          if (client !== fresh) return;
          client = null;
          lostAt = now();
          tellChanged();
          listener.closed();
        },
      });
      client = fresh;
    },
    hello: () => hello,
    models: () => traces.map((trace) => trace.model()),
    fetchValue: (text, path) =>
      client === null
        ? Promise.resolve({ ok: false, reason: 'The page that held this value is gone.' })
        : client.fetchValue(text, path),
    cancelJob: (call) =>
      client === null ? Promise.resolve({ ok: false, reason: 'The page is gone.' }) : client.cancelJob(numberOf(call)),
    async pick() {
      const answer = await client?.pick();
      return answer?.ok === true ? answer.value : null;
    },
    stopPicking: () => client?.stopPicking(),
    highlight: (components) => client?.highlight(components),
    setPaused(value) {
      paused = value;
      // An agent of another version, or of another document, must not begin to send.
      if (!isAccepted) return;
      if (value) client?.pause();
      else client?.subscribe(next);
    },
    clear() {
      if (client !== null) {
        client.clear();
        clearing++;
        // The reply comes after everything that was sent before.
        void client.nextSeq().finally(() => clearing--);
      }
      for (const trace of traces) trace.clear();
      listener.changed();
    },
    close() {
      client?.close();
      client = null;
      outlines.giveUp();
      releaseWaiting();
    },
    connected: () => client !== null,
    async caughtUp() {
      const until = (await client?.nextSeq()) ?? next;
      while (client !== null && (next < until || outlines.isFetching())) {
        await new Promise<void>((resolve) => progress.add(resolve));
      }
    },
  };
}

/** A frame paints the calls of every renderer of the page, and a long task delays them all. */
const concernsAll = ({ type }: AgentEvent): boolean => type === 'painted' || type === 'long-task';
