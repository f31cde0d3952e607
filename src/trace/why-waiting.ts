import { wildcardOf } from '../dash/pattern';
import { propIdOf } from '../dash/component-id';
import { MOST_CALLS_AT_ONCE } from '../dash/renderer-rules';
import { isJsonObject, type JsonObject } from '../lib/json';
import type { TraceModel } from './model';
import { toPropId, type Call, type CallbackDefinition, type CallId, type CallReason, type Dependency } from './types';

/** What a call that was requested and has not started waits for; `null` when that is not known. */
export function whyWaiting(model: Pick<TraceModel, 'calls' | 'callbacks' | 'activity'>, call: Call): CallReason | null {
  if (call.outcome !== 'pending' || call.phases.sent !== undefined) return null;
  if (call.phases.ready !== undefined) return noPlace(model);
  const found = findBlocker(model, call);
  if (found === null) return null;
  const { blocker, input, isDirect } = found;
  return { code: 'waiting_for_call', params: { call: blocker, prop: toPropId(propIdOf(input)), direct: isDirect } };
}

function noPlace({ activity }: Pick<TraceModel, 'activity'>): CallReason | null {
  let running = 0;
  for (const each of activity.values()) running += each.running.length;
  return running < MOST_CALLS_AT_ONCE
    ? null
    : { code: 'waiting_for_slot', params: { limit: MOST_CALLS_AT_ONCE, running } };
}

interface Blocker {
  readonly blocker: CallId;
  readonly input: Dependency;
  readonly isDirect: boolean;
}

/**
 * An input is blocked by the outputs of open calls and by everything downstream of them (docs/dash-internals.md#ready),
 * so the search goes upstream from each input, nearest first.
 */
function findBlocker(model: Pick<TraceModel, 'calls' | 'callbacks' | 'activity'>, call: Call): Blocker | null {
  const own = model.callbacks.get(call.callback);
  if (own === undefined) return null;
  let front = own.inputs
    .map((input) => bound(input, call.match))
    .filter((input) => !own.outputs.some((output) => mayBeSame(bound(output, call.match), input)))
    .map((input) => ({ input, at: input }));
  const seen = new Set<CallbackDefinition>([own]);
  for (let isDirect = true; front.length > 0; isDirect = false) {
    const next: typeof front = [];
    for (const { input, at } of front) {
      for (const writer of model.callbacks.values()) {
        const outputs = writer.outputs.filter((output) => output.allow_duplicate !== true && mayBeSame(output, at));
        if (outputs.length === 0) continue;
        const blocker = openCall(model, writer, at, call.id);
        if (blocker !== undefined) return { blocker, input, isDirect };
        if (seen.has(writer)) continue;
        seen.add(writer);
        next.push(...writer.inputs.map((upstream) => ({ input, at: upstream })));
      }
    }
    front = next;
  }
  return null;
}

/** An open call of `writer` that will write what `at` matches. */
function openCall(
  { calls, activity }: Pick<TraceModel, 'calls' | 'activity'>,
  writer: CallbackDefinition,
  at: Dependency,
  but: CallId,
): CallId | undefined {
  const open = activity.get(writer.key);
  return [...(open?.running ?? []), ...(open?.waiting ?? [])].find(
    (id) =>
      id !== but &&
      writer.outputs.some(
        (output) => output.allow_duplicate !== true && mayBeSame(bound(output, calls.get(id)?.match ?? null), at),
      ),
  );
}

/** The dependency with the MATCH values of a call filled in. */
function bound(dependency: Dependency, match: JsonObject | null): Dependency {
  const { id } = dependency;
  if (match === null || !isJsonObject(id)) return dependency;
  return {
    ...dependency,
    id: Object.fromEntries(
      Object.entries(id).map(([key, value]) => [key, wildcardOf(value) === 'MATCH' ? (match[key] ?? value) : value]),
    ),
  };
}

/** Whether both can match the same component; a wildcard matches any value. */
function mayBeSame(a: Dependency, b: Dependency): boolean {
  if (a.property !== b.property) return false;
  if (!isJsonObject(a.id) || !isJsonObject(b.id)) return a.id === b.id;
  const { id } = b;
  const keys = Object.keys(a.id);
  return (
    keys.length === Object.keys(id).length &&
    Object.entries(a.id).every(
      ([key, value]) =>
        key in id && (wildcardOf(value) !== undefined || wildcardOf(id[key]) !== undefined || value === id[key]),
    )
  );
}
