import { PROTOCOL_VERSION, type Hello } from '../protocol/messages';
import type { Departure } from '../trace/departure';
import type { TraceModel } from '../trace/model';
import type { Channel } from '../transport/channel';
import { createAgentLine } from './agent-line';
import { askPage, type PageQuestions } from './ask-page';
import { createDocumentTraces } from './document-traces';
import { createEventIntake } from './event-intake';
import { createOwedOutlines } from './owed-outlines';

/** What happens to a document's recording. Every notice may come many times a frame; gather before drawing. */
export interface DocumentListener {
  readonly changed: () => void;
  /** The agent in the page speaks another version of the protocol: the extension was updated since the page loaded. */
  readonly incompatible: () => void;
  /** The line led to another document than before: this recording is complete. */
  readonly otherDocument: () => void;
  readonly unsupported: () => void;
  readonly garbage: (count: number) => void;
  readonly closed: () => void;
}

/** The recording of one document: of all its renderers. Survives lost lines and catches up by sequence number. */
export interface DocumentSession extends PageQuestions {
  /** Takes a (new) line to the document's agent. */
  readonly attach: (channel: Channel) => void;
  readonly hello: () => Hello | null;
  /** One trace per renderer, in the order in which they appeared. */
  readonly models: () => readonly TraceModel[];
  readonly setPaused: (paused: boolean) => void;
  readonly clear: () => void;
  readonly close: () => void;
  /** The document was left, loaded again or closed, as far as can be seen from outside: its traces say so. */
  readonly noteGone: () => void;
  readonly connected: () => boolean;
  /** What the document was left for, if it was left and that is known. */
  readonly departure: () => Departure | null;
  /** Settles when every event recorded before the question has arrived, with the outlines it needs. */
  readonly caughtUp: () => Promise<void>;
}

export interface SessionOptions {
  /** What the document before it, in the same frame, was left for. */
  readonly before?: Departure | null;
  /** Epoch milliseconds, on the clock of the machine that page and session share. */
  readonly now?: () => number;
}

export function createDocumentSession(
  listener: DocumentListener,
  { before = null, now = Date.now }: SessionOptions = {},
): DocumentSession {
  let hello: Hello | null = null;
  let gone = false;
  const intake = createEventIntake();
  const traces = createDocumentTraces(() => hello, before);
  const progress = new Set<() => void>();

  const releaseWaiting = (): void => {
    for (const resolve of progress) resolve();
    progress.clear();
  };

  const tellChanged = (): void => {
    releaseWaiting();
    listener.changed();
  };

  const noteGone = (): void => {
    if (gone || hello === null) return;
    gone = true;
    const at = (line.lostAt() ?? now()) - hello.timeOrigin;
    for (const trace of traces.list) trace.noteGone(at);
    listener.changed();
  };

  const line = createAgentLine(
    {
      next: intake.next,
      greet(received) {
        if (received.protocol !== PROTOCOL_VERSION) {
          listener.incompatible();
          return false;
        }
        if (hello !== null && hello.agent !== received.agent) {
          noteGone();
          outlines.giveUp();
          listener.otherDocument();
          return false;
        }
        hello = received;
        listener.changed();
        void outlines.fetch();
        return true;
      },
      events(batch) {
        const accepted = intake.accept(batch);
        if (accepted.some(({ type }) => type === 'unsupported')) listener.unsupported();
        const recorded = accepted.filter(({ type }) => type !== 'unsupported');
        traces.apply(recorded, intake.isClearing() ? 0 : batch.dropped);
        tellChanged();
        void outlines.fetch();
      },
      garbage: listener.garbage,
      closed() {
        tellChanged();
        listener.closed();
      },
    },
    now,
  );
  const outlines = createOwedOutlines(traces.list, line.client, { received: listener.changed, finished: tellChanged });

  return {
    ...askPage(line.client),
    noteGone,
    attach: line.attach,
    hello: () => hello,
    models: () => traces.list.map((trace) => trace.model()),
    setPaused: line.setPaused,
    clear() {
      const client = line.client();
      if (client !== null) {
        client.clear();
        // The reply comes after everything that was sent before.
        intake.noteClearing(client.nextSeq());
      }
      for (const trace of traces.list) trace.clear();
      listener.changed();
    },
    close() {
      line.close();
      outlines.giveUp();
      releaseWaiting();
    },
    departure: traces.departure,
    connected: () => line.client() !== null,
    async caughtUp() {
      const until = (await line.client()?.nextSeq()) ?? intake.next();
      while (line.client() !== null && (intake.next() < until || outlines.isFetching())) {
        await new Promise<void>((resolve) => progress.add(resolve));
      }
    },
  };
}
