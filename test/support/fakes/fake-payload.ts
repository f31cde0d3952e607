import { parseId, splitPropId, stringifyId } from '../../../src/dash/component-id';
import type { JsonObject, JsonValue } from '../../../src/lib/json';
import type { FakeInstance, FakePaths } from './fake-instances';
import { isMulti, type FakeDependency, type Located } from './fake-layout';

/**
 * The body of the request of a call, in the wire's order of keys; `undefined` values are left out
 * (docs/dash-internals.md#request).
 */
export function toPayload(
  instance: FakeInstance,
  paths: FakePaths,
  props: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): JsonObject {
  const item = ({ id, property }: Located, withValue: boolean): JsonValue => {
    const value = withValue ? props[stringifyId(id)]?.[property] : undefined;
    return { id, property, ...(value === undefined ? {} : { value: value as JsonValue }) };
  };
  const items = (
    found: readonly (readonly Located[])[],
    declared: readonly FakeDependency[],
    withValue: boolean,
  ): JsonValue[] =>
    found.map((located, index) => {
      const list = located.map((one) => item(one, withValue));
      const dependency = declared[index];
      return dependency !== undefined && isMulti(dependency) ? list : (list[0] ?? null);
    });
  const { callback, changedPropIds } = instance;
  const outputs = items(instance.getOutputs(paths), callback.outputs, false);
  return {
    output: callback.output,
    ...(callback.noOutput ? {} : { outputs: callback.output.startsWith('..') ? outputs : (outputs[0] ?? null) }),
    inputs: items(instance.getInputs(paths), callback.inputs, true),
    changedPropIds: Object.keys(changedPropIds),
    parsedChangedPropsIds: Object.keys(changedPropIds).map((propId) =>
      propId.startsWith('{') ? parseId(splitPropId(propId).id) : propId,
    ),
    ...(callback.state.length === 0 ? {} : { state: items(instance.getState(paths), callback.state, true) }),
  };
}
