import { patchOperations } from '../../dash/patch';
import { belongsTo, readSideUpdate, sharedProps, type SideWrite } from '../../dash/side-update';
import { toMilliseconds } from '../../lib/brand';
import { isJsonObject, type JsonValue } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import type { Owned, TraceState } from '../state';
import { updateCall } from './calls';
import { nameWriter } from './causes';
import { newest, sliceHandler } from './handler';
import { nameInHistory } from './writes';
import { callIdOf, toCallbackKey, type Call, type CallId, type SideUpdate, type SideUpdateOrigin } from '../types';

/** How many background calls have their first response kept until their job is over. */
const MOST_DEFAULTS = 1_000;

interface Asked {
  readonly origin: SideUpdateOrigin;
  readonly writes: readonly SideWrite[];
}

/** How many writes may wait for their call, and how many of them are kept when there are more. */
const MOST_UNCLAIMED = 200;
/** How many side updates are kept per call: a job may report its progress for hours. */
const MOST_SIDE_UPDATES = 500;

/**
 * Finds the call that a side update belongs to. The renderer does not report it: it writes `running` right before it
 * sends the request, and `set_props`, `progress`, `runningOff` and `progressDefault` right after it handled a response
 * (docs/dash-internals.md#background). So a write belongs to the call if it happens at that point and the call
 * requested a write of that property.
 */
export const sideUpdatesHandler = sliceHandler({
  name: 'side-updates',
  after: ['app', 'calls'],
  create: () => ({ unclaimed: [], answered: null, progressDefaults: new Map() }),
  limits: { unclaimed: newest(MOST_UNCLAIMED), progressDefaults: newest(MOST_DEFAULTS) },
  handle,
});

/** Adds what a call wrote in addition to its outputs; only the latest are kept. */
export function addSideUpdate(state: TraceState, id: CallId, update: SideUpdate): void {
  updateCall(state, id, ({ sideUpdates }) => ({ sideUpdates: [...sideUpdates.slice(1 - MOST_SIDE_UPDATES), update] }));
}

function handle(state: Owned<'side-updates'>, event: AgentEvent): void {
  switch (event.type) {
    case 'props':
      if (event.origin !== 'side-update' && event.origin !== 'unknown') break;
      if (!afterAnswer(state, event)) state.unclaimed.push(event);
      break;
    case 'sent': {
      const definition = state.callbacks.get(state.calls.get(callIdOf(event.call))?.callback ?? toCallbackKey(''));
      const asked: Asked[] = [{ origin: 'running', writes: readSideUpdate(definition?.running?.on) }];
      state.unclaimed = state.unclaimed.filter((write) => {
        if (write.turn !== event.turn) return false;
        return write.at > event.at || !attribute(state, write, callIdOf(event.call), asked);
      });
      break;
    }
    case 'parsed':
    case 'headers': {
      const ends = event.type === 'parsed' || event.status !== 200;
      const exchange = state.exchanges.get(event.exchange);
      if (!ends || exchange === undefined) break;
      state.answered = exchange.call;
      noteProgressDefault(state, exchange.call);
      break;
    }
    default:
      break;
  }
}

function attribute(state: TraceState, event: EventOf<'props'>, id: CallId, asked: readonly Asked[]): boolean {
  for (const { origin, writes } of asked) {
    const shared = sharedProps(writes, event.id, event.props);
    if (shared.length === 0) continue;
    const props = Object.fromEntries(
      shared.map((property) => [property, patchFor(writes, event.id, property) ?? event.props[property] ?? null]),
    );
    addSideUpdate(state, id, { at: toMilliseconds(event.at), origin, props: { [event.id]: props } });
    nameWriter(state, event.seq, id);
    nameInHistory(state, event, id);
    return true;
  }
  return false;
}

/** What was given as a patch is shown as its operations, like an output; the value it led to is in the history of the property. */
const patchFor = (writes: readonly SideWrite[], id: string, property: string): JsonValue | undefined =>
  writes.find(
    (write) => write.property === property && belongsTo(id, write.id) && patchOperations(write.value) !== undefined,
  )?.value;

function afterAnswer(state: Owned<'side-updates'>, event: EventOf<'props'>): boolean {
  const call = state.answered === null ? undefined : state.calls.get(state.answered);
  return call !== undefined && attribute(state, event, call.id, askedByAnswer(state, call));
}

/** Sent once, in the first response to a background call; written when the job is over. */
function noteProgressDefault(state: Owned<'side-updates'>, id: CallId): void {
  const body = state.calls.get(id)?.response?.json;
  if (isJsonObject(body) && body['progressDefault'] !== undefined)
    state.progressDefaults.set(id, body['progressDefault']);
}

/** What a call may write once a response has arrived, in the order in which the renderer writes it. */
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
