import { describe, expect, it } from 'vitest';
import { cyclesOf } from '../../../src/analysis/declared-cycles';
import { cycleOnPage } from '../../../src/analysis/concrete-cycles';
import { readDefinition } from '../../../src/dash/definition';
import { splitPropId } from '../../../src/dash/component-id';
import { toCallbackKey, type CallbackDefinition, type CallbackKey } from '../../../src/trace/types';

/** Callbacks as Dash describes them: the output string, then the Inputs. */
function declared(
  ...list: readonly (readonly [output: string, ...inputs: readonly string[]])[]
): ReadonlyMap<CallbackKey, CallbackDefinition> {
  const read = list.map(([output, ...inputs]): CallbackDefinition => {
    const definition = readDefinition({ output, inputs: inputs.map((input) => splitPropId(input)), state: [] });
    if (definition === undefined) throw new Error(`not read: ${output}`);
    return { ...definition, key: toCallbackKey(definition.key) };
  });
  return new Map(read.map((definition) => [definition.key, definition]));
}

describe('an output with allow_duplicate', () => {
  const marked = declared(['a.value@1f', 'b.value'], ['b.value', 'a.value']);

  it('closes no cycle: Dash knows it by another name than the Input', () => {
    expect(cyclesOf(marked)).toEqual([]);
    expect(cyclesOf(declared(['a.value', 'b.value'], ['b.value', 'a.value']))).toHaveLength(1);
  });

  it('closes none next to another output of the same callback that does', () =>
    expect(
      cyclesOf(declared(['..a.value@1f...c.value..', 'b.value'], ['b.value', 'a.value', 'c.value']))[0]?.cut,
    ).toEqual([{ callback: 'b.value', prop: 'c.value' }]));

  it('closes none on the page', () =>
    expect(cycleOnPage([...marked.values()], { strings: new Set(['a', 'b']), families: new Map() })).toBeNull());
});

describe('the search in an app full of cycles ends', () => {
  // Without a bound each of them would take minutes; the bench measures how long they take.
  const numbered = (
    count: number,
    inputsOf: (index: number) => readonly number[],
  ): ReadonlyMap<CallbackKey, CallbackDefinition> =>
    declared(
      ...Array.from(
        { length: count },
        (_, index) => [`p${index}.value`, ...inputsOf(index).map((input) => `p${input % count}.value`)] as const,
      ),
    );

  it('for a ring of thousands', () => {
    const [cycle] = cyclesOf(numbered(2_000, (index) => [index + 1_999]));
    expect([cycle?.paths.length, cycle?.paths[0]?.length, cycle?.isAll, cycle?.cut.length, cycle?.isFewest]).toEqual([
      1,
      2_000,
      true,
      1,
      true,
    ]);
  });

  it('for a hundred callbacks of twelve Inputs each', () => {
    const [cycle] = cyclesOf(
      numbered(100, (index) => Array.from({ length: 12 }, (_, input) => index * 7 + input * input * 3 + 1)),
    );
    expect([cycle?.paths.length, cycle?.isAll]).toEqual([10, false]);
  });

  it('for many groups that are each hard', () => {
    const cycles = cyclesOf(
      numbered(600, (index) => [1, 2, 5].map((step) => index - (index % 13) + ((index + step) % 13))),
    );
    expect(cycles.length).toBeGreaterThan(40);
  });
});
