import { stripHash } from '../../dash/component-id';
import { toMilliseconds } from '../../lib/brand';
import type { AgentEvent } from '../../protocol/events';
import { durationOf } from '../duration';
import type { TraceState } from '../state';
import { toCallId, toPropId, type Call, type CallbackActivity, type CallId } from '../types';

const NOTHING: CallbackActivity = {
  count: 0,
  errors: 0,
  running: [],
  waiting: [],
  lastCall: null,
  lastDuration: null,
  p95: null,
  recent: [],
};

const MOST_RECENT = 20;
/** How many durations the p95 looks back. */
const MOST_DURATIONS = 100;

/** Live figures per callback and per property. Runs after the call's own handler. */
export function createActivityHandler(): (state: TraceState, event: AgentEvent) => void {
  const durations = new Map<string, number[]>();

  const settle = (call: Call, activity: CallbackActivity): CallbackActivity => {
    const without = { ...activity, running: omit(activity.running, call.id), waiting: omit(activity.waiting, call.id) };
    const ran = call.phases.sent !== undefined;
    if (!ran) return without;
    const duration = durationOf(call);
    const window = durations.get(call.callback) ?? [];
    if (duration !== null) window.push(duration);
    if (window.length > MOST_DURATIONS) window.shift();
    durations.set(call.callback, window);
    return {
      ...without,
      count: activity.count + 1,
      errors: activity.errors + (call.outcome === 'error' ? 1 : 0),
      lastCall: call.id,
      lastDuration: duration ?? activity.lastDuration,
      p95: percentile95(window),
      recent: [...activity.recent.slice(1 - MOST_RECENT), { call: call.id, outcome: call.outcome, duration }],
    };
  };

  return (state, event) => {
    if (event.type === 'props') noteWrites(state, event.id, Object.keys(event.props), event.at);
    if (!('call' in event) || typeof event.call !== 'number') return;
    const call = state.calls.get(toCallId(`c${event.call}`));
    if (call === undefined) return;
    const activity = state.activity.get(call.callback) ?? NOTHING;
    switch (event.type) {
      case 'requested':
        state.activity.set(call.callback, { ...activity, waiting: [...activity.waiting, call.id] });
        break;
      case 'executing':
        state.activity.set(call.callback, {
          ...activity,
          waiting: omit(activity.waiting, call.id),
          running: [...omit(activity.running, call.id), call.id],
        });
        break;
      case 'finished':
      case 'applied':
      case 'ended':
        if (call.ended !== null && (activity.running.includes(call.id) || activity.waiting.includes(call.id))) {
          state.activity.set(call.callback, settle(call, activity));
        }
        break;
    }
  };
}

const omit = (ids: readonly CallId[], id: CallId): readonly CallId[] => (ids.includes(id) ? ids.filter((other) => other !== id) : ids);

function noteWrites(state: TraceState, id: string, properties: readonly string[], at: number): void {
  if (id === '') return;
  for (const property of properties) {
    const propId = toPropId(`${id}.${stripHash(property)}`);
    const before = state.props.get(propId);
    state.props.set(propId, { changes: (before?.changes ?? 0) + 1, lastAt: toMilliseconds(at) });
  }
}

function percentile95(window: readonly number[]): number | null {
  if (window.length === 0) return null;
  const sorted = [...window].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? null;
}
