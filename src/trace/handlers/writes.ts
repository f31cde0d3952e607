import { toMilliseconds } from '../../lib/brand';
import type { AgentEvent, EventOf } from '../../protocol/events';
import { keepNewest, type TraceState } from '../state';
import { toCallId, toPropId, type PropWrite } from '../types';

/** How many writes of one property are kept. */
const MOST_WRITES = 200;
const MOST_PROPS = 20_000;

/** Who wrote a property, in order. Side updates are named once their call is known. */
export function handleWrites(state: TraceState, event: AgentEvent): void {
  if (event.type !== 'props' || event.id === '') return;
  const call = event.call === null ? (state.writers.get(event.seq) ?? null) : toCallId(`c${event.call}`);
  for (const [property, value] of Object.entries(event.props)) {
    const propId = toPropId(`${event.id}.${property}`);
    const write: PropWrite = { at: toMilliseconds(event.at), origin: originOf(event, call !== null), call, value };
    const before = state.history.get(propId) ?? [];
    // At the end: what is written most lately is forgotten last.
    state.history.delete(propId);
    state.history.set(propId, [...before.slice(1 - MOST_WRITES), write]);
  }
  keepNewest(state.history, MOST_PROPS);
}

function originOf({ origin, component }: EventOf<'props'>, hasCall: boolean): PropWrite['origin'] {
  if (origin === 'component') return component.endsWith('.Interval') ? 'interval' : 'user';
  return origin === 'unknown' && hasCall ? 'side-update' : origin;
}
