import type { AddressInfo } from 'node:net';

import { WebSocket, WebSocketServer } from 'ws';

import { type Fields, isNotNeeded, type Message, repairCommand, repairEvent, takesFocus } from './bidi-repairs';
import { createRequestBodies } from './request-bodies';

/** Id by which the client knows our panel, whichever of its documents is open: toolbox-script.js answers to it. */
export const PANEL_CONTEXT = 'dash-callback-devtools-panel';

/** Commands of our own have ids from here on; the client counts from 1. */
const OWN_IDS = 2 ** 40;

export interface BidiRelay {
  /** Where a client connects to the browser, and finds our panel among its pages. */
  readonly url: string;
  /** Sends a command of our own within the client's session. */
  readonly send: (method: string, params: Fields) => Promise<Fields>;
  /** Listens to the messages that scripts send on a channel. */
  readonly onScriptMessage: (channel: string, listener: (value: unknown) => void) => void;
  /** Shows the client a page for the panel; until that is open, commands to it wait. */
  readonly announcePanel: () => void;
  /** From now on a request has its body in a header (request-bodies.ts). */
  readonly collectBodies: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * A proxy between Firefox and a WebDriver BiDi client. Firefox keeps DevTools and the pages of extensions from such a client
 * half-heartedly: commands reach them, some events do not come. So the relay hides the toolbox's own frames, presents our
 * panel as one page that outlives every reload and every toolbox, and sends the events that Firefox leaves out.
 * @param giveFocus called before something is typed or clicked elsewhere than before, as one window has one focus
 */
export async function startBidiRelay(
  sessionUrl: string,
  giveFocus: (context: string) => Promise<void>,
): Promise<BidiRelay> {
  const browser = new WebSocket(sessionUrl);
  await new Promise<void>((resolve, reject) => {
    browser.once('open', resolve);
    browser.once('error', reject);
  });
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', resolve));

  let client: WebSocket | null = null;
  let lastId = OWN_IDS;
  const waiting = new Map<number, (message: Message) => void>();
  const channels = new Map<string, (value: unknown) => void>();
  /** Contexts of the toolbox's own frames. */
  const hidden = new Set<string>();
  /** Commands from the client to the panel that have no response yet. */
  const toPanel = new Set<number>();
  const panelRealms = new Set<string>();
  let navigation: unknown = null;
  let focused: string | null = null;
  /** Commands are sent in order, even if one waits for the focus. */
  let sent: Promise<void> = Promise.resolve();

  const send = (method: string, params: Fields): Promise<Fields> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ result, error, message }) => {
        if (result !== undefined) resolve(result);
        else reject(new Error(`${method}: ${error ?? ''}: ${message ?? ''}`));
      });
      browser.send(JSON.stringify({ id, method, params }));
    });
  const bodies = createRequestBodies(send, (message) => client?.send(JSON.stringify(message)));
  const toClient = bodies.deliver;
  const emit = (method: string, params: Fields): void => {
    toClient({ type: 'event', method, params });
  };

  /** A document reports what happens in it only after a command was sent to it, and never that it has loaded. */
  const wakePanel = async (): Promise<void> => {
    const loading = navigation;
    await send('script.evaluate', {
      target: { context: PANEL_CONTEXT },
      expression: `new Promise((resolve) => {
        if (document.readyState === 'complete') resolve();
        else addEventListener('load', () => resolve());
      })`,
      awaitPromise: true,
    });
    if (loading !== navigation) return;
    for (const event of ['domContentLoaded', 'load'])
      emit(`browsingContext.${event}`, { context: PANEL_CONTEXT, navigation, timestamp: Date.now(), url: '' });
  };

  const forgetPanel = (): void => {
    for (const realm of panelRealms) emit('script.realmDestroyed', { realm });
    panelRealms.clear();
  };

  /** Handles an event of the panel before the client gets it. @returns whether the client should get it */
  const fromPanel = (method: string, params: Fields): boolean => {
    switch (method) {
      case 'browsingContext.contextCreated':
        return false;
      case 'browsingContext.contextDestroyed':
        forgetPanel();
        return false;
      case 'script.realmCreated':
        panelRealms.add(String(params['realm']));
        return true;
      case 'browsingContext.navigationCommitted':
        navigation = params['navigation'];
        focused = null;
        // The document may be replaced before it answers; then the next one is addressed.
        void wakePanel().catch(() => undefined);
        return true;
      default:
        return true;
    }
  };

  const isWanted = ({ method = '', params = {} }: Message): boolean => {
    const source = params['source'] as Fields | undefined;
    const context = (params['context'] ?? source?.['context']) as string | undefined;
    if (method === 'script.message') {
      const listener = channels.get(String(params['channel']));
      listener?.((params['data'] as Fields)['value']);
      if (listener !== undefined) return false;
    }
    if (method === 'script.realmDestroyed') panelRealms.delete(String(params['realm']));
    if (context === undefined) return true;
    if (context === PANEL_CONTEXT) return fromPanel(method, params);
    if (method === 'browsingContext.contextCreated') {
      const name = params['moz:name'];
      const isOfToolbox = typeof name === 'string' && name.startsWith('toolbox-panel-iframe');
      if (isOfToolbox || hidden.has(String(params['parent']))) hidden.add(context);
    }
    return !hidden.has(context);
  };

  browser.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    const id = message.id ?? 0;
    if (id > OWN_IDS && waiting.has(id)) {
      waiting.get(id)?.(message);
      waiting.delete(id);
      return;
    }
    if (message.type === 'event') {
      if (isWanted(message)) toClient(repairEvent(message));
      return;
    }
    // A panel that is closed or reloaded will come back, so to the client its page still exists.
    const isBetweenPanels = toPanel.delete(id) && message.error === 'no such frame';
    toClient(isBetweenPanels ? { ...message, error: 'unknown error' } : message);
  });

  server.on('connection', (socket) => {
    client = socket;
    socket.on('message', (data: Buffer) => {
      const { id, method, params } = JSON.parse(data.toString()) as Message;
      if (method === 'browser.close') {
        socket.close();
        return;
      }
      if (isNotNeeded(method)) {
        toClient({ ...(id === undefined ? {} : { id }), type: 'success', result: {} });
        return;
      }
      const target = params?.['target'] as Fields | undefined;
      const isToPanel = params?.['context'] === PANEL_CONTEXT || target?.['context'] === PANEL_CONTEXT;
      if (isToPanel && id !== undefined) toPanel.add(id);
      const text = repairCommand(data.toString());
      const context = (params?.['context'] ?? target?.['context']) as string | undefined;
      const needsFocus = takesFocus(method, text);
      sent = sent.then(async () => {
        if (needsFocus && context !== undefined && context !== focused) {
          focused = context;
          await giveFocus(context).catch(() => undefined);
        }
        browser.send(text);
      });
    });
  });

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send,
    onScriptMessage: (channel, listener) => void channels.set(channel, listener),
    collectBodies: bodies.collect,
    announcePanel() {
      emit('browsingContext.contextCreated', {
        context: PANEL_CONTEXT,
        url: 'about:blank',
        userContext: 'default',
        parent: null,
        children: null,
        originalOpener: null,
      });
    },
    async stop() {
      client?.close();
      browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
