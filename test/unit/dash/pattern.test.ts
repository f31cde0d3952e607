import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stringifyId } from '../../../src/dash/component-id';
import {
  compareIdValues,
  isMultiValued,
  nearMisses,
  resolvePattern,
  wildcardOf,
  type Families,
} from '../../../src/dash/pattern';
import type { JsonObject, JsonValue } from '../../../src/lib/json';
import { plainText } from '../../../src/words/plain';
import { describeNearMiss } from '../../../src/words/why-not';
import { loadDashRenderer, type DashRenderer, type RendererPaths } from '../../support/servers/dash-renderer';

/** Everything Dash allows as a value of an id, with values that are easily confused next to each other. */
const value = fc.oneof(
  // Often the same few: a constant of a pattern must meet ids that have it, and ids that nearly do.
  { weight: 4, arbitrary: fc.constantFrom<JsonValue>(1, '1', 'a', true, 'true') },
  fc.constantFrom<JsonValue>(
    0,
    1,
    2,
    10,
    -1,
    1.5,
    '0',
    '1',
    '2',
    '10',
    '1.0',
    ' 1',
    '1e1',
    '',
    ' ',
    'a',
    'b',
    'B',
    'true',
    true,
    false,
    '+1',
    '0x10',
    '1_0',
    'Infinity',
    'NaN',
    '.5',
    '5.',
    '٣',
    '1 2',
    '\n1',
  ),
  fc.integer({ min: -3, max: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -2, max: 2 }),
  fc.string({ maxLength: 3 }),
);
const KEYS = ['index', 'type', 'row'];
const keySet = fc.subarray(KEYS, { minLength: 1 });
const idOf = (keys: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.record(Object.fromEntries(keys.map((key) => [key, value])));
const anyId = keySet.chain(idOf);
const patternOf = (keys: readonly string[], wildcards: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.record(
    Object.fromEntries(
      keys.map((key) => [
        key,
        fc.oneof(
          value,
          fc.constantFrom(...wildcards).map((name) => [name]),
        ),
      ]),
    ),
  );

const component = (id: JsonObject): JsonObject => ({ type: 'Div', namespace: 'dash_html_components', props: { id } });
const layoutOf = (ids: readonly JsonObject[]): JsonObject => ({
  type: 'Div',
  namespace: 'dash_html_components',
  props: { children: ids.map(component) },
});

/** What the agent reports of the renderer's paths. */
const familiesOf = ({ objs }: RendererPaths): Families =>
  new Map(Object.entries(objs).map(([keys, list]) => [keys, list.map(({ values }) => values)]));

let dash: DashRenderer;
beforeAll(() => {
  dash = loadDashRenderer();
});

const pathsOf = (ids: readonly JsonObject[]): RendererPaths =>
  dash.computePaths(layoutOf(ids), [], { strs: {}, objs: {} }, {});
const parsed = (pattern: JsonObject) => dash.parseIfWildcard(stringifyId(pattern));
const texts = (ids: readonly { readonly id: JsonObject }[]): readonly string[] =>
  ids.map(({ id }) => dash.stringifyId(id));

describe('what a pattern matches, compared with Dash’s own renderer', () => {
  it('is the same ids in the same order without a bound value', () => {
    const pattern = keySet.chain((keys) => patternOf(keys, ['ALL', 'MATCH', 'ALLSMALLER']));
    fc.assert(
      fc.property(fc.array(anyId, { maxLength: 12 }), pattern, (ids, asked) => {
        const paths = pathsOf(ids);
        const ours = resolvePattern(asked, familiesOf(paths)).map(stringifyId);
        expect(ours).toEqual(texts(dash.resolveDeps()(paths)({ id: parsed(asked), property: 'value' })));
      }),
      { numRuns: 300 },
    );
  });

  it('is bound to an instance: MATCH takes its own index, ALLSMALLER the indices before it', () => {
    const asked = fc
      .constantFrom(['index'], ['index', 'type'], ['index', 'row', 'type'])
      .chain((keys) =>
        fc.tuple(
          fc.array(idOf(keys), { minLength: 1, maxLength: 12 }),
          patternOf(keys, ['MATCH', 'MATCH', 'ALL']),
          fc.infiniteStream(fc.constantFrom('MATCH', 'ALL', 'ALLSMALLER', 'own')),
        ),
      );
    fc.assert(
      fc.property(asked, ([ids, output, stream]) => {
        const keys = Object.keys(output).sort();
        const paths = pathsOf(ids);
        // An input may use MATCH and ALLSMALLER only for keys that the output binds (up to and after Dash 4.2).
        const input: JsonObject = Object.fromEntries(
          keys.map((key) => {
            const wish = stream.next().value as string;
            if (wish === 'own') return [key, output[key] ?? null];
            return [key, wildcardOf(output[key]) === 'MATCH' ? [wish] : ['ALL']];
          }),
        );
        for (const reference of resolvePattern(output, familiesOf(paths))) {
          const match = Object.fromEntries(
            keys.filter((key) => wildcardOf(output[key]) === 'MATCH').map((key) => [key, reference[key] ?? null]),
          );
          const bound = dash.resolveDeps(
            keys,
            keys.map((key) => reference[key] ?? null),
            keys.map((key) => parsed(output)[key]),
          );
          const ours = resolvePattern(input, familiesOf(paths), match).map(stringifyId);
          expect(ours).toEqual(texts(bound(paths)({ id: parsed(input), property: 'value' })));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the renderer’s order after a part of the layout was replaced', () => {
    const asked = keySet.chain((keys) =>
      fc.tuple(
        fc.array(idOf(keys), { maxLength: 8 }),
        fc.array(idOf(keys), { maxLength: 8 }),
        patternOf(keys, ['ALL']),
      ),
    );
    fc.assert(
      fc.property(asked, ([before, fresh, pattern]) => {
        const first = pathsOf(before);
        const start = ['props', 'children', 0];
        const second = dash.computePaths(layoutOf(fresh), start, first, {});
        const ours = resolvePattern(pattern, familiesOf(second)).map(stringifyId);
        expect(ours).toEqual(texts(dash.resolveDeps()(second)({ id: parsed(pattern), property: 'value' })));
      }),
      { numRuns: 150 },
    );
  });

  it('orders any two values as the renderer does', () => {
    // The renderer does not export its comparison; ALLSMALLER of an instance shows how it compares two values.
    fc.assert(
      fc.property(value, value, (a, b) => {
        const paths = pathsOf([{ index: a }]);
        const isIn = (wildcard: string): boolean =>
          dash.resolveDeps(['index'], [b], [dash.parseIfWildcard('{"index":["MATCH"]}')['index']])(paths)({
            id: dash.parseIfWildcard(`{"index":["${wildcard}"]}`),
            property: 'x',
          }).length === 1;
        const theirs = isIn('ALLSMALLER') ? -1 : isIn('MATCH') ? 0 : 1;
        expect([a, b, compareIdValues(a, b)]).toEqual([a, b, theirs]);
      }),
      { numRuns: 2000 },
    );
  });

  it('accepts a list exactly where the renderer does', () => {
    fc.assert(
      fc.property(
        keySet.chain((keys) => patternOf(keys, ['ALL', 'MATCH', 'ALLSMALLER'])),
        (pattern) => {
          expect(isMultiValued(pattern)).toBe(dash.isMultiValued({ id: parsed(pattern) }));
        },
      ),
    );
  });
});

describe('near misses', () => {
  const near = (pattern: JsonObject, ...ids: readonly JsonObject[]) =>
    nearMisses(pattern, familiesOf(pathsOf(ids))).map(
      (miss) => `${stringifyId(miss.id)}: ${plainText(describeNearMiss(miss))}`,
    );

  it('are never ids that the pattern matches', () => {
    const pattern = keySet.chain((keys) => patternOf(keys, ['ALL', 'MATCH']));
    fc.assert(
      fc.property(fc.array(anyId, { maxLength: 12 }), pattern, (ids, asked) => {
        const paths = pathsOf(ids);
        const matched = new Set(texts(dash.resolveDeps()(paths)({ id: parsed(asked), property: 'value' })));
        expect(nearMisses(asked, familiesOf(paths)).filter(({ id }) => matched.has(stringifyId(id)))).toEqual([]);
      }),
    );
  });

  it('detect a different key set', () => {
    expect(
      near(
        { type: 'cell', index: ['ALL'] },
        { type: 'cell', index: 1, side: 'left' },
        { type: 'other', index: 1, side: 'left' },
      ),
    ).toEqual([
      '{"index":1,"side":"left","type":"cell"}: it also has "side"; a pattern matches only ids with exactly its keys',
    ]);
  });

  it('distinguish "1" from 1', () => {
    expect(near({ type: 'cell', index: 1 }, { type: 'cell', index: '1' }, { type: 'cell', index: 2 })).toEqual([
      '{"index":"1","type":"cell"}: its "index" is "1" (a string), but the pattern has 1 (a number); Dash compares types too',
    ]);
  });

  it('detect a different spelling', () => {
    expect(near({ type: 'cell', index: ['ALL'] }, { type: 'Cell', index: 1 })).toEqual([
      '{"index":1,"type":"Cell"}: its "type" is "Cell", but the pattern has "cell"',
    ]);
  });
});
