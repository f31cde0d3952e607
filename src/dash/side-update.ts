import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import { parseId, splitPropId, type AnyId } from './component-id';

/** One write that a side update asks for: a component (wildcards possible in `running` and `progress`) and a property. */
export interface SideWrite {
  readonly id: AnyId;
  readonly property: string;
  readonly value: JsonValue;
}

/**
 * Reads what the renderer takes as a side update (reference 3.2, 3.5): `{id: {prop: value}}` from `set_props`, or
 * `{"id.prop": value}` from `running` and `progress`.
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

/** Does a concrete id (in text form) belong to a declared one? Wildcards match anything; which value is bound does not matter here. */
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

/** Which of the writes a change of `props` of a component comes from: the properties they share, as `{prop: value}`. */
export function sharedProps(writes: readonly SideWrite[], id: string, props: JsonObject): readonly string[] {
  return Object.keys(props).filter((property) => writes.some((write) => write.property === property && belongsTo(id, write.id)));
}

