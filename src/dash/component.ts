import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';

/** A component as Dash serializes it: `{props, type, namespace}`. */
export function isComponent(
  value: JsonValue | undefined,
): value is JsonObject & { readonly type: string; readonly props: JsonObject } {
  return (
    isJsonObject(value) &&
    typeof value['type'] === 'string' &&
    typeof value['namespace'] === 'string' &&
    isJsonObject(value['props'])
  );
}
