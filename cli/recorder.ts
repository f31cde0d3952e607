import { readFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright-core';
import { AGENT_READY, PORT_MESSAGE } from '../src/protocol/messages';
import { createDocumentSession, type DocumentSession } from '../src/session/document-session';
import type { TraceModel } from '../src/trace/model';
import type { Channel } from '../src/transport/channel';

/** Records a page without the extension: the agent as an init script, this process in place of the panel. */
export interface Recorder {
  /** The traces of all renderers of all frames that are there now, in the order in which they appeared. */
  readonly models: () => readonly TraceModel[];
  /** Settles when everything recorded so far has arrived here. */
  readonly caughtUp: () => Promise<void>;
  /** The session that holds a model's page, to fetch whole values from. */
  readonly sessions: () => readonly DocumentSession[];
}

const BINDING = '__dashCallbackDevtoolsRecorder';

interface RecorderWindow extends Window {
  [BINDING]?: (message: string) => Promise<void>;
  dashCallbackDevtoolsPort?: MessagePort;
}

/** Plays the bridge within the page: hands messages over as text. */
function playBridge([agentReady, portMessage, binding]: readonly [string, string, string]): void {
  const page = window as unknown as Record<string, unknown> & RecorderWindow;
  let met = false;
  document.addEventListener(agentReady, () => {
    if (met) return;
    met = true;
    const { port1, port2 } = new MessageChannel();
    page.dashCallbackDevtoolsPort = port1;
    const hand = page[binding] as (message: string) => Promise<void>;
    port1.onmessage = ({ data }: MessageEvent<unknown>): void => void hand(JSON.stringify(data));
    window.postMessage(portMessage, '*', [port2]);
    void hand('{"type":"agent"}');
  });
}

/**
 * Starts recording; call it before the page's first navigation.
 * @param agentScript path of the built agent (`dist/agent.js`)
 */
export async function recordPage(page: Page, agentScript: string): Promise<Recorder> {
  const sessions: DocumentSession[] = [];
  const receivers = new Map<Frame, (message: unknown) => void>();

  await page.exposeBinding(BINDING, ({ frame }, text: string) => {
    const message = JSON.parse(text) as { readonly type?: unknown };
    if (message.type === 'agent') sessions.push(openSession(frame, receivers));
    else receivers.get(frame)?.(message);
  });
  await page.addInitScript(playBridge, [AGENT_READY, PORT_MESSAGE, BINDING] as const);
  await page.addInitScript({ content: await readFile(agentScript, 'utf8') });

  return {
    models: () => sessions.flatMap((session) => session.models()),
    sessions: () => sessions,
    async caughtUp() {
      for (const session of sessions.filter((candidate) => candidate.connected())) await session.caughtUp();
    },
  };
}

function openSession(frame: Frame, receivers: Map<Frame, (message: unknown) => void>): DocumentSession {
  const session = createDocumentSession({
    changed: () => undefined,
    incompatible: () => undefined,
    otherDocument: () => undefined,
    unsupported: () => undefined,
    garbage: () => undefined,
    closed: () => undefined,
  });
  session.attach(toFrameChannel(frame, receivers));
  return session;
}

function toFrameChannel(frame: Frame, receivers: Map<Frame, (message: unknown) => void>): Channel {
  return {
    send(message) {
      // A frame that is gone takes no more messages, which is no error.
      frame
        .evaluate((data) => {
          (window as unknown as RecorderWindow).dashCallbackDevtoolsPort?.postMessage(data);
        }, message)
        .catch(() => undefined);
    },
    listen(receive) {
      receivers.set(frame, receive);
    },
    close() {
      receivers.delete(frame);
    },
  };
}
