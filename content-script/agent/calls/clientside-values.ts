import type { JsonObject, JsonValue } from '../../../src/lib/json';
import { isCutValue, UNDEFINED } from '../../../src/protocol/cut-value';
import { boundedCopy } from '../record/bounded-copy';
import type { TextRing } from '../record/text-ring';

type Foreign = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Foreign =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A live value, copied if it is small, `undefined` as its marker; otherwise cut, and stored in the ring for later requests. */
export function copyValue(value: unknown, texts: TextRing): JsonValue {
  if (value === undefined) return UNDEFINED;
  const copy = boundedCopy(value);
  if (!isCutValue(copy) || typeof value !== 'object' || value === null) return copy;
  return { ...(copy as JsonObject), $at: { text: texts.keepObject(value), path: [] } };
}

/** The payload a clientside function ran with, in the form of a request body. */
export function copyPayload(payload: unknown, texts: TextRing): JsonValue | null {
  if (!isObject(payload)) return null;
  const items = (list: unknown): JsonValue =>
    Array.isArray(list) ? list.map((item: unknown) => (Array.isArray(item) ? item.map(copyItem) : copyItem(item))) : [];
  const copyItem = (item: unknown): JsonValue => {
    if (!isObject(item)) return boundedCopy(item);
    const { id, property, value } = item;
    return {
      id: boundedCopy(id),
      property: boundedCopy(property),
      ...(value === undefined ? {} : { value: copyValue(value, texts) }),
    };
  };
  const { output, outputs, inputs, state, changedPropIds } = payload;
  return {
    output: boundedCopy(output),
    ...(outputs === undefined ? {} : { outputs: Array.isArray(outputs) ? items(outputs) : copyItem(outputs) }),
    inputs: items(inputs),
    ...(state === undefined ? {} : { state: items(state) }),
    changedPropIds: boundedCopy(changedPropIds),
  };
}

/** Results by component and property, as the renderer will apply them. */
export function copyResult(result: unknown, texts: TextRing): JsonValue | null {
  if (!isObject(result)) return null;
  return Object.fromEntries(
    Object.entries(result).map(([id, props]) => [
      id,
      isObject(props)
        ? Object.fromEntries(Object.entries(props).map(([name, value]) => [name, copyValue(value, texts)]))
        : null,
    ]),
  );
}
