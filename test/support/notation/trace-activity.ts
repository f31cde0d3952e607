import { toMilliseconds } from '../../../src/lib/brand';
import { NO_ACTIVITY } from '../../../src/trace/callback-activity';
import type {
  Call,
  CallbackActivity,
  CallbackDefinition,
  CallbackKey,
  PropActivity,
  PropId,
} from '../../../src/trace/types';

/** Milliseconds from the request to the last known time of a settled call, `null` while it is open. */
function settledAfter(call: Call): number | null {
  const { requested, received, applied } = call.phases;
  const end = applied ?? received;
  return call.outcome === 'pending' || requested === undefined || end === undefined ? null : end - requested;
}

/** The live figures of every callback as the model would hold them after these calls. */
export function toActivity(
  callbacks: ReadonlyMap<CallbackKey, CallbackDefinition>,
  calls: Iterable<Call>,
): Map<CallbackKey, CallbackActivity> {
  const activity = new Map<CallbackKey, CallbackActivity>();
  for (const key of callbacks.keys()) activity.set(key, NO_ACTIVITY);
  for (const call of calls) {
    const before = activity.get(call.callback) ?? NO_ACTIVITY;
    const open = call.outcome === 'pending';
    const sent = call.phases.sent !== undefined;
    const duration = settledAfter(call);
    const recent = open
      ? before.recent
      : [...before.recent, { call: call.id, outcome: call.outcome, duration }].slice(-20);
    const durations = recent.flatMap((run) => (run.duration === null ? [] : [run.duration])).sort((a, b) => a - b);
    activity.set(call.callback, {
      count: before.count + 1,
      errors: before.errors + (call.outcome === 'error' ? 1 : 0),
      running: open && sent ? [...before.running, call.id] : before.running,
      waiting: open && !sent ? [...before.waiting, call.id] : before.waiting,
      lastCall: call.id,
      lastDuration: duration ?? before.lastDuration,
      p95: durations[Math.ceil(durations.length * 0.95) - 1] ?? null,
      recent,
    });
  }
  return activity;
}

/** How often each property was written by a call or set by the user, as far as the calls show. */
export function toPropActivity(writes: Iterable<{ prop: PropId; at: number }>): Map<PropId, PropActivity> {
  const props = new Map<PropId, PropActivity>();
  for (const { prop, at } of writes) {
    const before = props.get(prop);
    props.set(prop, { changes: (before?.changes ?? 0) + 1, lastAt: toMilliseconds(Math.max(at, before?.lastAt ?? 0)) });
  }
  return props;
}
