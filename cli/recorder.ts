import { readFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright-core';
import { AGENT_LEAVING, AGENT_READY, PORT_MESSAGE } from '../src/protocol/messages';
import { createDocumentSession, type DocumentSession } from '../src/session/document-session';
import type { Departure } from '../src/trace/departure';
import type { TraceModel } from '../src/trace/model';
import type { Channel } from '../src/transport/channel';

/** Records a page without the extension: the agent is an init script, and this process acts as the panel. */
export interface Recorder {
  /** The traces of all renderers in all frames, in the order in which they appeared. */
  readonly models: () => readonly TraceModel[];
  /** Settles when everything recorded so far has arrived here. */
  readonly caughtUp: () => Promise<void>;
  /** The sessions that hold the models, to fetch whole values from their pages. */
  readonly sessions: () => readonly DocumentSession[];
}

/**
 * A document that does not respond for this long (in milliseconds) was replaced by one without an agent; there is no
 * event for it.
 */
const ANSWER_LIMIT_MS = 10_000;

/** Our end of the connection to a frame's document. */
interface FrameLine {
  readonly receive: (message: unknown) => void;
  readonly closed: () => void;
}

const BINDING = '__dashCallbackDevtoolsRecorder';

interface RecorderWindow extends Window {
  [BINDING]?: (message: string) => Promise<void>;
  dashCallbackDevtoolsPort?: MessagePort;
}

/** Acts as the bridge in the page: passes messages on as text. */
function playBridge([agentReady, agentLeaving, portMessage, binding]: readonly [string, string, string, string]): void {
  const page = window as unknown as Record<string, unknown> & RecorderWindow;
  let met = false;
  document.addEventListener(agentReady, () => {
    if (met) return;
    met = true;
    const { port1, port2 } = new MessageChannel();
    page.dashCallbackDevtoolsPort = port1;
    const hand = page[binding] as (message: string) => Promise<void>;
    port1.onmessage = ({ data }: MessageEvent<unknown>): void => void hand(data as string);
    window.postMessage(portMessage, '*', [port2]);
    document.addEventListener(agentLeaving, (event) => void hand((event as CustomEvent<string>).detail));
    void hand('{"type":"agent"}');
  });
}

/**
 * Starts recording; call it before the page's first navigation.
 * @param agentScript path of the built agent (`dist/agent.js`)
 */
export async function recordLivePage(page: Page, agentScript: string): Promise<Recorder> {
  const sessions: DocumentSession[] = [];
  const lines = new Map<Frame, FrameLine>();
  const shown = new Map<Frame, DocumentSession>();
  const departures = new Map<Frame, Departure | null>();
  const noteGone = (frame: Frame): void => {
    lines.get(frame)?.closed();
    const before = shown.get(frame);
    before?.noteGone();
    if (before !== undefined) departures.set(frame, before.departure());
    shown.delete(frame);
  };

  await page.exposeBinding(BINDING, ({ frame }, text: string) => {
    const message = JSON.parse(text) as { readonly type?: unknown };
    if (message.type === 'agent') {
      // A new document in the frame: the previous one cannot respond any more.
      noteGone(frame);
      const session = openSession(frame, lines, departures.get(frame) ?? null);
      departures.delete(frame);
      sessions.push(session);
      shown.set(frame, session);
    } else lines.get(frame)?.receive(message);
  });
  page.on('framedetached', noteGone);
  page.on('close', () => [...shown.keys()].forEach(noteGone));
  await page.addInitScript(playBridge, [AGENT_READY, AGENT_LEAVING, PORT_MESSAGE, BINDING] as const);
  await page.addInitScript({ content: await readFile(agentScript, 'utf8') });

  return {
    models: () => sessions.flatMap((session) => session.models()),
    sessions: () => sessions,
    async caughtUp() {
      for (const session of sessions.filter((candidate) => candidate.connected())) {
        await withLimit(session.caughtUp(), ANSWER_LIMIT_MS, session.close);
      }
    },
  };
}

function openSession(frame: Frame, lines: Map<Frame, FrameLine>, before: Departure | null): DocumentSession {
  const listener = {
    changed: () => undefined,
    incompatible: () => undefined,
    otherDocument: () => undefined,
    unsupported: () => undefined,
    garbage: () => undefined,
    closed: () => undefined,
  };
  const session = createDocumentSession(listener, { before });
  session.attach(toFrameChannel(frame, lines));
  return session;
}

function toFrameChannel(frame: Frame, lines: Map<Frame, FrameLine>): Channel {
  return {
    send(message) {
      // Sending to a frame that was removed is not an error.
      frame
        .evaluate((data) => {
          (window as unknown as RecorderWindow).dashCallbackDevtoolsPort?.postMessage(data);
        }, message)
        .catch(() => undefined);
    },
    listen(receive, closed) {
      lines.set(frame, { receive, closed });
    },
    close() {
      lines.delete(frame);
    },
  };
}

async function withLimit(work: Promise<void>, limit: number, giveUp: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      giveUp();
      resolve();
    }, limit);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
