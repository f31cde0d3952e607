import { isJsonObject, type JsonValue } from '../lib/json';
import { stripHash, toPythonId, type AnyId } from './component-id';

/** One item of `inputs`, `state` or `outputs` in a request body. `value` is absent if the layout had none. */
export interface PayloadItem {
  readonly id: AnyId;
  readonly property: string;
  readonly value?: JsonValue;
}

/** The body of a callback request (docs/dash-internals.md#request); also the arguments of a clientside callback. */
export interface Payload {
  readonly output: string;
  readonly outputs: JsonValue | undefined;
  readonly inputs: readonly JsonValue[];
  readonly state: readonly JsonValue[];
  readonly changedPropIds: readonly string[];
}

/** Validates a body; `undefined` if it is not one. */
export function readPayload(body: JsonValue | undefined): Payload | undefined {
  if (!isJsonObject(body) || typeof body['output'] !== 'string' || !Array.isArray(body['inputs'])) return undefined;
  const { outputs, inputs, state, changedPropIds } = body;
  return {
    output: body['output'],
    outputs,
    inputs: inputs as readonly JsonValue[],
    state: Array.isArray(state) ? (state as readonly JsonValue[]) : [],
    changedPropIds: Array.isArray(changedPropIds)
      ? (changedPropIds as readonly JsonValue[]).filter((id): id is string => typeof id === 'string')
      : [],
  };
}

function toItem(value: JsonValue): PayloadItem | undefined {
  if (!isJsonObject(value) || typeof value['property'] !== 'string') return undefined;
  const { id } = value;
  return typeof id === 'string' || isJsonObject(id) ? (value as unknown as PayloadItem) : undefined;
}

/** All items in order, including those inside ALL and ALLSMALLER lists. */
export function flatItems(list: readonly JsonValue[]): readonly PayloadItem[] {
  return list.flatMap((entry) =>
    Array.isArray(entry)
      ? (entry as readonly JsonValue[]).flatMap((item) => toItem(item) ?? [])
      : (toItem(entry) ?? []),
  );
}

/**
 * The concrete outputs of a call, wildcards expanded, in order. Keys are spelled as in responses, without the `@hash`.
 */
export function concreteOutputs(payload: Payload): readonly { readonly id: string; readonly property: string }[] {
  const { outputs } = payload;
  if (outputs === undefined || outputs === null) return [];
  const list = Array.isArray(outputs) ? (outputs as readonly JsonValue[]) : [outputs];
  return flatItems(list).map(({ id, property }) => ({ id: toPythonId(id), property: stripHash(property) }));
}
