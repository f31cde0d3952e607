import { isInterval } from '../../dash/renderer-rules';
import { parseId, splitPropId, stringifyId } from '../../dash/component-id';
import { familyKey, resolvePattern } from '../../dash/pattern';
import { toMilliseconds } from '../../lib/brand';
import { isJsonObject, parseJson } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import { isInLayout } from '../in-layout';
import { asOwner, type Owned, type TraceState } from '../state';
import { toCallbackKey, callIdOf, toPropId, type CallId, type Cause, type PropId } from '../types';
import { updateCall } from './calls';
import { newest, sliceHandler } from './handler';
import { layoutChangeOf } from './layout';
import { addEvent } from './log';
import { nameRemovals } from './removals';

/** How many writes are kept whose writer, or whose calls, may still become known. */
const MOST_WRITES = 2_000;
/** How many writes and open causes of one turn are kept. */
const MOST_IN_TURN = 20_000;
const MOST_REMEMBERED = 20_000;
/** How many causes of one call are kept: of thousands of merged requests the latest are enough. */
const MOST_CAUSES = 1_000;

/**
 * Why calls were requested. A component's own write comes right after the request it causes, other writes right before
 * theirs, all within one turn of the page (docs/dash-internals.md#requests); so causes may stay open until the turn is
 * over.
 */
export const causesHandler = sliceHandler({
  name: 'causes',
  after: ['app', 'calls', 'side-updates', 'sockets'],
  create: () => ({
    turn: -1,
    turnWrites: [],
    openCauses: [],
    latestWrites: new Map(),
    layoutChanges: new Set(),
    writers: new Map(),
    setOff: new Map(),
    remembered: new Set(),
  }),
  limits: {
    turnWrites: newest(MOST_IN_TURN),
    openCauses: newest(MOST_IN_TURN),
    latestWrites: newest(MOST_WRITES),
    layoutChanges: newest(MOST_WRITES),
    writers: newest(MOST_WRITES),
    setOff: newest(MOST_WRITES),
    remembered: newest(MOST_REMEMBERED),
  },
  handle,
});

/** A write was found to be a call's side update: it becomes the cause of the calls that the write triggered, earlier ones too. */
export function nameWriter(state: TraceState, write: number, call: CallId): void {
  asOwner('causes', state).writers.set(write, call);
  for (const id of state.setOff.get(write) ?? []) {
    updateCall(state, id, ({ causes }) => ({
      causes: causes.map((cause) => {
        if (cause.call !== undefined) return cause;
        if (cause.type === 'component') return cause.wrote === undefined ? cause : { ...cause, call };
        return cause.type === 'side-update' || cause.type === 'unknown'
          ? { ...cause, type: 'side-update', call }
          : cause;
      }),
    }));
  }
}

function addCause(state: TraceState, id: CallId, cause: Cause): void {
  updateCall(state, id, ({ causes }) => ({
    causes: [
      ...causes.filter((other) => other.type !== 'unknown' || other.prop_id !== cause.prop_id).slice(1 - MOST_CAUSES),
      cause,
    ],
  }));
}

function handle(state: Owned<'causes'>, event: AgentEvent): void {
  if (event.turn !== state.turn) {
    closeTurn(state);
    state.turn = event.turn;
  }
  if (event.type === 'props') noteRemembered(state, event);
  if (event.type === 'props' && !isOwn(event)) noteLatest(state, event);
  if (event.type === 'ids') noteRemovals(state, event);
  if (event.type === 'requested') explain(state, event);
  else if (event.type === 'ended' && event.reason === 'merged' && event.by !== null)
    passOn(state, event.call, event.by);
  else if (event.type === 'props' && (event.origin !== 'output' || event.restored !== undefined)) {
    state.turnWrites.push(event);
    recordInput(state, event);
    const open = state.openCauses;
    state.openCauses = open.filter(({ call, propId }) => {
      if (!writes(event, propId)) return true;
      addCause(state, call, causeOf(state, event, propId, true, call));
      noteSetOff(state, event, call);
      return false;
    });
  }
}

function closeTurn(state: Owned<'causes'>): void {
  for (const { call, propId } of state.openCauses)
    addCause(state, call, { type: 'unknown', prop_id: toPropId(propId) });
  state.openCauses = [];
  state.turnWrites = [];
}

function explain(state: Owned<'causes'>, event: EventOf<'requested'>): void {
  const id = callIdOf(event.call);
  const by = event.by.map((call) => callIdOf(call));
  if (event.changed.length === 0) {
    if (by.length === 0) explainUntriggered(state, event, id);
    for (const call of by) {
      addCause(state, id, { type: 'layout', call });
      state.layoutChanges.add(call);
    }
    return;
  }
  for (const [propId, flag] of event.changed) {
    const prop_id = toPropId(propId);
    if (flag === true || (flag === 1 && by.length > 0)) {
      if (by.length === 0) addCause(state, id, { type: 'unknown', prop_id });
      for (const call of by)
        addCause(
          state,
          id,
          flag === true ? { type: 'call', prop_id, call } : { type: 'layout', prop_id, call, ...whatOf(state, propId) },
        );
      continue;
    }
    const write = writeBefore(state, propId, event);
    if (write === undefined) state.openCauses.push({ call: id, propId });
    else {
      const writer = state.writers.get(write.seq);
      const cause = causeOf(state, write, propId, false, id);
      addCause(state, id, writer === undefined ? cause : { ...cause, type: 'side-update', call: writer });
      noteSetOff(state, write, id);
    }
  }
}

