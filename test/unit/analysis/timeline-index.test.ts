import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLaneIndex, type LaneIndex } from '../../../src/analysis/timeline-index';

interface Seen {
  readonly bar: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly marked: boolean;
}

function query(lane: LaneIndex, from: number, to: number, pixel: number): Seen[][] {
  return Array.from({ length: lane.rows }, (_, row) => {
    const seen: Seen[] = [];
    lane.visit(row, from, to, pixel, (bar, count, start, end, marked) =>
      seen.push({ bar, count, from: start, to: end, marked }),
    );
    return seen;
  });
}

function laneOf(...bars: readonly (readonly [number, number | null])[]): LaneIndex {
  const lane = createLaneIndex();
  for (const [start, end] of bars) lane.add(start, end);
  return lane;
}

describe('rows', () => {
  it('puts overlapping bars below each other and reuses free rows', () => {
    const lane = laneOf([0, 10], [2, 6], [3, 4], [6, 8], [10, 12]);
    expect([0, 1, 2, 3, 4].map(lane.rowOf)).toEqual([0, 1, 2, 1, 0]);
    expect(lane.rows).toBe(3);
  });
  it('keeps the row of an open bar free until it ends', () => {
    const lane = laneOf([0, null], [5, 6]);
    lane.setEnd(0, 7);
    expect(lane.rowOf(lane.add(7, 8))).toBe(0);
    expect(lane.rowOf(1)).toBe(1);
  });
  it('keeps instants of one moment in one row', () => expect(laneOf([1, 1], [1, 1], [2, 2]).rows).toBe(1));
  it('keeps a growing bar from reaching into the next one', () => {
    const lane = laneOf([0, 5], [6, 9]);
    lane.setEnd(0, 8);
    expect(lane.endOf(0)).toBe(6);
  });
});

describe('what is visible', () => {
  it('counts bars that only touch the window', () =>
    expect(query(laneOf([0, 1], [2, 3], [4, 5]), 1, 4, 0)[0]?.map(({ bar }) => bar)).toEqual([0, 1, 2]));
  it('shows open bars forever', () =>
    expect(query(laneOf([0, null]), 900, 1000, 1)[0]).toMatchObject([{ bar: 0, to: Infinity }]));
  it('merges bars thinner than a pixel into one run', () =>
    expect(query(laneOf([0, 1], [2, 3], [4, 30], [31, 32], [75, 76]), 0, 100, 10)[0]).toMatchObject([
      { bar: 0, count: 2, from: 0, to: 3 },
      { bar: 2, count: 1 },
      { bar: 3, count: 1 },
      { bar: 4, count: 1 },
    ]));
  it('keeps a failed bar separate, so that it is not lost in a run', () => {
    const lane = laneOf(...Array.from({ length: 30 }, (_, i): [number, number] => [i * 5, i * 5 + 1]));
    lane.mark(12);
    expect(query(lane, 0, 1000, 10)[0]?.map(({ count, marked }) => [count, marked])).toEqual([
      [12, false],
      [2, true],
      [16, false],
    ]);
  });
});

describe('under the pointer', () => {
  const lane = laneOf([0, 10], [20, 21]);
  it('finds the bar at that moment', () => expect(lane.at(0, 5, 0)).toBe(0));
  it('finds the nearest one within reach', () => {
    expect(lane.at(0, 18, 3)).toBe(1);
    expect(lane.at(0, 12, 3)).toBe(0);
  });
  it('finds nothing beyond its reach', () => {
    expect(lane.at(0, 15, 3)).toBe(-1);
    expect(lane.at(4, 5, 3)).toBe(-1);
  });
  it('knows which bar started last', () => expect([-1, 0, 19, 99].map(lane.lastBefore)).toEqual([0, 0, 0, 1]));
});

/** Bars as they arrive: steps to the next start, lengths (null: left open), whether they are closed later. */
const recording = fc.array(
  fc.record({
    step: fc.oneof(
      { weight: 3, arbitrary: fc.double({ min: 0, max: 3, noNaN: true }) },
      fc.double({ min: 0, max: 200, noNaN: true }),
    ),
    length: fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: 0, max: 4, noNaN: true }) },
      fc.double({ min: 0, max: 300, noNaN: true }),
      fc.constant(null),
    ),
    marked: fc.boolean(),
  }),
  { maxLength: 200 },
);
const windows = fc.record({
  from: fc.double({ min: -10, max: 400, noNaN: true }),
  span: fc.double({ min: 0, max: 400, noNaN: true }),
  pixel: fc.double({ min: 0.01, max: 20, noNaN: true }),
});

describe('compared with a plain filter', () => {
  it('finds every visible bar once, alone or in a run of the right size', () => {
    fc.assert(
      fc.property(recording, windows, (bars, { from, span, pixel }) => {
        const lane = createLaneIndex();
        let start = 0;
        for (const { step, length, marked } of bars) {
          start += step;
          const bar = lane.add(start, length === null ? null : start + length);
          if (marked) lane.mark(bar);
        }
        const to = from + span;
        const all = bars.map((_, bar) => bar);
        const inSight = all.filter((bar) => lane.endOf(bar) >= from && lane.startOf(bar) <= to);
        // Bars of one row follow each other.
        for (let row = 0; row < lane.rows; row++) {
          const own = all.filter((bar) => lane.rowOf(bar) === row);
          own.slice(1).forEach((bar, i) => expect(lane.endOf(own[i] ?? 0)).toBeLessThanOrEqual(lane.startOf(bar)));
        }
        expect(
          query(lane, from, to, 0)
            .flat()
            .map(({ bar }) => bar)
            .sort((a, b) => a - b),
        ).toEqual(inSight);

        query(lane, from, to, pixel).forEach((seen, row) => {
          const own = all.filter((bar) => lane.rowOf(bar) === row);
          const covered = seen.flatMap(({ bar, count, from: first, to: last, marked }) => {
            const run = own.slice(own.indexOf(bar), own.indexOf(bar) + count);
            expect(first).toBe(lane.startOf(bar));
            expect(last).toBe(lane.endOf(run.at(-1) ?? bar));
            expect(marked).toBe(run.some((one) => bars[one]?.marked));
            if (count > 1) for (const one of run) expect(lane.endOf(one) - lane.startOf(one)).toBeLessThan(pixel);
            return run;
          });
          expect(new Set(covered).size).toBe(covered.length);
          // A run may extend a pixel beyond the window; nothing visible may be missing.
          expect(covered.filter((bar) => inSight.includes(bar))).toEqual(own.filter((bar) => inSight.includes(bar)));
          expect(seen.length).toBeLessThanOrEqual(2 * (span / pixel + 2));
        });
      }),
      { numRuns: 300 },
    );
  });
});
