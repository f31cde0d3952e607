import { stripHash } from '../../dash/component-id';
import { toMilliseconds } from '../../lib/brand';
import type { AgentEvent } from '../../protocol/events';
import { NO_ACTIVITY, noteSettled, omit } from '../callback-activity';
import { keepNewest, type TraceState } from '../state';
import { toCallId, toPropId, type Call, type CallbackActivity } from '../types';

/** Properties whose changes are counted; those not written for longest are forgotten. */
const MOST_PROPS = 20_000;

/** Live figures per callback and per property. Runs after the call's own handler. */
export function createActivityHandler(): (state: TraceState, event: AgentEvent) => void {
  const durations = new Map<string, number[]>();

  const settle = (call: Call, activity: CallbackActivity): CallbackActivity => {
    const window = durations.get(call.callback) ?? [];
    durations.set(call.callback, window);
    return noteSettled(activity, call, window);
  };

  return (state, event) => {
    if (event.type === 'props') noteWrites(state, event.id, Object.keys(event.props), event.at);
    if (!('call' in event) || typeof event.call !== 'number') return;
    const call = state.calls.get(toCallId(`c${event.call}`));
    if (call === undefined) return;
    const activity = state.activity.get(call.callback) ?? NO_ACTIVITY;
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
      default:
        break;
    }
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
  }
  keepNewest(state.props, MOST_PROPS);
}
