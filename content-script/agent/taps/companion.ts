import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import {
  COMPANION_HEADER,
  COMPANION_ROUTE,
  COMPANION_SOCKET_ROUTE,
  MOST_DESCRIBED,
  type EventBody,
} from '../../../src/protocol/events';
import { requestBase } from './app-facts';
import { guard } from './guard';

/** Milliseconds in which the responses of several calls over the websocket are collected into one request. */
const GATHER = 300;
/** Unanswered requests do not accumulate without bound. */
const MOST_OPEN = 2_000;

/** The page's requests to the companion package of its app. */
export interface Companion {
  /** The names and source locations of the callbacks. */
  readonly ask: () => void;
  /** A call over the websocket got its response: it has no headers, so its times are requested. */
  readonly socketAnswered: (requestId: string, call: number) => void;
}

/**
 * The companion package of the app. An app without it says nothing of it in its config, and then nothing is asked.
 * @param record gets what the server reported
 */
export function createCompanion(
  page: Window,
  config: Readonly<Record<string, unknown>>,
  record: (body: EventBody) => void,
  fault: (error: unknown) => void,
): Companion {
  const isThere = typeof config['callback_devtools'] === 'object' && config['callback_devtools'] !== null;
  const base = (requestBase(config) ?? '/').replace(/\/?$/, '/');
  const open = new Map<string, number>();
  let isGathering = false;

  const askFor = (route: string, use: (answer: JsonObject) => void): void => {
    guard(fault, () => {
      page
        .fetch(base + route, { credentials: 'same-origin', headers: { [COMPANION_HEADER]: '1' } })
        .then((response): Promise<unknown> | null => (response.ok ? response.json() : null))
        .then((answer) => {
          const reported = answer as JsonValue;
          if (isJsonObject(reported)) use(reported);
        })
        .catch(fault);
    });
  };

  const askForTimes = (): void => {
    isGathering = false;
    const pages = new Set([...open.keys()].map((requestId) => requestId.slice(0, requestId.lastIndexOf('-'))));
    const asked = new Map(open);
    // What is not answered now never is: another process of the server may have handled the call.
    open.clear();
    for (const renderer of pages) {
      askFor(`${COMPANION_SOCKET_ROUTE}?renderer=${encodeURIComponent(renderer)}`, ({ calls }) => {
        if (!isJsonObject(calls)) return;
        for (const [requestId, parts] of Object.entries(calls)) {
          const call = asked.get(requestId);
          if (call !== undefined && isJsonObject(parts)) record({ type: 'server-time', call, parts });
        }
      });
    }
  };

  return {
    ask() {
      if (!isThere) return;
      askFor(COMPANION_ROUTE, ({ callbacks }) => {
        if (Array.isArray(callbacks))
          record({ type: 'companion', callbacks: (callbacks as readonly JsonValue[]).slice(0, MOST_DESCRIBED) });
      });
    },
    socketAnswered(requestId, call) {
      if (!isThere || open.size >= MOST_OPEN) return;
      open.set(requestId, call);
      if (isGathering) return;
      isGathering = true;
      page.setTimeout(askForTimes, GATHER);
    },
  };
}
