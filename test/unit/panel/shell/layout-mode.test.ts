import { describe, expect, it } from 'vitest';
import { layoutMode } from '../../../../panel/shell/layout-mode';

describe('layoutMode', () => {
  it.each([
    [1400, 620, 'wide'],
    [900, 620, 'wide'],
    [899, 620, 'narrow'],
    [420, 800, 'narrow'],
    [1400, 250, 'low'],
    [700, 250, 'low'],
    [420, 250, 'narrow'],
  ])('%d x %d', (width, height, mode) => expect(layoutMode({ width, height })).toBe(mode));
});
