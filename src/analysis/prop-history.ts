import { contextOf } from '../trace/context';
import type { TraceModel } from '../trace/model';
import { outputsOf } from '../trace/outputs';
import type { CallId, PropId, PropWrite } from '../trace/types';
import type { JsonValue } from '../lib/json';

/** One write of a property, with the value it left. */
export interface HistoryEntry extends PropWrite {
  /** `undefined` when it is not known. */
  readonly written: JsonValue | undefined;
  /** Of a patch: `written` is the value after it was applied. */
  readonly patch: boolean;
  /** The last write: what the property holds now. */
  readonly won: boolean;
}

/** A call that wrote the property and whose result did not last, or was thrown away. */
export interface PropHistory {
  readonly entries: readonly HistoryEntry[];
  /** Calls that returned a value for the property which Dash threw away. */
  readonly discarded: readonly CallId[];
  /** How many different calls' callbacks, users and scripts wrote it. */
  readonly writers: number;
}

/** Every write of a property, in order, by whom, and who won. */
export function propHistory(model: TraceModel, propId: PropId): PropHistory {
  const writes = model.writes.get(propId) ?? [];
  const entries = writes.map((write, index): HistoryEntry => {
    const { written, patch } = valueOf(model, propId, write);
    return { ...write, written, patch, won: index === writes.length - 1 };
  });
  return { entries, discarded: discardedFor(model, propId), writers: new Set(entries.map((entry) => writerOf(model, entry))).size };
}

function valueOf(model: TraceModel, propId: PropId, write: PropWrite): { readonly written: JsonValue | undefined; readonly patch: boolean } {
  if (write.origin !== 'output') return { written: write.value, patch: false };
  const call = write.call === null ? undefined : model.calls.get(write.call);
  const patched = call?.patches?.[propId];
  if (patched !== undefined) return { written: patched.after, patch: true };
  const output = call === undefined ? undefined : outputsOf(call)?.find(({ prop_id }) => prop_id === propId);
  return { written: output?.value, patch: output?.update === 'patch' };
}

function writerOf(model: TraceModel, { call, origin }: PropWrite): string {
  return call === null ? origin : (model.calls.get(call)?.callback ?? call);
}

function discardedFor(model: TraceModel, propId: PropId): readonly CallId[] {
  const found: CallId[] = [];
  for (const call of model.calls.values()) {
    if (call.outcome !== 'discarded' || contextOf(call) === null) continue;
    if (outputsOf(call)?.some((output) => output.prop_id === propId && output.update !== 'no_update') === true) found.push(call.id);
  }
  return found;
}
