import { stripHash } from '../../dash/component-id';
import { toMilliseconds, type Milliseconds } from '../../lib/brand';
import type { AgentEvent } from '../../protocol/events';
import { createDurations, NO_ACTIVITY, noteSettled } from '../callback-activity';
import { resultBeforeLeaving } from '../result';
import { asOwner, type OpenCalls, type Owned, type TraceState } from '../state';
import { callIdOf, toPropId, type Call, type CallbackKey, type CallId } from '../types';
import { updateCall } from './calls';
import { departureOf } from './departure';
import { newest, ownRule, sliceHandler } from './handler';

/** How many properties have their changes counted; the least recently written ones are dropped. */
const MOST_PROPS = 20_000;
/** How many writes are kept in order: more than ever happen between two updates of the graph. */
export const MOST_IN_ORDER = 10_000;
/** How many callbacks have their figures kept; those called first are dropped first. */
const MOST_CALLBACKS = 20_000;

/**
 * Live figures per callback and per property. A call is counted in the state in which the previous handlers left it.
 */
export const activityHandler = sliceHandler({
  name: 'activity',
  after: ['calls', 'sockets', 'jobs', 'exchanges'],
  create: () => ({
    activity: new Map(),
    durations: new Map(),
    open: new Map(),
    touched: new Set(),
    props: new Map(),
    written: { from: 0, props: [] },
  }),
  limits: {
    activity: newest(MOST_CALLBACKS),
    durations: newest(MOST_CALLBACKS),
    open: newest(MOST_CALLBACKS),
    touched: ownRule(MOST_CALLBACKS),
    props: newest(MOST_PROPS),
  },
  handle,
  finish,
});

/** A call that is no longer kept is not open either. */
export function forgetOpen(state: TraceState, { id, callback }: Call): void {
  const open = state.open.get(callback);
  if (open === undefined || !(open.waiting.delete(id) || open.running.delete(id))) return;
  asOwner('activity', state).touched.add(callback);
}

/** The document is gone at `at`: no response reaches the calls that are still open. */
export function leaveOpen(state: TraceState, at: Milliseconds): void {
  const own = asOwner('activity', state);
  const left = departureOf(state);
  for (const open of [...state.calls.values()]) {
    const { id, ended, phases, transport } = open;
    if (ended !== null) continue;
    const was = phases.sent === undefined ? 'waiting' : transport === 'page' ? 'in_page' : 'sent';
    // What it wrote may have made the browser leave: then its result was applied, and the page did not live to report it.
    const wrote = left?.call === id ? left.wrote : null;
    const result = wrote === null ? null : resultBeforeLeaving(open, wrote, state.app.dashVersion);
    const call = updateCall(state, id, () => ({
      ended: at,
      ...(result ?? { outcome: 'cancelled', reason: { code: 'page_left', params: { was } } }),
    }));
    if (call !== undefined) settle(own, call);
  }
  finish(own);
}

function handle(state: Owned<'activity'>, event: AgentEvent): void {
  if (event.type === 'props') noteWrites(state, event.id, Object.keys(event.props), event.at);
  if (!('call' in event) || typeof event.call !== 'number') return;
  const id = callIdOf(event.call);
  const call = state.calls.get(id);
  if (call === undefined) return;
  if (event.type === 'requested') openOf(state, call.callback).waiting.add(id);
  else if (event.type === 'executing') {
    const { waiting, running } = openOf(state, call.callback);
    waiting.delete(id);
    running.add(id);
  } else if (event.type === 'finished' || event.type === 'applied' || event.type === 'ended') settle(state, call);
}

/**
 * Records which calls are open, once per batch: with thousands of open calls of one callback, a new list per event
 * would take quadratic time.
 */
function finish(state: Owned<'activity'>): void {
  for (const key of state.touched) {
    const { waiting, running } = openOf(state, key);
    const before = state.activity.get(key) ?? NO_ACTIVITY;
    state.activity.set(key, { ...before, waiting: [...waiting], running: [...running] });
    if (waiting.size + running.size === 0) state.open.delete(key);
  }
  state.touched.clear();
}

function openOf(state: Owned<'activity'>, key: CallbackKey): OpenCalls {
  state.touched.add(key);
  const known = state.open.get(key);
  if (known) return known;
  const fresh: OpenCalls = { waiting: new Set<CallId>(), running: new Set<CallId>() };
  state.open.set(key, fresh);
  return fresh;
}

function settle(state: Owned<'activity'>, call: Call): void {
  if (call.ended === null) return;
  const { waiting, running } = openOf(state, call.callback);
  const wasWaiting = waiting.delete(call.id);
  const wasRunning = running.delete(call.id);
  if (!wasWaiting && !wasRunning) return;
  const own = state.durations.get(call.callback) ?? createDurations();
  state.durations.set(call.callback, own);
  state.activity.set(call.callback, noteSettled(state.activity.get(call.callback) ?? NO_ACTIVITY, call, own));
}

function noteWrites(state: Owned<'activity'>, id: string, properties: readonly string[], at: number): void {
  if (id === '') return;
  for (const property of properties) {
    const propId = toPropId(`${id}.${stripHash(property)}`);
    const before = state.props.get(propId);
    // Moved to the end: the most recently written property is dropped last.
    state.props.delete(propId);
    state.props.set(propId, { changes: (before?.changes ?? 0) + 1, lastAt: toMilliseconds(at) });
    state.written.props.push(propId);
  }
  const { from, props } = state.written;
  // A new object: earlier models keep the old one, to which their numbers belong.
  if (props.length > MOST_IN_ORDER)
    state.written = { from: from + props.length - MOST_IN_ORDER / 2, props: props.slice(-MOST_IN_ORDER / 2) };
}
