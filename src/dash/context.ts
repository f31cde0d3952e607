import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../lib/json';
import { regroup, type Grouping } from './companion-entry';
import { splitPropId, toPythonId } from './component-id';
import { flatItems, type Payload } from './payload';

/** `dash.ctx` of a call, rebuilt from the request body (docs/dash-internals.md#ctx). */
export interface RebuiltContext {
  readonly triggered: readonly { readonly prop_id: string; readonly value: JsonValue }[];
  readonly triggered_id: JsonValue;
  readonly triggered_prop_ids: JsonObject;
  readonly inputs: JsonObject;
  readonly states: JsonObject;
  readonly inputs_list: readonly JsonValue[];
  readonly states_list: readonly JsonValue[];
  readonly outputs_list: JsonValue;
  readonly args_grouping: JsonValue;
}

/** `ctx.triggered` of an initial call: falsy in Python, but with one dummy item. */
const NOTHING_TRIGGERED = [{ prop_id: '.', value: null }] as const;

/** Rebuilds the context. Keyword names (`args_grouping`) are not on the wire in any version: always `null` here. */
export function rebuildContext(payload: Payload): RebuiltContext {
  const inputs = byPropId(payload.inputs);
  const changed = payload.changedPropIds;
  return {
    triggered:
      changed.length === 0
        ? NOTHING_TRIGGERED
        : changed.map((prop_id) => ({ prop_id, value: own(inputs, prop_id) ?? null })),
    triggered_id: changed[0] === undefined ? null : idOf(changed[0]),
    triggered_prop_ids: Object.fromEntries(changed.map((propId) => [propId, idOf(propId)])),
    inputs,
    states: byPropId(payload.state),
    inputs_list: payload.inputs,
    states_list: payload.state,
    outputs_list: payload.outputs === undefined ? [] : payload.outputs,
    args_grouping: null,
  };
}

const own = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Python escapes non-ASCII characters in keys, and later duplicates win; a missing value is None. */
function byPropId(list: readonly JsonValue[]): JsonObject {
  return Object.fromEntries(
    flatItems(list).map(({ id, property, value }) => [`${toPythonId(id)}.${property}`, value ?? null]),
  );
}

function idOf(propId: string): JsonValue {
  const { id } = splitPropId(propId);
  if (!id.startsWith('{')) return id;
  const parsed = parseJson(id);
  return isJsonObject(parsed) ? parsed : id;
}

/**
 * `ctx.args_grouping` and `ctx.outputs_grouping`, whose shape only the server knows
 * (docs/dash-internals.md#args-grouping).
 */
export function groupedContext(
  payload: Payload,
  grouping: Grouping,
): { readonly args_grouping: JsonValue; readonly outputs_grouping: JsonValue } {
  const changed = new Set(payload.changedPropIds);
  const marked = (item: JsonValue): JsonValue => {
    if (Array.isArray(item)) return (item as readonly JsonValue[]).map(marked);
    if (!isJsonObject(item)) return item;
    const { id = null, property = '' } = item;
    const name = typeof id === 'string' ? id : isJsonObject(id) ? toPythonId(id) : '';
    // The key is `str_id`, unlike in Dash's documentation (docs/dash-internals.md#args-grouping).
    return {
      ...item,
      value: item['value'] ?? null,
      str_id: name,
      triggered: changed.has(`${name}.${typeof property === 'string' ? property : ''}`),
    };
  };
  const outputs = payload.outputs ?? [];
  return {
    args_grouping: regroup(grouping.args, [...payload.inputs, ...payload.state].map(marked)),
    // For a single ALL output, whose list is the whole list of outputs, Dash uses the first item as the output.
    outputs_grouping: regroup(grouping.outputs, Array.isArray(outputs) ? (outputs as readonly JsonValue[]) : [outputs]),
  };
}
