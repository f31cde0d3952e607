import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../../src/lib/json';
import type { CallbackDefinition, ComponentId, Dependency } from '../../../src/trace/types';
import type { NotedProp } from './trace-notation';

/** `{…}` becomes an object, everything else stays a string id. */
export function toComponentId(id: string): ComponentId {
  const json = id.startsWith('{') ? parseJson(id) : undefined;
  return isJsonObject(json) ? json : id;
}

/** The string form of an id: keys sorted, no spaces. */
export function toIdString(id: ComponentId): string {
  if (typeof id === 'string') return id;
  return `{${Object.keys(id)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(id[key])}`)
    .join(',')}}`;
}

export const toPropIdString = (dependency: Dependency): string => `${toIdString(dependency.id)}.${dependency.property}`;

const wildcardOf = (value: JsonValue | undefined): unknown => (Array.isArray(value) ? value[0] : null);
const isMany = (id: ComponentId): boolean =>
  typeof id !== 'string' &&
  Object.values(id).some((value) => ['ALL', 'ALLSMALLER'].includes(String(wildcardOf(value))));

function bound(id: ComponentId, match: JsonObject | null, index: number): ComponentId {
  if (typeof id === 'string') return id;
  const entries = Object.entries(id).map(([key, value]): [string, JsonValue] => {
    const wildcard = wildcardOf(value);
    if (wildcard === 'MATCH') return [key, match?.[key] ?? 0];
    return [key, wildcard === null ? value : index];
  });
  return Object.fromEntries(entries);
}

interface Item {
  id: ComponentId;
  property: string;
  value?: JsonValue;
}

/** The wire's item for one dependency: an object, or an array for ALL and ALLSMALLER (one item per array element). */
function toItem(
  dependency: Dependency,
  written: NotedProp | undefined,
  match: JsonObject | null,
  withValue: boolean,
): Item | Item[] {
  const value = written?.value ?? null;
  const one = (index: number, itemValue: JsonValue): Item => ({
    id: bound(dependency.id, match, index),
    property: dependency.property,
    ...(withValue ? { value: itemValue } : {}),
  });
  if (!isMany(dependency.id)) return one(0, value);
  const values = Array.isArray(value) ? (value as JsonValue[]) : [];
  return values.map((itemValue, index) => one(index, itemValue));
}

const find = (written: readonly NotedProp[], dependency: Dependency): NotedProp | undefined =>
  written.find(
    (prop) => toPropIdString({ id: toComponentId(prop.id), property: prop.property }) === toPropIdString(dependency),
  );

/** What one call says about its props; `default` fills outputs that are written without a value. */
export interface BodyParts {
  readonly definition: CallbackDefinition;
  readonly outputs: readonly NotedProp[];
  readonly inputs: readonly NotedProp[];
  readonly states: readonly NotedProp[];
  readonly match: JsonObject | null;
  readonly changed: readonly string[];
  readonly defaultOutput: JsonValue;
}

/** The body of the POST, in the order the renderer writes it. */
export function toRequestJson(parts: BodyParts): JsonObject {
  const { definition, match } = parts;
  const items = (list: readonly Dependency[], written: readonly NotedProp[], withValue: boolean): JsonValue[] =>
    list.map((dependency) => toItem(dependency, find(written, dependency), match, withValue) as unknown as JsonValue);
  const outputs = items(definition.outputs, parts.outputs, false);
  return {
    output: definition.key,
    ...(outputs.length > 0 ? { outputs: definition.key.startsWith('..') ? outputs : (outputs[0] as JsonValue) } : {}),
    inputs: items(definition.inputs, parts.inputs, true),
    changedPropIds: [...parts.changed],
    parsedChangedPropsIds: [...parts.changed],
    ...(definition.state.length > 0 ? { state: items(definition.state, parts.states, true) } : {}),
  };
}

/** The JSON of a response that wrote every output not marked `no_update`, with `sideUpdate` when props were set. */
export function toResponseJson(parts: BodyParts, side: JsonObject | undefined): JsonObject {
  const response: Record<string, Record<string, JsonValue>> = {};
  for (const dependency of parts.definition.outputs) {
    const written = find(parts.outputs, dependency);
    if (written?.noUpdate) continue;
    const value = written?.value ?? parts.defaultOutput;
    const item = toItem(dependency, { id: '', property: '', value }, parts.match, true);
    for (const { id, property, value: itemValue } of Array.isArray(item) ? item : [item]) {
      (response[toIdString(id)] ??= {})[property] = itemValue ?? null;
    }
  }
  return { multi: true, response, ...(side ? { sideUpdate: side } : {}) };
}
