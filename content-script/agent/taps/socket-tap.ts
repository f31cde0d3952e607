import { guard } from './guard';

/** The messages between page and the shared worker that holds the websocket (docs/dash-internals.md#websocket). */
export interface SocketListener {
  readonly sent: (requestId: string, payload: unknown) => void;
  readonly answered: (
    requestId: string,
    answer: { readonly status: string; readonly data: unknown; readonly message: unknown },
  ) => void;
  /** `connected`, `disconnected` or `get_props`, with what is known of it. */
  readonly connection: (what: 'connected' | 'disconnected' | 'get_props', detail: string) => void;
  readonly fault: (error: unknown) => void;
}

interface SocketMessage {
  readonly type?: unknown;
  readonly requestId?: unknown;
  readonly payload?: unknown;
}

/**
 * Watches the connection between page and worker: the socket itself lives inside the worker, out of the page's sight. The
 * constructor is replaced by a proxy with the same prototype; messages pass unchanged.
 * @param workerUrl the worker's address in the app's config; other shared workers are left alone
 * @returns puts the browser's constructor back, unless it was wrapped again since
 */
export function tapSocket(page: Window & typeof globalThis, workerUrl: string, listener: SocketListener): () => void {
  const original = page.SharedWorker;
  const tapped = new Proxy(original, {
    construct(target, args: ConstructorParameters<typeof SharedWorker>, newTarget) {
      const worker = Reflect.construct(target, args, newTarget === tapped ? target : newTarget) as SharedWorker;
      if (String(args[0]).endsWith(workerUrl)) {
        guard(listener.fault, () => {
          tapPort(worker.port, listener);
        });
      }
      return worker;
    },
  });
  page.SharedWorker = tapped;
  return () => {
    if (page.SharedWorker === tapped) page.SharedWorker = original;
  };
}

function tapPort(port: MessagePort, listener: SocketListener): void {
  const post = port.postMessage.bind(port) as (...args: readonly unknown[]) => void;
  const send = (...args: readonly unknown[]): void => {
    guard(listener.fault, () => {
      const { type, requestId, payload } = (args[0] ?? {}) as SocketMessage;
      if (type === 'callback_request' && typeof requestId === 'string') listener.sent(requestId, payload);
    });
    post(...args);
  };
  Object.defineProperty(port, 'postMessage', { configurable: true, writable: true, value: send });
  // A listener next to the renderer's `onmessage`; the renderer starts the port.
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    guard(listener.fault, () => {
      receive(data, listener);
    });
  });
}

function receive(data: unknown, listener: SocketListener): void {
  const { type, requestId, payload } = (data ?? {}) as SocketMessage;
  const content = (payload ?? {}) as Readonly<Record<string, unknown>>;
  if (type === 'callback_response' && typeof requestId === 'string') {
    const { status, data: result, message } = content;
    listener.answered(requestId, { status: String(status), data: result, message });
  } else if (type === 'connected') listener.connection('connected', '');
  else if (type === 'disconnected')
    listener.connection('disconnected', typeof content['reason'] === 'string' ? content['reason'] : '');
  else if (type === 'get_props_request')
    listener.connection('get_props', typeof content['componentId'] === 'string' ? content['componentId'] : '');
}
