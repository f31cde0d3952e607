import { describe, expect, it } from 'vitest';
import { groupLabelSize, markSize, zoomLevel } from '../../../../../panel/graph/viewport/zoom-level';

describe('what cards show', () => {
  it.each([
    [1, 'near'],
    [0.58, 'near'],
    [0.5, 'far'],
    [0.4, 'far'],
    [0.33, 'blocks'],
    [0.02, 'blocks'],
  ])('at zoom %d is that of %s', (zoom, level) => expect(zoomLevel(zoom)).toBe(level));
});

describe('cards drawn as blocks', () => {
  it('keep the name at the same size on the screen at every zoom, if its card has room', () => {
    for (const zoom of [0.39, 0.33, 0.25, 0.2]) expect(groupLabelSize(zoom) * zoom).toBeGreaterThanOrEqual(11);
    expect([groupLabelSize(0.1), groupLabelSize(0.02)]).toEqual([56, 56]);
  });
  it('enlarge marks, but not over their neighbours', () => expect([markSize(0.33), markSize(0.05)]).toEqual([40, 64]));
  it('change sizes in steps', () => expect(groupLabelSize(0.33)).toBe(groupLabelSize(0.325)));
});
