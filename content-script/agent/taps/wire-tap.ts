import { guard } from './guard';

/** What happens on the wire of one callback request, in order. `exchange` is the number `request` gave it. */
export interface WireListener {
  /** Called before the request is sent. */
  readonly request: (url: string, body: string | null) => number;
  /** @param redirected where the response came from, if not from where the request went */
  readonly headers: (exchange: number, status: number, serverTiming: string | null, redirected: string | null) => void;
  /** The whole text has arrived; `null` when the response has no body. */
  readonly received: (exchange: number, text: string | null) => void;
  /** @param value what the renderer receives */
  readonly parsed: (exchange: number, value: unknown) => void;
  /** The renderer expects JSON, and this is not; `null`: the response broke off. */
  readonly unreadable: (exchange: number, text: string | null) => void;
  readonly failed: (exchange: number, error: unknown) => void;
  readonly fault: (error: unknown) => void;
}

const ENDPOINT = '_dash-update-component';

/**
 * Watches callback requests through `fetch`, which the renderer looks up at each call. Other requests pass through
 * untouched. The caller gets the browser's own promise and response; only `json` and `text` of that one response are
 * replaced, so that the text is read once and kept instead of being read twice.
 * @returns puts the browser's `fetch` back, unless it was wrapped again since
 */
export function tapFetch(page: Window & typeof globalThis, wire: WireListener): () => void {
  // Only ever called with the page's own `this`.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = page.fetch;
  const tapped = new Proxy(original, {
    apply(target, self, args: unknown[]) {
      const url = urlOf(args[0]);
      if (url?.includes(ENDPOINT) !== true) return Reflect.apply(target, self, args) as unknown;
      const body = (args[1] as RequestInit | undefined)?.body;
      const exchange = guard(wire.fault, () => wire.request(url, typeof body === 'string' ? body : null));
      const response = Reflect.apply(target, self, args) as Promise<Response>;
      if (exchange !== undefined) {
        guard(wire.fault, () => {
          observe(response, exchange, wire);
        });
      }
      return response;
    },
  });
  page.fetch = tapped;
  return () => {
    if (page.fetch === tapped) page.fetch = original;
  };
}

function urlOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (target instanceof URL) return target.href;
  return target instanceof Request ? target.url : undefined;
}

function observe(promise: Promise<Response>, exchange: number, wire: WireListener): void {
  // Registered before the renderer's own handler, so the response is prepared when that one runs.
  promise.then(
    (response) => {
      guard(wire.fault, () => {
        wire.headers(
          exchange,
          response.status,
          response.headers.get('Server-Timing'),
          response.redirected ? response.url : null,
        );
        if (response.status === 204 || response.body === null) wire.received(exchange, null);
        else tapBody(response, exchange, wire);
      });
    },
    (error: unknown) => {
      guard(wire.fault, () => {
        wire.failed(exchange, error);
      });
    },
  );
}

function tapBody(response: Response, exchange: number, wire: WireListener): void {
  const readText = (): Promise<string> => Response.prototype.text.call(response);
  const note = (text: string): string => {
    guard(wire.fault, () => {
      wire.received(exchange, text);
    });
    return text;
  };
  const unreadable = (body: string | null): void => {
    guard(wire.fault, () => {
      wire.unreadable(exchange, body);
    });
  };
  const text = (): Promise<string> => readText().then(note);
  const json = (): Promise<unknown> =>
    readText().then(
      (body) => {
        note(body);
        try {
          const value: unknown = JSON.parse(body);
          guard(wire.fault, () => {
            wire.parsed(exchange, value);
          });
          return value;
        } catch (error) {
          unreadable(body);
          throw error;
        }
      },
      (error: unknown) => {
        unreadable(null);
        throw error;
      },
    );
  Object.defineProperties(response, {
    text: { configurable: true, writable: true, value: text },
    json: { configurable: true, writable: true, value: json },
  });
}
