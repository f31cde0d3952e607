import { describe, expect, it } from 'vitest';
import { cycleOnPage } from '../../../src/analysis/concrete-cycles';
import type { JsonValue } from '../../../src/lib/json';
import type { CallbackDefinition, LayoutIds } from '../../../src/trace/types';
import { reportedProblems } from '../../support/compare/reported-problems';
import { traceFrom } from '../../support/notation/trace-from';

const pattern = (type: string, index: string | number): string =>
  JSON.stringify({ index: typeof index === 'string' ? [index] : index, type });
/** The page has these types with these indices. */
const page = (types: Readonly<Record<string, readonly number[]>>, ...strings: readonly string[]): LayoutIds => ({
  strings: new Set(strings),
  families: new Map([
    [
      'index,type',
      Object.entries(types).flatMap(([type, list]) => list.map((index): readonly JsonValue[] => [index, type])),
    ],
  ]),
});
const declared = (...lines: readonly string[]): readonly CallbackDefinition[] => [
  ...traceFrom(...lines.map((line) => `callback ${line}`)).callbacks.values(),
];

/** Each row shows the sum of its own value and those of the rows before it. */
const running = [
  `${pattern('sum', 'MATCH')}.v <- ${pattern('part', 'MATCH')}.v`,
  `${pattern('part', 'MATCH')}.v <- ${pattern('sum', 'ALLSMALLER')}.v`,
];
const ring = [
  `${pattern('a', 'MATCH')}.v <- ${pattern('b', 'MATCH')}.v`,
  `${pattern('b', 'MATCH')}.v <- ${pattern('a', 'MATCH')}.v`,
];

describe('a cycle of callbacks with id patterns', () => {
  it('exists where the components on the page lead back', () =>
    expect(cycleOnPage(declared(...ring), page({ a: [1, 2], b: [2] }))).toEqual([
      `${pattern('a', 2)}.v`,
      `${pattern('b', 2)}.v`,
    ]));

  it('does not exist where each leads to the next component and never back', () =>
    expect(cycleOnPage(declared(...running), page({ sum: [1, 2, 3], part: [1, 2, 3] }))).toEqual([]));

  it('is unknown where the page has none of their components', () => {
    expect(cycleOnPage(declared(...ring), page({}))).toBeNull();
    expect(
      cycleOnPage(
        declared(...ring),
        page({
          a: Array.from({ length: 1_500 }, (_, index) => index),
          b: Array.from({ length: 1_500 }, (_, index) => index),
        }),
      ),
    ).toBeNull();
  });

  it('does not include a callback that reads its own output', () =>
    expect(
      cycleOnPage(declared(`${pattern('a', 'MATCH')}.v <- ${pattern('a', 'MATCH')}.v`), page({ a: [1, 2] })),
    ).toEqual([]));

  it('includes one component that writes for all, and all that write for it', () =>
    expect(
      cycleOnPage(
        declared(`all.v <- ${pattern('a', 'ALL')}.v`, `${pattern('a', 'MATCH')}.v <- all.v`),
        page({ a: [7] }, 'all'),
      ),
    ).toEqual(['all.v', `${pattern('a', 7)}.v`]));
});

describe('the finding', () => {
  const found = (lines: readonly string[], layout: LayoutIds | null): readonly string[] =>
    reportedProblems({ ...traceFrom(...lines.map((line) => `callback ${line}`)), layout }).map(
      ({ sentence }) => sentence,
    );

  it('names the path on the page', () =>
    expect(found(ring, page({ a: [1], b: [1] }))).toEqual([
      'b[MATCH].v → a[MATCH].v → b[MATCH].v: each is an Input of the callback that writes the next one. On the page now: b[1].v → a[1].v → b[1].v. Without a[MATCH].v as an Input of b[MATCH].v there is no cycle.',
    ]));

  it('is not reported for a sum that runs from row to row', () =>
    expect(found(running, page({ sum: [1, 2], part: [1, 2] }))).toEqual([]));

  it('uses the declarations while nothing is known of the page', () => expect(found(ring, null)).toHaveLength(1));
});
