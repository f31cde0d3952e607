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

/** The browser's own, from before any script of the page ran. Only ever called with a response as `this`. */
// eslint-disable-next-line @typescript-eslint/unbound-method
const { json: NATIVE_JSON, text: NATIVE_TEXT } = Response.prototype;

const ENDPOINT = '_dash-update-component';

/**
 * Watches callback requests through `fetch`, which the renderer looks up at each call. Other requests pass through
 * untouched. The caller gets the browser's own promise and response; only `json` and `text` of that one response are
 * replaced, so that the text is read once and kept instead of being read twice. Where the page replaced them before, its own
 * functions still run.
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
        else if (response.json === NATIVE_JSON && response.text === NATIVE_TEXT) tapBody(response, exchange, wire);
        else tapPatched(response, exchange, wire);
      });
    },
    (error: unknown) => {
      guard(wire.fault, () => {
        wire.failed(exchange, error);
      });
    },
  );
}

/** What happens to the body of one exchange. */
function bodyListener(exchange: number, wire: WireListener) {
  const safely = (tell: () => void): void => {
    guard(wire.fault, tell);
  };
  return {
    received: (text: string): void => {
      safely(() => {
        wire.received(exchange, text);
      });
    },
    parsed: (value: unknown): void => {
      safely(() => {
        wire.parsed(exchange, value);
      });
    },
    unreadable: (text: string | null): void => {
      safely(() => {
        wire.unreadable(exchange, text);
      });
    },
  };
}

function tapBody(response: Response, exchange: number, wire: WireListener): void {
  const { received, parsed, unreadable } = bodyListener(exchange, wire);
  const readText = (): Promise<string> => NATIVE_TEXT.call(response);
  const text = (): Promise<string> =>
    readText().then((body) => {
      received(body);
      return body;
    });
  const json = (): Promise<unknown> =>
    readText().then(
      (body) => {
        received(body);
        try {
          const value: unknown = JSON.parse(body);
          parsed(value);
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
  replaceReaders(response, json, text);
}

/**
 * A page that replaced `json` or `text` gets what its own functions return. The text is read from a copy, and before the
 * page's functions run, so that it is known when the renderer applies the result.
 */
function tapPatched(response: Response, exchange: number, wire: WireListener): void {
  const { received, parsed, unreadable } = bodyListener(exchange, wire);
  // Called with the response as `this`.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { json: pageJson, text: pageText } = response;
  let body: string | null = null;
  const copied = NATIVE_TEXT.call(response.clone()).then(
    (text) => {
      body = text;
      received(text);
    },
    () => undefined,
  );
  const json = (): Promise<unknown> =>
    copied.then(() =>
      pageJson.call(response).then(
        (value: unknown) => {
          parsed(value);
          return value;
        },
        (error: unknown) => {
          unreadable(body);
          throw error;
        },
      ),
    );
  replaceReaders(response, json, () => copied.then(() => pageText.call(response)));
}

function replaceReaders(response: Response, json: () => Promise<unknown>, text: () => Promise<string>): void {
  Object.defineProperties(response, {
    text: { configurable: true, writable: true, value: text },
    json: { configurable: true, writable: true, value: json },
  });
}
