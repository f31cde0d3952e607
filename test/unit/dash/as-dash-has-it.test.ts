import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId, stringifyId, toPythonId } from '../../../src/dash/component-id';
import { isMultiOutput, parseOutputString } from '../../../src/dash/output-string';
import { outputsOf } from '../../../src/trace/outputs';
import type { JsonObject, JsonValue } from '../../../src/lib/json';
import { askDash, type AskedOutput } from '../../support/servers/dash-python';
import { loadDashRenderer, type DashRenderer } from '../../support/servers/dash-renderer';
import { define } from '../../support/fakes/fake-layout';
import { recordPage } from '../../support/fakes/recorded-page';

const seed = Date.now();
const cases = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): readonly T[] => fc.sample(arbitrary, { numRuns, seed });
/** Dash is started once for all cases, so none is shrunk: the seed makes them again. */
const shown = (value: unknown): string => `seed ${seed}: ${JSON.stringify(value)}`;

/** As it is sent: `-0` becomes `0`, `undefined` is dropped. */
const asJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

const text = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('a.b', '..', '...', '\\.', '"', '\\', 'é', '😀', '\u2028', '\u007f', '{', '@x'),
);
const idValue = fc.oneof<fc.Arbitrary<JsonValue>[]>(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constantFrom<JsonValue>(['MATCH'], ['ALL'], ['ALLSMALLER'], 1e-5, 1e-4, 1e16, 1e21, 0.1),
);
const objectId = fc.dictionary(text, idValue, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
}) as fc.Arbitrary<JsonObject>;
/** Python refuses dots and `{` in these when the callback is declared. */
const stringId = fc.oneof(text, fc.stringMatching(/^[a-z0-9_-]{1,8}$/)).map((id) => id.replace(/[.{]/g, '') || 'x');
const output: fc.Arbitrary<AskedOutput> = fc.record({
  id: fc.oneof(stringId, objectId),
  property: fc.stringMatching(/^[a-z][A-Za-z0-9_-]{0,6}$/),
  duplicate: fc.boolean(),
});

const number = fc.integer({ min: -9, max: 9 });
const item = fc.oneof(
  number,
  fc.string({ maxLength: 3 }),
  fc.constant({ a: [1, null] }),
  fc.boolean(),
) as fc.Arbitrary<JsonValue>;
const held = fc.record({
  list: fc.array(item, { minLength: 1, maxLength: 4 }),
  deep: fc.record({ list: fc.array(number, { maxLength: 4 }), word: fc.string() }),
  count: number,
});
const LISTS = fc.constantFrom(['list'], ['deep', 'list']);
const step = fc.oneof(
  fc.tuple(
    fc.constant('assign'),
    fc.constantFrom<(string | number)[]>(
      ['count'],
      ['new'],
      ['deep', 'word'],
      ['list', 0],
      ['list', -1],
      ['deep', 'new', 'deeper'],
    ),
    item,
  ),
  fc.tuple(
    fc.constant('delete'),
    fc.constantFrom<(string | number)[]>(['count'], ['deep', 'word'], ['list', 0], ['list', -1], ['nowhere']),
  ),
  fc.tuple(fc.constantFrom('append', 'prepend', 'remove'), LISTS, item),
  fc.tuple(fc.constant('insert'), LISTS, fc.integer({ min: -2, max: 4 }), item),
  fc.tuple(fc.constant('extend'), LISTS, fc.array(item, { maxLength: 3 })),
  fc.tuple(fc.constantFrom('reverse', 'clear'), LISTS),
  fc.tuple(fc.constant('update'), fc.constant(['deep']), fc.record({ word: item, more: item })),
  fc.tuple(fc.constantFrom('add', 'sub', 'mul'), fc.constant(['count']), number),
  fc.tuple(fc.constant('div'), fc.constant(['count']), fc.integer({ min: 1, max: 9 })),
) as fc.Arbitrary<readonly JsonValue[]>;

const ids = cases(fc.oneof(stringId, objectId), 400);
const callbacks = cases(
  fc
    .record({ outputs: fc.array(output, { minLength: 1, maxLength: 4 }), list: fc.boolean() })
    .map(({ outputs, list }) => ({ outputs: list ? outputs : outputs.slice(0, 1), list })),
  400,
);
const patches = cases(fc.tuple(held, fc.array(step, { minLength: 1, maxLength: 5 })), 150);

let dash: DashRenderer;
let answers: ReturnType<typeof askDash>;
beforeAll(() => {
  dash = loadDashRenderer();
  answers = askDash({ ids, outputs: callbacks, patches: patches.map(([, program]) => program) });
});

const asked = <A>(kind: keyof typeof answers, questions: readonly A[]): readonly (readonly [A, JsonValue])[] =>
  questions.map((question, index) => [question, answers[kind]?.[index] ?? null]);

describe('id strings, as Dash’s own Python and renderer write them', () => {
  it('are spelled as in Python', () => {
    for (const [id, python] of asked('ids', ids)) expect(toPythonId(id), shown(id)).toBe(python);
  });

  it('are spelled as in the renderer', () => {
    for (const id of ids) expect(stringifyId(id), shown(id)).toBe(typeof id === 'string' ? id : dash.stringifyId(id));
  });

  it('are parsed from either', () => {
    for (const [id, python] of asked('ids', ids)) {
      expect(parseId(python as string), shown(id)).toEqual(asJson(id));
      expect(parseId(stringifyId(id)), shown(id)).toEqual(asJson(id));
    }
  });
});

it('output strings are parsed into the declarations from which Dash’s Python made them', () => {
  for (const [{ outputs, list }, string] of asked('outputs', callbacks)) {
    expect(parseOutputString(string as string), shown(outputs)).toEqual(asJson(outputs));
    expect(isMultiOutput(string as string), shown(outputs)).toBe(list);
  }
});

it('patches are reported with their operations as Python sent them, and the values before and after as the renderer applied them', async () => {
  let applied = 0;
  for (const [[before, program], patch] of asked('patches', patches)) {
    const response = JSON.stringify({ multi: true, response: { out: { data: patch } } });
    const page = recordPage({
      callbacks: [define('out.data', ['btn.n'], { prevent_initial_call: true })],
      components: ['btn', 'out'],
      server: () => new Response(response),
      toProps: dash.parsePatchProps,
    });
    page.hydrate();
    await page.settle();
    page.write('out', { data: before });
    page.setProps('btn', { n: 1 });
    await page.settle();
    let after: JsonObject;
    try {
      after = dash.parsePatchProps(asJson({ data: patch }) as JsonObject, { data: before });
    } catch {
      // The renderer refuses this patch; then nothing was written.
      expect(page.call(1).patches, shown([before, program])).toBeUndefined();
      continue;
    }
    applied++;
    const call = page.call(1);
    expect(outputsOf(call), shown([before, program])).toEqual([
      { prop_id: 'out.data', update: 'patch', value: patch, operations: (patch as JsonObject)['operations'] },
    ]);
    expect(asJson(call.patches), shown([before, program])).toEqual({
      'out.data': asJson({ before, after: after['data'] }),
    });
    expect(page.faults).toEqual([]);
  }
  expect(applied).toBeGreaterThan(patches.length / 2);
});
