import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortestCycles } from '../../../src/analysis/shortest-cycles';

const ring = (size: number): number[][] => Array.from({ length: size }, (_, node) => [(node + 1) % size]);
const WORK = 400_000;

/** All cycles, by trying every path from every node that is the smallest of its cycle. */
function everyCycle(next: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  const go = (way: readonly number[]): void => {
    const start = way[0] ?? 0;
    for (const node of next[way.at(-1) ?? 0] ?? []) {
      if (node === start) found.push([...way]);
      else if (node > start && !way.includes(node)) go([...way, node]);
    }
  };
  next.forEach((_, node) => go([node]));
  return found;
}

/** The same text for the same cycle, wherever it starts. */
function asText(cycle: readonly number[]): string {
  const least = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(least), ...cycle.slice(0, least)].join(' ');
}

describe('the shortest cycles', () => {
  it('are all of them where there are few, the shortest first', () => {
    // 0 ⇄ 1 ⇄ 2, and 0 → 1 → 2 → 3 → 0.
    const { cycles, isAll } = shortestCycles([[1], [0, 2], [1, 3], [0]], 10, WORK);
    expect(cycles.map(asText).sort()).toEqual(['0 1', '0 1 2 3', '1 2']);
    expect(cycles.map(({ length }) => length)).toEqual([2, 2, 4]);
    expect(isAll).toBe(true);
  });

  it('are limited to the requested number, and it is reported that there are more', () => {
    const complete = Array.from({ length: 6 }, (_, node) => [0, 1, 2, 3, 4, 5].filter((other) => other !== node));
    const { cycles, isAll } = shortestCycles(complete, 10, WORK);
    expect(cycles.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 2));
    expect(isAll).toBe(false);
    expect(
      shortestCycles(
        complete.slice(0, 2).map((_, node) => [1 - node]),
        1,
        WORK,
      ),
    ).toEqual({ cycles: [[0, 1]], isAll: true });
  });

  it('are those that an exhaustive search finds', () => {
    const graph = fc
      .integer({ min: 2, max: 7 })
      .chain((size) =>
        fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 10 }).map((edges) => ({ size, edges })),
      );
    fc.assert(
      fc.property(graph, fc.integer({ min: 1, max: 30 }), ({ size, edges }, most) => {
        // The ring makes every node lead to every other.
        const next = ring(size).map((own, node) => [
          ...new Set([...own, ...edges.flatMap(([from, to]) => (from === node && to !== node ? [to] : []))]),
        ]);
        const every = everyCycle(next).toSorted((a, b) => a.length - b.length);
        const { cycles, isAll } = shortestCycles(next, most, WORK);
        expect(cycles.map(({ length }) => length)).toEqual(every.slice(0, most).map(({ length }) => length));
        expect(new Set(cycles.map(asText)).size).toBe(cycles.length);
        expect(every.map(asText)).toEqual(expect.arrayContaining(cycles.map(asText)));
        expect(isAll).toBe(every.length <= most);
      }),
      { numRuns: 300 },
    );
  });

  it('are found in a ring of thousands, in either direction', () => {
    const backwards = Array.from({ length: 2_000 }, (_, node) => [(node + 1_999) % 2_000]);
    for (const next of [ring(2_000), backwards]) {
      const { cycles, isAll } = shortestCycles(next, 10, WORK);
      expect([cycles.length, cycles[0]?.length, isAll]).toEqual([1, 2_000, true]);
    }
  });

  it('include at least one when the search is too long', () =>
    expect(shortestCycles(ring(50), 10, 1)).toEqual({
      cycles: [Array.from({ length: 50 }, (_, node) => node)],
      isAll: false,
    }));
});
