import { readSideUpdate, sharedProps, type SideWrite } from '../../dash/side-update';
import { toMilliseconds } from '../../lib/brand';
import { isJsonObject, type JsonValue } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import { keepNewest, nameWriter, updateCall, type TraceState } from '../state';
import { toCallId, toCallbackKey, toPropId, type Call, type CallId, type SideUpdateOrigin } from '../types';

/** Background calls whose first answer is remembered until their job is over. */
const MOST_DEFAULTS = 1_000;

interface Asked {
  readonly origin: SideUpdateOrigin;
  readonly writes: readonly SideWrite[];
}

/**
 * Says which call a side update belongs to. The renderer does not: it writes `running` right before it sends the
 * request, and `set_props`, `progress`, `runningOff` and `progressDefault` right after it took a response
 * (reference 3.5). So a write is the call's when it stands at that place and the call asked for that property.
 */
export function createSideUpdateHandler(): (state: TraceState, event: AgentEvent) => void {
  /** Writes nobody was found for yet. */
  let open: EventOf<'props'>[] = [];
  let answered: CallId | null = null;

  const attribute = (state: TraceState, event: EventOf<'props'>, id: CallId, asked: readonly Asked[]): boolean => {
    for (const { origin, writes } of asked) {
      const shared = sharedProps(writes, event.id, event.props);
      if (shared.length === 0) continue;
      const props = Object.fromEntries(shared.map((property) => [property, event.props[property] ?? null]));
      updateCall(state, id, ({ sideUpdates }) => ({
        sideUpdates: [...sideUpdates, { at: toMilliseconds(event.at), origin, props: { [event.id]: props } }],
      }));
      nameWriter(state, event.seq, id);
      nameInHistory(state, event, id);
      return true;
    }
    return false;
  };

  const afterAnswer = (state: TraceState, event: EventOf<'props'>): boolean => {
    const call = answered === null ? undefined : state.calls.get(answered);
    return call !== undefined && attribute(state, event, call.id, askedByAnswer(state, call));
  };

  return (state, event) => {
    switch (event.type) {
      case 'props':
        if (event.origin !== 'side-update' && event.origin !== 'unknown') break;
        if (!afterAnswer(state, event)) open.push(event);
        if (open.length > 200) open = open.slice(-100);
        break;
      case 'sent': {
        const definition = state.callbacks.get(
          state.calls.get(toCallId(`c${event.call}`))?.callback ?? toCallbackKey(''),
        );
        const asked: Asked[] = [{ origin: 'running', writes: readSideUpdate(definition?.running?.on) }];
        open = open.filter((write) => {
          if (write.turn !== event.turn) return false;
          return write.at > event.at || !attribute(state, write, toCallId(`c${event.call}`), asked);
        });
        break;
      }
      case 'parsed':
      case 'headers': {
        const ends = event.type === 'parsed' || event.status !== 200;
        const exchange = state.exchanges.get(event.exchange);
        if (!ends || exchange === undefined) break;
        answered = exchange.call;
        noteProgressDefault(state, exchange.call);
        break;
      }
      default:
        break;
    }
  };
}

/** `running` is recognised only when the request leaves, after its writes were noted. */
function nameInHistory(state: TraceState, event: EventOf<'props'>, call: CallId): void {
  for (const property of Object.keys(event.props)) {
    const propId = toPropId(`${event.id}.${property}`);
    const writes = state.history.get(propId);
    if (writes === undefined) continue;
    state.history.set(
      propId,
      writes.map((write) =>
        write.at === event.at && write.call === null ? { ...write, call, origin: 'side-update' } : write,
      ),
    );
  }
}

/** Told once, in the first answer of a background call; written when the job is over. */
function noteProgressDefault(state: TraceState, id: CallId): void {
  const body = state.calls.get(id)?.response?.json;
  if (isJsonObject(body) && body['progressDefault'] !== undefined)
    state.progressDefaults.set(id, body['progressDefault']);
  keepNewest(state.progressDefaults, MOST_DEFAULTS);
}

/** What a call may write once an answer is there, in the order in which the renderer does it. */
function askedByAnswer(state: TraceState, call: Call): readonly Asked[] {
  const body = call.response?.json;
  const part = (key: string): JsonValue | undefined => (isJsonObject(body) ? body[key] : undefined);
  const definition = state.callbacks.get(call.callback);
  return [
    { origin: 'set_props', writes: readSideUpdate(part('sideUpdate')) },
    { origin: 'progress', writes: readSideUpdate(part('progress')) },
    { origin: 'runningOff', writes: readSideUpdate(definition?.running?.off ?? part('runningOff')) },
    {
      origin: 'progressDefault',
      writes: readSideUpdate(state.progressDefaults.get(call.id) ?? part('progressDefault')),
    },
  ];
}
