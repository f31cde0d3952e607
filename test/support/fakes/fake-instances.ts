import type { JsonObject } from '../../../src/lib/json';
import { stringifyId, type AnyId } from '../../../src/dash/component-id';
import {
  anyValsOf,
  bind,
  locate,
  fakePropId,
  type FakeComponent,
  type FakeDefinition,
  type FakeDependency,
  type FakeLayout,
  type Located,
} from './fake-layout';

export type Flag = 1 | 2 | true;

/** One request to run a callback, with the fields the renderer gives it (docs/dash-internals.md#instance). */
export interface FakeInstance {
  readonly callback: FakeDefinition;
  readonly anyVals: string;
  readonly resolvedId: string;
  readonly changedPropIds: { readonly [propId: string]: Flag };
  readonly initialCall: boolean;
  readonly executionGroup?: string | undefined;
  readonly predecessors?: readonly FakeDefinition[];
  readonly getInputs: (paths: FakePaths) => readonly (readonly Located[])[];
  readonly getOutputs: (paths: FakePaths) => readonly (readonly Located[])[];
  readonly getState: (paths: FakePaths) => readonly (readonly Located[])[];
  readonly executionPromise?: Promise<FakeResult> | FakeResult | null;
  readonly executionResult?: FakeResult | null;
  readonly executionMeta?: { readonly allProps: readonly string[]; readonly updatedProps: readonly string[] };
}

export type ReturnedProps = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export interface FakeResult {
  readonly data?: ReturnedProps;
  readonly error?: unknown;
  readonly payload: JsonObject | null;
}

/** `strs` and `objs` as Dash has them; `layout` for this fake itself. */
export interface FakePaths {
  readonly strs: Readonly<Record<string, readonly (string | number)[]>>;
  readonly objs: Readonly<
    Record<string, readonly { readonly values: readonly unknown[]; readonly path: readonly (string | number)[] }[]>
  >;
  readonly layout: FakeLayout;
}

export function toPaths(layout: FakeLayout): FakePaths {
  const strs: Record<string, readonly (string | number)[]> = {};
  const objs: Record<string, { values: unknown[]; path: (string | number)[] }[]> = {};
  layout.forEach(({ id }, index) => {
    const path = ['components', index];
    if (typeof id === 'string') strs[id] = path;
    else {
      const keys = Object.keys(id).sort();
      (objs[keys.join(',')] ??= []).push({ values: keys.map((key) => id[key]), path });
    }
  });
  return { strs, objs, layout };
}

export function createInstance(
  callback: FakeDefinition,
  match: JsonObject,
  fields: Partial<FakeInstance>,
): FakeInstance {
  const located = (list: readonly FakeDependency[]) => (paths: FakePaths) =>
    list.map((dependency) => locate(paths.layout, dependency, match));
  const anyVals = anyValsOf(match);
  return {
    callback,
    anyVals,
    resolvedId: callback.output + anyVals,
    changedPropIds: {},
    initialCall: false,
    getInputs: located(callback.inputs),
    getOutputs: located(callback.outputs),
    getState: located(callback.state),
    ...fields,
  };
}

/** Same callback and same values of MATCH. */
export const uidOf = ({ callback, anyVals }: FakeInstance): string => `${callback.output} ${anyVals}`;

export const flatOutputs = (instance: FakeInstance, paths: FakePaths): readonly string[] =>
  instance.getOutputs(paths).flat().map(fakePropId);

/** Requests of all callbacks that have the property as an input. */
export function requestsFor(
  definitions: readonly FakeDefinition[],
  id: AnyId,
  property: string,
  flag: Flag,
): readonly FakeInstance[] {
  return definitions.flatMap((definition) => {
    for (const input of definition.inputs) {
      const match = input.property === property ? bind(input.id, id) : null;
      if (match !== null)
        return [createInstance(definition, match, { changedPropIds: { [fakePropId({ id, property })]: flag } })];
    }
    return [];
  });
}

/**
 * Requests that new components bring about: their outputs are computed, and outputs elsewhere of which they are inputs.
 */
export function requestsOfChunk(
  definitions: readonly FakeDefinition[],
  chunk: readonly FakeComponent[],
  executionGroup: string,
): readonly FakeInstance[] {
  const found = new Map<string, FakeInstance>();
  const add = (instance: FakeInstance): void => {
    if (!found.has(uidOf(instance))) found.set(uidOf(instance), instance);
  };
  const matches = (dependencies: readonly FakeDependency[]): readonly (readonly [JsonObject, string])[] =>
    dependencies.flatMap((dependency) =>
      chunk.flatMap(({ id }): readonly (readonly [JsonObject, string])[] => {
        const match = bind(dependency.id, id);
        return match === null ? [] : [[match, `${stringifyId(id)}.${dependency.property}`]];
      }),
    );
  for (const definition of definitions) {
    const inside = matches(definition.outputs);
    for (const [match] of inside) {
      if (!definition.prevent_initial_call)
        add(createInstance(definition, match, { initialCall: true, executionGroup }));
    }
    if (inside.length > 0) continue;
    for (const [match, propId] of matches(definition.inputs)) {
      add(createInstance(definition, match, { changedPropIds: { [propId]: 1 }, executionGroup }));
    }
  }
  return [...found.values()];
}
