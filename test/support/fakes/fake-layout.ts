import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import { parseId, splitPropId, stringifyId, type AnyId } from '../../../src/dash/component-id';
import { parseOutputString } from '../../../src/dash/output-string';

/** A component, and its parent in `children` (`null`: the page itself). */
export interface FakeComponent {
  readonly id: AnyId;
  readonly type: string;
  readonly parent: string | null;
}

/** The page's components in order: the renderer's `paths` and `layout` in one. */
export type FakeLayout = readonly FakeComponent[];

export interface Located {
  readonly id: AnyId;
  readonly property: string;
  readonly path: readonly (string | number)[];
}

export interface FakeDependency {
  readonly id: AnyId;
  readonly property: string;
}

export interface FakeDefinition {
  readonly output: string;
  readonly outputs: readonly FakeDependency[];
  readonly inputs: readonly FakeDependency[];
  readonly state: readonly FakeDependency[];
  readonly noOutput: boolean;
  readonly prevent_initial_call: boolean;
  readonly clientside_function: { readonly namespace: string; readonly function_name: string } | null;
  readonly background: JsonObject | null;
}

const toDependency = (text: string): FakeDependency => {
  const { id, property } = splitPropId(text);
  return { id: parseId(id), property };
};

/** `define('out.children', ['btn.n_clicks'])`; pattern ids in JSON, no output as a bare hash. */
export function define(output: string, inputs: readonly string[], more: Partial<FakeDefinition> = {}): FakeDefinition {
  const outputs = parseOutputString(output).map(({ id, property, duplicate }) => ({
    id,
    property: duplicate ? `${property}@hash` : property,
  }));
  return {
    output,
    outputs,
    inputs: inputs.map(toDependency),
    state: [],
    noOutput: outputs.length === 0,
    prevent_initial_call: false,
    clientside_function: null,
    background: null,
    ...more,
  };
}

/** The same as an entry of `_dash-dependencies`. */
export function toEntry({
  output,
  inputs,
  state,
  prevent_initial_call,
  clientside_function,
  background,
  noOutput,
}: FakeDefinition): JsonObject {
  const list = (dependencies: readonly FakeDependency[]): JsonValue =>
    dependencies.map(({ id, property }) => ({ id: stringifyId(id), property }));
  return {
    output,
    inputs: list(inputs),
    state: list(state),
    prevent_initial_call,
    clientside_function,
    background,
    no_output: noOutput,
    hidden: null,
  };
}

export const fakePropId = ({ id, property }: FakeDependency): string => `${stringifyId(id)}.${property}`;

const wildcardOf = (value: JsonValue | undefined): string | undefined =>
  Array.isArray(value) ? String(value[0]) : undefined;

export const isMulti = ({ id }: FakeDependency): boolean =>
  typeof id !== 'string' && Object.values(id).some((value) => wildcardOf(value) === 'ALL');

/** What MATCH is bound to when a component matches the pattern; `null` when it does not. */
export function bind(pattern: AnyId, id: AnyId): JsonObject | null {
  if (typeof pattern === 'string' || typeof id === 'string') return pattern === id ? {} : null;
  const keys = Object.keys(pattern);
  if (keys.length !== Object.keys(id).length) return null;
  const match: Record<string, JsonValue> = {};
  for (const key of keys) {
    const [wanted, value] = [pattern[key], id[key]];
    if (value === undefined) return null;
    const wildcard = wildcardOf(wanted);
    if (wildcard === 'MATCH') match[key] = value;
    else if (wildcard === undefined && wanted !== value) return null;
  }
  return match;
}

/** The components that a dependency matches, given what MATCH is bound to. */
export function locate(
  layout: FakeLayout,
  { id: pattern, property }: FakeDependency,
  match: JsonObject,
): readonly Located[] {
  return layout.flatMap(({ id }, index) => {
    const bound = bind(pattern, id);
    const fits =
      bound !== null && Object.entries(bound).every(([key, value]) => !(key in match) || match[key] === value);
    return fits ? [{ id, property, path: ['components', index] }] : [];
  });
}

export const anyValsOf = (match: JsonObject): string =>
  Object.keys(match).length === 0
    ? ''
    : JSON.stringify(
        Object.keys(match)
          .sort()
          .map((key) => match[key]),
      );

export const indexOf = (layout: FakeLayout, idText: string): number =>
  layout.findIndex(({ id }) => stringifyId(id) === stringifyId(parseId(idText)));

/** The layout with other children in a component; the previous contents are gone. */
export function replaceChildren(layout: FakeLayout, parent: string, children: readonly FakeComponent[]): FakeLayout {
  const gone = new Set<string>([parent]);
  const kept = layout.filter((component) => {
    const isGone = component.parent !== null && gone.has(component.parent);
    if (isGone) gone.add(stringifyId(component.id));
    return !isGone;
  });
  return [...kept, ...children];
}

/** Children as a result's value: `[{id, type}]`. */
export function readChildren(value: unknown, parent: string): readonly FakeComponent[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return (value as readonly JsonValue[]).flatMap((child) => {
    const id = isJsonObject(child) ? child['id'] : undefined;
    return typeof id === 'string' || isJsonObject(id) ? [{ id, type: 'Div', parent }] : [];
  });
}
