import { toMilliseconds } from '../../lib/brand';
import { jsonSize } from '../../lib/json-size';
import type { JsonValue } from '../../lib/json';
import type { AgentEvent } from '../../protocol/events';
import { addEvent, type TraceState } from '../state';
import { toCallId, toPropId, type CallId, type PropId } from '../types';

/** How many settled calls are kept; older ones are forgotten, and counted. */
export const MOST_CALLS = 10_000;
/** Beyond this also calls that never settled are forgotten. */
export const MOST_OPEN = 2 * MOST_CALLS;
/**
 * How many characters of JSON the kept calls may hold together. A recording of small calls never comes near; one of large
 * calls keeps fewer of them. Parsed, a character takes some bytes.
 */
export const MOST_CHARACTERS = 24_000_000;
/** The same for the values in the histories of properties. */
export const MOST_WRITTEN = 8_000_000;
/** What a call holds beside its bodies. */
const BASE = 400;
/** What part of a limit is left after some were forgotten: one by one would cost time with every call. */
const LEFT = 0.9;

/** Keeps a trace within its limits, the oldest going first. */
export interface Limits {
  /** Comes after all other handlers: it counts what they kept. */
  readonly handle: (state: TraceState, event: AgentEvent) => void;
  /** Counts characters that a call holds. */
  readonly hold: (state: TraceState, call: CallId, characters: number) => void;
}

export function createLimits(): Limits {
  const sizes = new Map<CallId, number>();
  let held = 0;
  const written = createWritten();
  /** With so many calls nothing could be forgotten: all of them are open. */
  let futile = 0;

  const hold = (state: TraceState, call: CallId, characters: number): void => {
    if (characters === 0 || !state.calls.has(call)) return;
    sizes.set(call, (sizes.get(call) ?? 0) + characters);
    held += characters;
  };

  const forgetOldest = (state: TraceState, at: number): void => {
    const mostCalls = state.calls.size > MOST_CALLS ? MOST_CALLS * LEFT + 1 : Infinity;
    const most = held > MOST_CHARACTERS ? MOST_CHARACTERS * LEFT : Infinity;
    const mostOpen = state.calls.size > MOST_OPEN ? MOST_OPEN * LEFT : Infinity;
    let forgotten = 0;
    for (const [id, call] of state.calls) {
      if (state.calls.size <= mostCalls && held <= most) break;
      if (call.ended === null && state.calls.size <= mostOpen) continue;
      forgotten++;
      state.calls.delete(id);
      held -= sizes.get(id) ?? 0;
      sizes.delete(id);
    }
    futile = forgotten === 0 ? state.calls.size : 0;
    if (forgotten === 0) return;
    state.callIds = null;
    addEvent(state, { at: toMilliseconds(at), type: 'dropped', what: 'calls', count: forgotten });
  };

  return {
    hold,
    handle(state, event) {
      switch (event.type) {
        case 'requested':
          hold(state, toCallId(`c${event.call}`), BASE);
          break;
        case 'sent':
          hold(state, toCallId(`c${event.call}`), event.body?.inline?.length ?? 0);
          break;
        case 'received': {
          const call = state.exchanges.get(event.exchange)?.call;
          if (call !== undefined) hold(state, call, event.body?.inline?.length ?? 0);
          break;
        }
        case 'finished':
          hold(state, toCallId(`c${event.call}`), sizeOf(event.payload) + sizeOf(event.data) + sizeOf(event.before));
          break;
        case 'props':
          if (event.id !== '') written(state, event.id, event.props);
          return;
        default:
          return;
      }
      const isFull = state.calls.size > MOST_CALLS || held > MOST_CHARACTERS;
      if (isFull && state.calls.size > futile * (2 - LEFT)) forgetOldest(state, event.at);
    },
  };
}

const sizeOf = (value: JsonValue): number => (value === null ? 0 : jsonSize(value));

/** Counts what the histories of properties hold; those written longest ago go first, as `state.history` is in that order. */
function createWritten(): (state: TraceState, id: string, props: Readonly<Record<string, JsonValue>>) => void {
  const sizes = new Map<PropId, { readonly characters: number; readonly writes: number }>();
  let total = 0;
  return (state, id, props) => {
    for (const [property, value] of Object.entries(props)) {
      const propId = toPropId(`${id}.${property}`);
      const writes = state.history.get(propId);
      if (writes === undefined) continue;
      const before = sizes.get(propId) ?? { characters: 0, writes: 0 };
      // What a history's own limit made it forget was counted too: now and then it is counted anew.
      const isDue = before.writes >= writes.length * 2;
      const characters = isDue
        ? writes.reduce((sum, write) => sum + jsonSize(write.value), 0)
        : before.characters + jsonSize(value);
      sizes.set(propId, { characters, writes: isDue ? writes.length : before.writes + 1 });
      total += characters - before.characters;
    }
    if (total <= MOST_WRITTEN) return;
    for (const propId of state.history.keys()) {
      if (total <= MOST_WRITTEN * LEFT) break;
      total -= sizes.get(propId)?.characters ?? 0;
      sizes.delete(propId);
      state.history.delete(propId);
    }
  };
}
