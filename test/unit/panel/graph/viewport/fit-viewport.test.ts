import { describe, expect, it } from 'vitest';
import { leastZoomOf, ZOOM } from '../../../../../panel/graph/viewport/fit-viewport';

const ROOM = { width: 1_000, height: 800 };
const box = (width: number, height: number) => ({ x: 0, y: 0, width, height });

describe('how far one can zoom out', () => {
  it('is to half of what shows all of a large graph', () => {
    const half = leastZoomOf(box(9_680, 100), ROOM);
    expect(half).toBeCloseTo(0.05);
  });

  it('is so far that cards are blocks in a small graph, and no farther', () =>
    expect(leastZoomOf(box(300, 100), ROOM)).toBe(0.2));

  it('has an end in a graph of any size', () => expect(leastZoomOf(box(1_000_000, 100), ROOM)).toBe(ZOOM.least));

  it('is the least there is while the room or the graph is not known', () => {
    expect(leastZoomOf(null, ROOM)).toBe(ZOOM.least);
    expect(leastZoomOf(box(10, 10), { width: 0, height: 0 })).toBe(ZOOM.least);
  });
});
