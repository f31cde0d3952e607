import { isOlderThan } from '../../dash/version';
import { toMilliseconds, type Milliseconds } from '../../lib/brand';
import type { JsonObject } from '../../lib/json';
import { MOST_HTML, type AgentEvent, type EventOf } from '../../protocol/events';
import { wordsOfPage, readServerError } from '../../dash/server-error';
import { textOf, toBody } from '../body';
import { parseServerTiming } from '../server-timing';
import { whyFailed } from '../end-reason';
import { callbackPath, type ExchangeRecord, type Owned, type TraceState } from '../state';
import { callIdOf, type Call } from '../types';
import { updateCall } from './calls';
import { newest, sliceHandler } from './handler';

/** Bounds the requests that never get a response. */
const MOST_EXCHANGES = 20_000;

/**
 * Requests and responses. Polls of a background job belong to the job, not to the call's own phases. It drops a request
 * when the response arrives, so handlers that need its record run earlier.
 */
export const exchangesHandler = sliceHandler({
  name: 'exchanges',
  after: ['app', 'calls', 'side-updates', 'jobs'],
  create: () => ({ exchanges: new Map() }),
  limits: { exchanges: newest(MOST_EXCHANGES) },
  handle,
});

function handle(state: Owned<'exchanges'>, event: AgentEvent): void {
  const at = toMilliseconds(event.at);
  switch (event.type) {
    case 'sent': {
      const id = callIdOf(event.call);
      const job = new URLSearchParams(event.url.split('?')[1] ?? '').get('job');
      state.exchanges.set(event.exchange, { call: id, job, at, status: null });
      if (job !== null) break;
      updateCall(state, id, ({ phases, status, requests = 1 }) => ({
        // A retry after an expired token is a second request of the same call; waiting began with the first one.
        transport: 'http',
        phases: { ...phases, sent: status === null ? at : (phases.sent ?? at) },
        request: event.body === null ? null : toBody(event.body, defaultsOf(state)),
        ...(status === null ? {} : { requests: requests + 1 }),
      }));
      break;
    }
    case 'headers': {
      const exchange = state.exchanges.get(event.exchange);
      if (exchange === undefined) break;
      state.exchanges.set(event.exchange, {
        ...exchange,
        status: event.status,
        ...(event.redirected === undefined ? {} : { redirected: event.redirected }),
      });
      updateCall(state, exchange.call, ({ phases }) => ({
        status: event.status,
        // The body of an earlier request, such as the previous poll, says nothing about this one.
        response: null,
        ...(exchange.job === null
          ? { server: parseServerTiming(event.serverTiming), phases: { ...phases, firstByte: at } }
          : {}),
      }));
      break;
    }
    case 'received': {
      const exchange = state.exchanges.get(event.exchange);
      if (exchange === undefined) break;
      updateCall(state, exchange.call, (call) => {
        const response = event.body === null ? null : toBody(event.body);
        // The renderer reads an error page only after it has settled the call, so this is not a phase of the call.
        if (call.outcome === 'error') return { response, ...explained(state, call, textOf(response)) };
        return { response, phases: { ...call.phases, received: at } };
      });
      if (event.body === null) state.exchanges.delete(event.exchange);
      break;
    }
    case 'parsed': {
      const exchange = state.exchanges.get(event.exchange);
      if (exchange === undefined) break;
      state.exchanges.delete(event.exchange);
      updateCall(state, exchange.call, ({ phases }) => ({ phases: { ...phases, parsed: at } }));
      break;
    }
    case 'unreadable': {
      const exchange = state.exchanges.get(event.exchange);
      if (exchange === undefined) break;
      updateCall(state, exchange.call, () => unreadable(event, exchange, at));
      break;
    }
    case 'failed': {
      const exchange = state.exchanges.get(event.exchange);
      if (exchange === undefined) break;
      state.exchanges.delete(event.exchange);
      updateCall(state, exchange.call, () => ({
        reason: { code: 'server_unreachable', params: { detail: event.message } },
      }));
      break;
    }
    case 'error':
      if (event.html !== null) explainError(state, event.html);
      break;
    default:
      break;
  }
}

function unreadable(
  { what, start }: EventOf<'unreadable'>,
  { redirected, job }: ExchangeRecord,
  at: Milliseconds,
): Partial<Call> {
  const body = wordsOfPage(start);
  return {
    outcome: 'unreadable',
    ended: at,
    reason: {
      code: 'unreadable_response',
      params: { what, redirected: redirected === undefined ? null : pathOf(redirected), poll: job !== null },
    },
    error: {
      message: '',
      from: what === 'broken' ? 'network' : 'gateway',
      ...(body === '' ? {} : { body }),
      ...(redirected === undefined ? {} : { url: redirected }),
    },
  };
}

/** The path of a URL; for another site, the whole URL without its query. */
function pathOf(address: string): string {
  const match = /^(https?:\/\/[^/?#]*)([^?#]*)/.exec(address);
  return match?.[2] ?? address;
}

/** What the server's page says about an error. */
function explained(state: TraceState, call: Call, text: string | undefined): Pick<Call, 'error' | 'reason'> {
  const error = readServerError(call.status ?? 0, text);
  return { error, reason: whyFailed(call, error, callbackPath(state)) };
}

/** An error page that is too large to be sent with its response is reported by the renderer right after it. */
function explainError(state: TraceState, html: string): void {
  const calls = [...state.calls.values()];
  const call = calls.findLast(
    ({ outcome, error, response }) =>
      outcome === 'error' &&
      error?.traceback === undefined &&
      response?.bytes !== undefined &&
      Math.min(response.bytes ?? 0, MOST_HTML) === html.length &&
      textOf(response) === undefined,
  );
  if (call !== undefined) updateCall(state, call.id, (failed) => explained(state, failed, html));
}

/** Up to 3.0 `ctx.outputs_list` of a callback without outputs is None, since 3.1 an empty list. */
const defaultsOf = ({ app }: TraceState): JsonObject => (isOlderThan(app.dashVersion, 3, 1) ? { outputs: null } : {});
