import { parseId, splitPropId, stringifyId, stripHash } from '../../src/dash/component-id';
import { belongsTo } from '../../src/dash/side-update';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/lib/json';
import type { TraceModel } from '../../src/trace/model';
import { toPropId, type CallbackKey, type Dependency, type PropId } from '../../src/trace/types';

export interface PropUsers {
  readonly writers: readonly CallbackKey[];
  /** Callbacks that have it as an input. */
  readonly triggers: readonly CallbackKey[];
  /** Callbacks that have it as state only. */
  readonly readers: readonly CallbackKey[];
}

/**
 * Which callbacks declare a property, patterns included: `{"index":3,"type":"item"}` is one of `{"index":["MATCH"],…}`.
 */
export function propUsers(callbacks: TraceModel['callbacks'], prop: PropId): PropUsers {
  const { id, property } = splitPropId(prop);
  const component = parseId(id);
  const isIt = (dependency: Dependency): boolean => dependency.property === property && fits(dependency.id, component);
  const all = [...callbacks.values()];
  return {
    writers: all.filter(({ outputs }) => outputs.some(isIt)).map(({ key }) => key),
    triggers: all.filter(({ inputs }) => inputs.some(isIt)).map(({ key }) => key),
    readers: all.filter(({ state }) => state.some(isIt)).map(({ key }) => key),
  };
}

const isWildcard = (value: JsonValue | undefined): boolean => Array.isArray(value);

/** A pattern has exactly the keys of the ids it matches (docs/dash-internals.md#pattern-matching). */
function fits(declared: string | JsonObject, id: string | JsonObject): boolean {
  if (stringifyId(declared) === stringifyId(id)) return true;
  if (!isJsonObject(declared) || !isJsonObject(id)) return false;
  const keys = Object.keys(declared);
  return (
    keys.length === Object.keys(id).length &&
    keys.every(
      (key) =>
        Object.hasOwn(id, key) && (isWildcard(declared[key]) || isWildcard(id[key]) || declared[key] === id[key]),
    )
  );
}

/** The properties of a component that callbacks declare, in the order of the declarations, patterns included. */
export function propsOfComponent(callbacks: TraceModel['callbacks'], component: string): readonly PropId[] {
  const found = new Set<PropId>();
  for (const { outputs, inputs, state } of callbacks.values()) {
    for (const { id, property } of [...outputs, ...inputs, ...state]) {
      if (belongsTo(component, id)) found.add(toPropId(`${component}.${stripHash(property)}`));
    }
  }
  return [...found];
}
