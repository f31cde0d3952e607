import type { AgentEvent } from '../protocol/events';
import type { JsonValue } from '../lib/json';
import { jsonSize } from '../lib/json-size';
import { createActivityHandler } from './handlers/activity';
import { handleApp } from './handlers/app';
import { handleCalls } from './handlers/calls';
import { handleCauses } from './handlers/causes';
import { handleExchanges } from './handlers/exchanges';
import { handleJobErrors, handleJobs, handleJobWrites, orphanJobs } from './handlers/jobs';
import { handleLayout } from './handlers/layout';
import { createLimits } from './handlers/limits';
import { handleSockets } from './handlers/sockets';
import { createSideUpdateHandler } from './handlers/side-updates';
import { handleWrites } from './handlers/writes';
import type { TraceModel } from './model';
import { addEvent, createState } from './state';
import type { Body, Call, CallId, Recorded } from './types';
import { toMilliseconds } from '../lib/brand';

/** Builds the trace of one renderer from its events. No clock, no DOM: the same events give the same trace. */
export interface TraceBuilder {
  readonly apply: (events: readonly AgentEvent[]) => void;
  /** The page forgot `count` events before they could be read. */
  readonly noteDropped: (count: number) => void;
  /** The document was left, loaded again or closed, at `at` of its own clock. */
  readonly noteGone: (at: number) => void;
  /** Puts the outline of a large body in its place. */
  readonly setOutline: (text: number, json: JsonValue) => void;
  /** Numbers of large texts whose outline nobody asked for yet; asking marks them as asked for. */
  readonly takeWantedOutlines: () => readonly number[];
  readonly hasWantedOutlines: () => boolean;
  /** Forgets calls and events, keeps the app. */
  readonly clear: () => void;
  /** The trace as it is now; the same object until something changes. */
  readonly model: () => TraceModel;
}

export function createTrace(recorded: Recorded, renderer: number): TraceBuilder {
  let state = createState(recorded, renderer);
  let activityHandler = createActivityHandler();
  let handleSideUpdates = createSideUpdateHandler();
  let limits = createLimits();
  let revision = 0;
  let snapshot: TraceModel | null = null;
  let lastAt = 0;
  const bodies = new Map<number, { readonly call: CallId; readonly part: 'request' | 'response' }>();
  let wanted: number[] = [];

  const noteLargeBody = (event: AgentEvent): void => {
    if (event.type !== 'sent' && event.type !== 'received') return;
    const { body } = event;
    if (body === null || body.inline !== undefined) return;
    const call = event.type === 'sent' ? (`c${event.call}` as CallId) : state.exchanges.get(event.exchange)?.call;
    if (call === undefined) return;
    bodies.set(body.text, { call, part: event.type === 'sent' ? 'request' : 'response' });
    wanted.push(body.text);
  };

  const setBody = (id: CallId, part: 'request' | 'response', json: JsonValue): void => {
    const call = state.calls.get(id);
    const body: Body | null | undefined = call?.[part];
    if (call === undefined || body === null || body === undefined) return;
    const next: Call = { ...call, [part]: { text: body.text, bytes: body.bytes, json } };
    state.calls.set(id, next);
    limits.hold(state, id, jsonSize(json));
    revision++;
  };

  return {
    apply(events) {
      if (events.length === 0) return;
      for (const event of events) {
        lastAt = event.at;
        handleApp(state, event);
        handleCalls(state, event);
        handleSideUpdates(state, event);
        noteLargeBody(event);
        handleSockets(state, event);
        handleJobs(state, event);
        handleExchanges(state, event);
        handleJobErrors(state, event);
        handleCauses(state, event);
        activityHandler.handle(state, event);
        handleJobWrites(state, event);
        handleLayout(state, event);
        handleWrites(state, event);
        limits.handle(state, event);
      }
      activityHandler.flush(state);
      revision++;
    },
    noteDropped(count) {
      if (count === 0) return;
      state.dropped += count;
      addEvent(state, { at: toMilliseconds(lastAt), type: 'dropped', what: 'events', count });
      revision++;
    },
    noteGone(at) {
      const left = toMilliseconds(Math.max(at, lastAt));
      orphanJobs(state, left);
      addEvent(state, { at: left, type: 'navigation' });
      revision++;
    },
    setOutline(text, json) {
      const place = bodies.get(text);
      bodies.delete(text);
      if (place !== undefined && state.calls.get(place.call)?.[place.part]?.text === text)
        setBody(place.call, place.part, json);
    },
    takeWantedOutlines() {
      const taken = wanted;
      wanted = [];
      return taken;
    },
    hasWantedOutlines: () => wanted.length > 0,
    clear() {
      const { app, callbacks, companion, layout } = state;
      state = createState(recorded, renderer);
      state.app = app;
      state.callbacks = callbacks;
      state.companion = companion;
      state.layout = layout;
      activityHandler = createActivityHandler();
      handleSideUpdates = createSideUpdateHandler();
      limits = createLimits();
      bodies.clear();
      wanted = [];
      revision++;
    },
    model() {
      if (snapshot?.revision === revision) return snapshot;
      const { app, callbacks, calls, jobs, events, activity, props, written, history: writes, layout, dropped } = state;
      const callIds = (state.callIds ??= [...calls.keys()]);
      snapshot = {
        revision,
        recorded,
        app,
        callbacks,
        calls,
        callIds,
        jobs,
        events,
        activity,
        props,
        written,
        writes,
        layout,
        dropped,
      };
      return snapshot;
    },
  };
}
