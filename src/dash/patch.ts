import { isJsonObject, type JsonValue } from '../lib/json';

const MARK = '__dash_patch_update';

/** The operations of a `Patch` value on the wire (docs/dash-internals.md#patch); `undefined` for any other value. */
export function patchOperations(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (!isJsonObject(value) || value[MARK] !== MARK || !Array.isArray(value['operations'])) return undefined;
  return value['operations'] as readonly JsonValue[];
}
