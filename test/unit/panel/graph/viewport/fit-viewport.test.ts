import { describe, expect, it } from 'vitest';
import { broughtIn, isInView, leastZoomOf, ZOOM } from '../../../../../panel/graph/viewport/fit-viewport';

const ROOM = { width: 1_000, height: 800 };
const box = (width: number, height: number) => ({ x: 0, y: 0, width, height });

describe('how far one can zoom out', () => {
  it('reaches half the zoom that fits a large graph', () => {
    const half = leastZoomOf(box(9_680, 100), ROOM);
    expect(half).toBeCloseTo(0.05);
  });

  it('reaches the zoom at which cards are blocks in a small graph, and no farther', () =>
    expect(leastZoomOf(box(300, 100), ROOM)).toBe(0.2));

  it('has a limit in a graph of any size', () => expect(leastZoomOf(box(1_000_000, 100), ROOM)).toBe(ZOOM.least));

  it('is the minimum while the view or the graph is not known', () => {
    expect(leastZoomOf(null, ROOM)).toBe(ZOOM.least);
    expect(leastZoomOf(box(10, 10), { width: 0, height: 0 })).toBe(ZOOM.least);
  });
});

describe('a card that a smaller view no longer shows', () => {
  const card = { x: 900, y: 100, width: 120, height: 60 };

  it('comes into view by the shortest move and at the same zoom', () => {
    const room = { width: 600, height: 800 };
    const before = { x: 0, y: 0, zoom: 1 };
    expect(isInView(card, room, before)).toBe(false);
    const after = broughtIn(card, room, before);
    expect(isInView(card, room, after)).toBe(true);
    expect(after).toEqual({ x: 600 - 16 - 1_020, y: 0, zoom: 1 });
  });

  it('does not move when it is in view', () =>
    expect(broughtIn(card, { width: 2_000, height: 800 }, { x: 5, y: 7, zoom: 0.5 })).toEqual({
      x: 5,
      y: 7,
      zoom: 0.5,
    }));
});
