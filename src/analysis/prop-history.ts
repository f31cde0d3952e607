import { splitPropId } from '../dash/component-id';
import { patchOperations } from '../dash/patch';
import { belongsTo } from '../dash/side-update';
import type { AnyId } from '../dash/component-id';
import type { JsonValue } from '../lib/json';
import { contextOf } from '../trace/context';
import type { TraceModel } from '../trace/model';
import { outputsOf } from '../trace/outputs';
import type { CallbackKey, CallId, PropId, PropWrite, SideUpdate, SideUpdateOrigin } from '../trace/types';

/** One write of a property, with the value after it. */
export interface HistoryEntry extends PropWrite {
  /** `undefined` if not known. */
  readonly written: JsonValue | undefined;
  /** For a patch: `written` is the value after it was applied, if the page reported it. */
  readonly patch: boolean;
  /** How a call wrote it, if not as an output. */
  readonly side: SideUpdateOrigin | null;
  /**
   * - `holds`: the last write, whose value the property has now
   * - `replaced`: overwritten by a later write
   * - `discarded`: the call returned a value for the property, and Dash discarded it
   */
  readonly fate: 'holds' | 'replaced' | 'discarded';
}

export interface PropHistory {
  /** In order; discarded results are at the time when their call ended. */
  readonly entries: readonly HistoryEntry[];
  /** How many of the entries are writes. */
  readonly writes: number;
  /** The different callbacks that wrote it, in the order of their first write. */
  readonly callbacks: readonly CallbackKey[];
}

/** Every write of a property, in order, with its writer, and which one the property has now. */
export function propHistory(model: TraceModel, propId: PropId): PropHistory {
  const writes = model.writes.get(propId) ?? [];
  const entries = writes.map((write, index): HistoryEntry => {
    const { written, patch } = valueOf(model, propId, write);
    return {
      ...write,
      written,
      patch,
      side: sideOf(model, propId, write),
      fate: index === writes.length - 1 ? 'holds' : 'replaced',
    };
  });
  const callbacks = new Set(
    writes.flatMap(({ call }) => (call === null ? [] : (model.calls.get(call)?.callback ?? []))),
  );
  const all = [...entries, ...discardedFor(model, propId)];
  // Sorting is stable: writes with the same time keep their order.
  return { entries: all.sort((a, b) => a.at - b.at), writes: writes.length, callbacks: [...callbacks] };
}

export interface WrittenProp {
  readonly prop: PropId;
  readonly writes: readonly PropWrite[];
}

/** The properties that a pattern matches and that were written at all, in the order of their first write. */
export function writtenPropsOf(model: TraceModel, pattern: AnyId, property: string): readonly WrittenProp[] {
  const found: WrittenProp[] = [];
  for (const [prop, writes] of model.writes) {
    const own = splitPropId(prop);
    if (own.property === property && belongsTo(own.id, pattern)) found.push({ prop, writes });
  }
  return found;
}

function valueOf(
  model: TraceModel,
  propId: PropId,
  write: PropWrite,
): { readonly written: JsonValue | undefined; readonly patch: boolean } {
  if (write.origin !== 'output') return { written: write.value, patch: isSidePatch(model, propId, write) };
  return returnedBy(model, propId, write.call) ?? { written: undefined, patch: false };
}

function returnedBy(
  model: TraceModel,
  propId: PropId,
  id: CallId | null,
): { readonly written: JsonValue | undefined; readonly patch: boolean } | null {
  const call = id === null ? undefined : model.calls.get(id);
  if (call === undefined) return null;
  const output = outputsOf(call)?.find(({ prop_id }) => prop_id === propId);
  if (output === undefined || output.update === 'no_update') return null;
  if (output.update !== 'patch') return { written: output.value, patch: false };
  // The value after the patch is recorded separately from its operations, together with other outputs of the call.
  const patched = call.patches?.[propId];
  return { written: patched === undefined ? output.value : patched.after, patch: true };
}

function isSidePatch(model: TraceModel, propId: PropId, write: PropWrite): boolean {
  const { id, property } = splitPropId(propId);
  return patchOperations(sideUpdateOf(model, propId, write)?.props[id]?.[property]) !== undefined;
}

const sideOf = (model: TraceModel, propId: PropId, write: PropWrite): SideUpdateOrigin | null =>
  sideUpdateOf(model, propId, write)?.origin ?? null;

/** The write and the call's own record of it have the same time. */
function sideUpdateOf(model: TraceModel, propId: PropId, { call, at, origin }: PropWrite): SideUpdate | undefined {
  if (origin !== 'side-update' || call === null) return undefined;
  const { id, property } = splitPropId(propId);
  return model.calls
    .get(call)
    ?.sideUpdates.find((candidate) => candidate.at === at && candidate.props[id]?.[property] !== undefined);
}

function discardedFor(model: TraceModel, propId: PropId): readonly HistoryEntry[] {
  const found: HistoryEntry[] = [];
  for (const call of model.calls.values()) {
    if (call.outcome !== 'discarded' || call.ended === null || contextOf(call) === null) continue;
    const returned = returnedBy(model, propId, call.id);
    if (returned !== null)
      found.push({
        at: call.ended,
        origin: 'output',
        call: call.id,
        value: null,
        ...returned,
        side: null,
        fate: 'discarded',
      });
  }
  return found;
}
