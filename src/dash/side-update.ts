import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import { parseId, splitPropId, type AnyId } from './component-id';

/**
 * One write requested by a side update: a component (with wildcards in `running` and `progress`) and a property.
 */
export interface SideWrite {
  readonly id: AnyId;
  readonly property: string;
  readonly value: JsonValue;
}

/**
 * Reads a side update as the renderer does (docs/dash-internals.md#side-updates): `{id: {prop: value}}` from
 * `set_props`, or `{"id.prop": value}` from `running` and `progress`.
 */
export function readSideUpdate(update: JsonValue | undefined): readonly SideWrite[] {
  if (!isJsonObject(update)) return [];
  return Object.entries(update).flatMap(([key, value]) => {
    const isPropId = key.startsWith('{') ? !key.endsWith('}') : key.includes('.');
    if (isPropId) {
      const { id, property } = splitPropId(key);
      return [{ id: parseId(id), property, value }];
    }
    if (!isJsonObject(value)) return [];
    return Object.entries(value).map(([property, item]) => ({ id: parseId(key), property, value: item }));
  });
}

/**
 * Whether a concrete id (in text form) belongs to a declared one. Wildcards match anything; the bound value does not
 * matter here.
 */
export function belongsTo(concrete: string, declared: AnyId): boolean {
  if (typeof declared === 'string') return concrete === declared;
  const id = parseId(concrete);
  if (!isJsonObject(id)) return false;
  const keys = Object.keys(declared);
  return keys.length === Object.keys(id).length && keys.every((key) => matches(declared[key], id[key]));
}

function matches(declared: JsonValue | undefined, concrete: JsonValue | undefined): boolean {
  if (concrete === undefined || declared === undefined) return false;
  return (Array.isArray(declared) && declared.length === 1) || declared === concrete;
}

/** Which of a component's changed `props` were requested, with their values. */
export function sharedProps(writes: readonly SideWrite[], id: string, props: JsonObject): readonly string[] {
  return Object.keys(props).filter((property) =>
    writes.some(
      (write) =>
        write.property === property && belongsTo(id, write.id) && maySame(write.value, props[property] ?? null),
    ),
  );
}

/** The value of a patch differs from what is written; a cut value cannot be compared. */
function maySame(asked: JsonValue, written: JsonValue): boolean {
  const isOpaque = (value: JsonValue): boolean =>
    isJsonObject(value) && ('$preview' in value || '__dash_patch_update' in value);
  return isOpaque(asked) || isOpaque(written) || stableText(asked) === stableText(written);
}

const stableText = (value: JsonValue): string =>
  isJsonObject(value)
    ? `{${Object.keys(value)
        .sort()
        .map((key) => `${key}:${stableText(value[key] ?? null)}`)
        .join()}}`
    : Array.isArray(value)
      ? `[${value.map((item: JsonValue) => stableText(item)).join()}]`
      : JSON.stringify(value);