/** If one call alone changed the layout since the page last reported its ids, it removed what is gone. */
function noteRemovals(state: Owned<'causes'>, event: EventOf<'ids'>): void {
  const [by, ...others] = state.layoutChanges;
  state.layoutChanges.clear();
  if (by === undefined || others.length > 0 || state.layout === null || event.whole === true) return;
  const { removed } = layoutChangeOf(state.layout, event);
  if (removed.length > 0) nameRemovals(state, by, removed);
}

/** The page reports its components when it is idle, so what is known now is the state before the request. */
function whatOf({ layout }: TraceState, propId: string): Pick<Cause, 'what'> {
  if (layout === null) return {};
  const { id } = splitPropId(propId);
  return { what: isInLayout(layout, stringifyId(parseId(id))) ? 'reinserted' : 'added' };
}

function explainUntriggered(state: TraceState, event: EventOf<'requested'>, id: CallId): void {
  if (!event.initial) addCause(state, id, { type: 'unknown' });
  else if (isBegunAnew(state, event)) addCause(state, id, { type: 'reconnect' });
  else {
    addCause(state, id, { type: 'initial', ...ledHere(state) });
    for (const prop_id of rememberedInputs(state, id)) addCause(state, id, { type: 'history', prop_id });
  }
}

/** The page itself is there because of a call of the page before. */
const ledHere = ({ arrival }: TraceState): Pick<Cause, 'before'> => (arrival === null ? {} : { before: arrival });

/** A component that appeared before anybody used the page came with it. */
const cameWithPage = (state: TraceState): Pick<Cause, 'before'> =>
  state.arrival === null || state.events.some(({ type }) => type === 'user') ? {} : ledHere(state);

/**
 * Inputs that the page loaded with a persisted value: the initial call ran with that value and not with the one in the
 * layout.
 */
function rememberedInputs(state: TraceState, id: CallId): readonly PropId[] {
  const call = state.calls.get(id);
  const inputs = call === undefined ? [] : (state.callbacks.get(call.callback)?.inputs ?? []);
  return [...state.remembered].filter((propId) => {
    const own = splitPropId(propId);
    const parsed = parseId(own.id);
    return inputs.some((input) => {
      if (input.property !== own.property) return false;
      if (typeof input.id === 'string' || typeof parsed === 'string') return input.id === own.id;
      const families = new Map([
        [
          familyKey(parsed),
          [
            Object.keys(parsed)
              .sort()
              .map((key) => parsed[key] ?? null),
          ],
        ],
      ]);
      return resolvePattern(input.id, families, call?.match ?? undefined).length > 0;
    });
  });
}

function noteRemembered(state: Owned<'causes'>, { id, props, origin }: EventOf<'props'>): void {
  if (origin !== 'persistence' && state.remembered.size === 0) return;
  for (const property of Object.keys(props)) {
    const propId = toPropId(`${id}.${property}`);
    if (origin === 'persistence') state.remembered.add(propId);
    else state.remembered.delete(propId);
  }
}

/**
 * After a lost websocket Dash requests callbacks with neither outputs nor inputs once more, as initial calls
 * (docs/dash-internals.md#lost-connection). Nothing else does so while an app is loaded.
 */
function isBegunAnew(state: TraceState, { call, output }: EventOf<'requested'>): boolean {
  const definition = state.callbacks.get(toCallbackKey(output));
  if (
    state.connection !== 'back' ||
    definition === undefined ||
    definition.outputs.length + definition.inputs.length > 0
  )
    return false;
  return [...state.calls.values()].some((other) => other.callback === definition.key && other.id !== callIdOf(call));
}

/**
 * The write before this request that triggered it. A component's own write comes after its request, and a write that
 * already triggered this callback does not trigger it again.
 */
function writeBefore(state: TraceState, propId: string, request: EventOf<'requested'>): EventOf<'props'> | undefined {
  const write = state.turnWrites.findLast((candidate) => candidate.origin !== 'component' && writes(candidate, propId));
  if (write === undefined) return undefined;
  const isAnswered = state.setOff.get(write.seq)?.some((id) => {
    const call = state.calls.get(id);
    return call?.callback === request.output && call.match === null;
  });
  return isAnswered === true ? undefined : write;
}

/** The request that survives a merge runs for the reasons of all of them, in the order of what changed. */
function passOn(state: Owned<'causes'>, from: number, to: number): void {
  const merged = state.calls.get(callIdOf(from));
  // A real trigger replaces the request of the page load; then the page load is no longer the reason.
  const causes = merged?.causes.filter(({ type }) => type !== 'initial') ?? [];
  updateCall(state, callIdOf(to), (call) => ({
    causes: inOrder(call.changed, [
      ...causes.filter((cause) => !call.causes.some((other) => isSame(cause, other))),
      ...call.causes,
    ]).slice(-MOST_CAUSES),
  }));
  state.openCauses = state.openCauses.map((open) =>
    open.call === merged?.id ? { ...open, call: callIdOf(to) } : open,
  );
}

