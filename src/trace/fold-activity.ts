import { stringifyId } from '../dash/component-id';
import { concreteOutputs, readPayload } from '../dash/payload';
import type { LatestNumbers } from '../lib/latest-numbers';
import { createDurations, noteSettled, NO_ACTIVITY } from './callback-activity';
import type { Call, CallbackActivity, CallbackKey, PropActivity, PropId, TraceEvent } from './types';
import { toPropId } from './types';

/** The live figures of a finished recording, as the model would have collected them during the recording. */
export function foldActivity(
  calls: Iterable<Call>,
  events: readonly TraceEvent[],
): {
  readonly activity: ReadonlyMap<CallbackKey, CallbackActivity>;
  readonly props: ReadonlyMap<PropId, PropActivity>;
} {
  const activity = new Map<CallbackKey, CallbackActivity>();
  const props = new Map<PropId, PropActivity>();
  const durations = new Map<CallbackKey, LatestNumbers>();
  const note = (propId: PropId, at: PropActivity['lastAt']): void => {
    props.set(propId, { changes: (props.get(propId)?.changes ?? 0) + 1, lastAt: at });
  };
  for (const call of calls) {
    const before = activity.get(call.callback) ?? NO_ACTIVITY;
    const own = durations.get(call.callback) ?? createDurations();
    durations.set(call.callback, own);
    activity.set(call.callback, call.ended === null ? withOpen(before, call) : noteSettled(before, call, own));
    const payload = call.phases.applied === undefined ? undefined : readPayload(call.request?.json);
    if (payload !== undefined && call.phases.applied !== undefined) {
      for (const { id, property } of concreteOutputs(payload)) note(toPropId(`${id}.${property}`), call.phases.applied);
    }
  }
  for (const { type, at, id, props: written } of events) {
    if (
      (type !== 'user' && type !== 'component' && type !== 'interval') ||
      typeof id !== 'string' ||
      typeof written !== 'object' ||
      written === null
    )
      continue;
    for (const property of Object.keys(written)) note(toPropId(`${stringifyId(id)}.${property}`), at);
  }
  return { activity, props };
}

const withOpen = (before: CallbackActivity, { id, phases }: Call): CallbackActivity =>
  phases.sent === undefined
    ? { ...before, waiting: [...before.waiting, id] }
    : { ...before, running: [...before.running, id] };
