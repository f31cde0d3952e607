import { toMilliseconds } from '../../lib/brand';
import { jsonSize } from '../../lib/json-size';
import type { JsonValue } from '../../lib/json';
import type { AgentEvent } from '../../protocol/events';
import { asOwner, type Owned, type TraceState } from '../state';
import { callIdOf, type CallId } from '../types';
import { forgetOpen } from './activity';
import { forgetCall, MOST_CALLS, MOST_OPEN } from './calls';
import { ownRule, sliceHandler } from './handler';
import { addEvent, noteForgotten } from './log';

/**
 * How many characters of JSON the kept calls may hold in total. A recording of small calls stays far below; one of
 * large calls keeps fewer of them. A parsed character takes several bytes.
 */
export const MOST_CHARACTERS = 24_000_000;
/** What a call holds in addition to its bodies. */
const BASE = 400;
/** The fraction of a limit that remains after dropping: dropping calls one by one would cost time with every call. */
const LEFT = 0.9;

/**
 * Keeps the calls within their limits; the oldest are dropped first. Runs after all handlers that record calls, because
 * it counts what they kept.
 */
export const limitsHandler = sliceHandler({
  name: 'limits',
  after: ['calls', 'side-updates', 'outlines', 'sockets', 'jobs', 'exchanges', 'causes', 'activity', 'writes'],
  create: () => ({ sizes: new Map(), held: 0, futile: 0 }),
  limits: { sizes: ownRule(MOST_OPEN) },
  handle,
});

/** Counts the characters that a call holds. */
export function hold(state: TraceState, call: CallId, characters: number): void {
  if (characters === 0 || !state.calls.has(call)) return;
  const own = asOwner('limits', state);
  own.sizes.set(call, (own.sizes.get(call) ?? 0) + characters);
  own.held += characters;
}

function handle(state: Owned<'limits'>, event: AgentEvent): void {
  switch (event.type) {
    case 'requested':
      hold(state, callIdOf(event.call), BASE);
      break;
    case 'sent':
      hold(state, callIdOf(event.call), event.body?.inline?.length ?? 0);
      break;
    case 'received': {
      const call = state.exchanges.get(event.exchange)?.call;
      if (call !== undefined) hold(state, call, event.body?.inline?.length ?? 0);
      break;
    }
    case 'finished':
      hold(state, callIdOf(event.call), sizeOf(event.payload) + sizeOf(event.data) + sizeOf(event.before));
      break;
    case 'props': {
      const writer = state.writers.get(event.seq);
      if (writer === undefined) return;
      hold(state, writer, jsonSize(event.props));
      break;
    }
    default:
      return;
  }
  const isFull = state.calls.size > MOST_CALLS || state.held > MOST_CHARACTERS;
  if (isFull && state.calls.size > state.futile * (2 - LEFT)) forgetOldest(state, event.at);
}

function forgetOldest(state: Owned<'limits'>, at: number): void {
  const mostCalls = state.calls.size > MOST_CALLS ? MOST_CALLS * LEFT + 1 : Infinity;
  const most = state.held > MOST_CHARACTERS ? MOST_CHARACTERS * LEFT : Infinity;
  const mostOpen = state.calls.size > MOST_OPEN ? MOST_OPEN * LEFT : Infinity;
  let forgotten = 0;
  for (const [id, call] of state.calls) {
    if (state.calls.size <= mostCalls && state.held <= most) break;
    if (call.ended === null && state.calls.size <= mostOpen) continue;
    forgotten++;
    forgetCall(state, id);
    forgetOpen(state, call);
    state.held -= state.sizes.get(id) ?? 0;
    state.sizes.delete(id);
  }
  state.futile = forgotten === 0 ? state.calls.size : 0;
  if (forgotten === 0) return;
  noteForgotten(state, 'calls', forgotten);
  addEvent(state, { at: toMilliseconds(at), type: 'dropped', what: 'calls', count: forgotten });
}

const sizeOf = (value: JsonValue): number => (value === null ? 0 : jsonSize(value));