function inOrder(changed: readonly string[], causes: readonly Cause[]): readonly Cause[] {
  const rank = ({ prop_id }: Cause): number => (prop_id === undefined ? changed.length : changed.indexOf(prop_id));
  return [...causes].sort((a, b) => rank(a) - rank(b));
}

const isSame = (a: Cause, b: Cause): boolean => a.type === b.type && a.prop_id === b.prop_id && a.call === b.call;

const noteSetOff = (state: Owned<'causes'>, { seq }: EventOf<'props'>, call: CallId): void => {
  setOffBy(state, seq, call);
};

function setOffBy(state: Owned<'causes'>, write: number, call: CallId): void {
  const known = state.setOff.get(write);
  if (known === undefined) state.setOff.set(write, [call]);
  else known.push(call);
}

function writes(event: EventOf<'props'>, propId: string): boolean {
  const { id, property } = splitPropId(propId);
  // Of an output only what came along with it: the renderer itself says which call its outputs are of.
  const isWritten =
    event.origin === 'output' ? event.restored?.includes(property) === true : Object.hasOwn(event.props, property);
  return isWritten && sameId(event.id, id);
}

/** Ids are compared as the renderer spells them, so the order of their keys does not matter. */
function sameId(a: string, b: string): boolean {
  if (a === b) return true;
  if (!a.startsWith('{') || !b.startsWith('{')) return false;
  const parsed = parseJson(b);
  return isJsonObject(parsed) && stringifyId(parsed) === a;
}

/** @param requestFirst the request came before the write */
function causeOf(
  state: Owned<'causes'>,
  event: EventOf<'props'>,
  propId: string,
  requestFirst: boolean,
  call: CallId,
): Cause {
  const prop_id = toPropId(propId);
  switch (event.origin) {
    case 'component':
      return ownChange(state, event, prop_id, call);
    case 'side-update':
    case 'websocket':
      return { type: 'side-update', prop_id };
    case 'clientside-set-props':
      return { type: 'clientside-set-props', prop_id };
    case 'output':
      return event.call === null
        ? { type: 'unknown', prop_id }
        : { type: 'call', prop_id, call: callIdOf(event.call), what: 'restored' };
    case 'history':
    case 'persistence':
      return { type: 'history', prop_id };
    default:
      // Before 3.0.2 the renderer does not report who wrote. However, only a component's own write follows its request;
      // for other writes it remains unknown whether a callback or a script made them.
      if (requestFirst) return ownChange(state, event, prop_id, call);
      return { type: 'unknown', prop_id };
  }
}

/** A component set its own property: an interval tick, a user action, or the component by itself. */
function ownChange(
  state: Owned<'causes'>,
  event: EventOf<'props'>,
  prop_id: Cause['prop_id'] & string,
  call: CallId,
): Cause {
  const cause = ownCause(state, event, prop_id, call);
  return event.shadowed === true ? { ...cause, shadowed: true } : cause;
}

function ownCause(
  state: Owned<'causes'>,
  { component, gesture, action, after }: EventOf<'props'>,
  prop_id: Cause['prop_id'] & string,
  call: CallId,
): Cause {
  if (isInterval(component)) return { type: 'interval', prop_id };
  if (gesture) return { type: 'user', prop_id, gesture: true, ...(action === undefined ? {} : { action }) };
  if (after === undefined) return { type: 'component', prop_id };
  if (after.what !== 'write' && after.what !== 'layout')
    return {
      type: 'component',
      prop_id,
      after: after.what,
      ...(after.what === 'mount' ? cameWithPage(state) : {}),
    };
  const write = state.latestWrites.get(after.id);
  if (write === undefined) return { type: 'component', prop_id };
  const writer = write.call ?? state.writers.get(write.seq);
  // The call that this side update belongs to may become known only later.
  if (writer === undefined) setOffBy(state, write.seq, call);
  return {
    type: 'component',
    prop_id,
    after: after.what === 'write' ? 'call' : 'layout',
    ...(writer === undefined ? {} : { call: writer }),
    wrote: toPropId(`${after.id}.${after.property}`),
  };
}

/** Before 3.0.2 the renderer does not report it; the page derived what it could. */
const isOwn = ({ origin, gesture, after }: EventOf<'props'>): boolean =>
  origin === 'component' || gesture || after !== undefined;

function noteLatest(state: Owned<'causes'>, { id, seq, call }: EventOf<'props'>): void {
  state.latestWrites.delete(id);
  state.latestWrites.set(id, { seq, call: call === null ? null : callIdOf(call) });
}

function recordInput(state: TraceState, { at, origin, component, id, props, gesture }: EventOf<'props'>): void {
  if (origin !== 'component') return;
  const type = isInterval(component) ? 'interval' : gesture ? 'user' : 'component';
  addEvent(state, { at: toMilliseconds(at), type, id, component, props });
}
