import { stripHash } from '../../dash/component-id';
import { toMilliseconds } from '../../lib/brand';
import type { AgentEvent } from '../../protocol/events';
import type { LatestNumbers } from '../../lib/latest-numbers';
import { createDurations, NO_ACTIVITY, noteSettled } from '../callback-activity';
import { keepNewest, type TraceState } from '../state';
import { toCallId, toPropId, type CallbackKey, type CallId } from '../types';

/** Properties whose changes are counted; those not written for longest are forgotten. */
const MOST_PROPS = 20_000;
/** Writes whose property is kept in order: more than ever come between two looks of the graph. */
export const MOST_IN_ORDER = 10_000;

/** Live figures per callback and per property. Runs after the call's own handler. */
export interface ActivityHandler {
  readonly handle: (state: TraceState, event: AgentEvent) => void;
  /**
   * Writes down which calls are open. Once for many events: thousands of calls of one callback may be open at a time, and a
   * list of them for each event would be as many steps squared.
   */
  readonly flush: (state: TraceState) => void;
}

/** Calls of a callback that are not settled, oldest first. */
interface Open {
  readonly waiting: Set<CallId>;
  readonly running: Set<CallId>;
}

export function createActivityHandler(): ActivityHandler {
  const durations = new Map<CallbackKey, LatestNumbers>();
  const open = new Map<CallbackKey, Open>();
  const touched = new Set<CallbackKey>();

  const openOf = (key: CallbackKey): Open => {
    touched.add(key);
    const known = open.get(key);
    if (known) return known;
    const fresh: Open = { waiting: new Set(), running: new Set() };
    open.set(key, fresh);
    return fresh;
  };

  const settle = (state: TraceState, id: CallId): void => {
    const call = state.calls.get(id);
    if (call === undefined || call.ended === null) return;
    const { waiting, running } = openOf(call.callback);
    const wasWaiting = waiting.delete(id);
    const wasRunning = running.delete(id);
    if (!wasWaiting && !wasRunning) return;
    const own = durations.get(call.callback) ?? createDurations();
    durations.set(call.callback, own);
    state.activity.set(call.callback, noteSettled(state.activity.get(call.callback) ?? NO_ACTIVITY, call, own));
  };

  return {
    handle(state, event) {
      if (event.type === 'props') noteWrites(state, event.id, Object.keys(event.props), event.at);
      if (!('call' in event) || typeof event.call !== 'number') return;
      const id = toCallId(`c${event.call}`);
      const call = state.calls.get(id);
      if (call === undefined) return;
      if (event.type === 'requested') openOf(call.callback).waiting.add(id);
      else if (event.type === 'executing') {
        const { waiting, running } = openOf(call.callback);
        waiting.delete(id);
        running.add(id);
      } else if (event.type === 'finished' || event.type === 'applied' || event.type === 'ended') settle(state, id);
    },
    flush(state) {
      for (const key of touched) {
        const { waiting, running } = openOf(key);
        const isKept = (id: CallId): boolean => state.calls.has(id);
        const before = state.activity.get(key) ?? NO_ACTIVITY;
        state.activity.set(key, {
          ...before,
          waiting: [...waiting].filter(isKept),
          running: [...running].filter(isKept),
        });
        if (waiting.size + running.size === 0) open.delete(key);
      }
      touched.clear();
    },
  };
}

function noteWrites(state: TraceState, id: string, properties: readonly string[], at: number): void {
  if (id === '') return;
  for (const property of properties) {
    const propId = toPropId(`${id}.${stripHash(property)}`);
    const before = state.props.get(propId);
    // At the end: what is written most lately is forgotten last.
    state.props.delete(propId);
    state.props.set(propId, { changes: (before?.changes ?? 0) + 1, lastAt: toMilliseconds(at) });
    state.written.props.push(propId);
  }
  keepNewest(state.props, MOST_PROPS);
  const { from, props } = state.written;
  // Another object: whoever holds a model of before still has the beginning that its number says.
  if (props.length > MOST_IN_ORDER)
    state.written = { from: from + props.length - MOST_IN_ORDER / 2, props: props.slice(-MOST_IN_ORDER / 2) };
}
