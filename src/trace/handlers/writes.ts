import { isInterval } from '../../dash/renderer-rules';
import { toMilliseconds } from '../../lib/brand';
import { jsonSize } from '../../lib/json-size';
import type { JsonValue } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import { asOwner, type Owned, type TraceState } from '../state';
import { callIdOf, toPropId, type CallId, type PropId, type PropWrite } from '../types';
import { ownRule, sliceHandler } from './handler';
import { noteForgotten } from './log';

/** How many writes of one property are kept. */
const MOST_WRITES = 200;
const MOST_PROPS = 20_000;
/** How many characters of JSON the values of all histories may hold in total. */
export const MOST_WRITTEN = 8_000_000;
/** The fraction that remains after dropping. */
const LEFT = 0.9;

/** Who wrote a property, in order. The call of a side update is added once it is known. */
export const writesHandler = sliceHandler({
  name: 'writes',
  after: ['side-updates', 'sockets'],
  create: () => ({ history: new Map(), historySizes: new Map(), historyTotal: 0 }),
  limits: { history: ownRule(MOST_PROPS), historySizes: ownRule(MOST_PROPS) },
  handle,
});

/** `running` is recognised only when the request leaves, after its writes were noted. */
export function nameInHistory(state: TraceState, event: EventOf<'props'>, call: CallId): void {
  const own = asOwner('writes', state);
  for (const property of Object.keys(event.props)) {
    const propId = toPropId(`${event.id}.${property}`);
    const writes = own.history.get(propId);
    if (writes === undefined) continue;
    own.history.set(
      propId,
      writes.map((write) =>
        write.at === event.at && write.call === null ? { ...write, call, origin: 'side-update' } : write,
      ),
    );
  }
}

function handle(state: Owned<'writes'>, event: AgentEvent): void {
  if (event.type !== 'props' || event.id === '') return;
  const call = event.call === null ? (state.writers.get(event.seq) ?? null) : callIdOf(event.call);
  for (const [property, value] of Object.entries(event.props)) {
    const propId = toPropId(`${event.id}.${property}`);
    const origin = event.restored?.includes(property) === true ? 'persistence' : originOf(event, call !== null);
    const write: PropWrite = { at: toMilliseconds(event.at), origin, call, value };
    const before = state.history.get(propId) ?? [];
    // Moved to the end: the most recently written property is dropped last.
    state.history.delete(propId);
    state.history.set(propId, [...before.slice(1 - MOST_WRITES), write]);
    measure(state, propId, value);
  }
  forgetOldest(state);
}

function originOf({ origin, component, gesture }: EventOf<'props'>, hasCall: boolean): PropWrite['origin'] {
  if (origin === 'component') return isInterval(component) ? 'interval' : gesture ? 'user' : 'component';
  return origin === 'unknown' && hasCall ? 'side-update' : origin;
}

/** Counts what a history holds with its newest value. */
function measure(state: Owned<'writes'>, propId: PropId, value: JsonValue): void {
  const writes = state.history.get(propId) ?? [];
  const before = state.historySizes.get(propId) ?? { characters: 0, writes: 0 };
  // Entries that a history dropped because of its own limit are still included: from time to time everything is counted
  // again.
  const isDue = before.writes >= writes.length * 2;
  const characters = isDue
    ? writes.reduce((sum, write) => sum + jsonSize(write.value), 0)
    : before.characters + jsonSize(value);
  state.historySizes.set(propId, { characters, writes: isDue ? writes.length : before.writes + 1 });
  state.historyTotal += characters - before.characters;
}

/** The histories written longest ago are dropped first: `history` is in that order. */
function forgetOldest(state: Owned<'writes'>): void {
  const most = state.history.size > MOST_PROPS ? MOST_PROPS * LEFT : Infinity;
  const mostWritten = state.historyTotal > MOST_WRITTEN ? MOST_WRITTEN * LEFT : Infinity;
  if (most === Infinity && mostWritten === Infinity) return;
  let count = 0;
  for (const propId of state.history.keys()) {
    if (state.history.size <= most && state.historyTotal <= mostWritten) break;
    state.historyTotal -= state.historySizes.get(propId)?.characters ?? 0;
    state.historySizes.delete(propId);
    state.history.delete(propId);
    count++;
  }
  noteForgotten(state, 'history', count);
}
