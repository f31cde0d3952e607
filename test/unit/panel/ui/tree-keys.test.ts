import { describe, expect, it } from 'vitest';
import { treeStep } from '../../../../panel/ui/tree-keys';

const rows = [
  { level: 1, open: true },
  { level: 2, open: false },
  { level: 2, open: true },
  { level: 3, open: null },
];

describe('treeStep', () => {
  it('moves up and down', () => {
    expect(treeStep('ArrowDown', rows, 1)).toEqual({ type: 'move', to: 2 });
    expect(treeStep('ArrowUp', rows, 1)).toEqual({ type: 'move', to: 0 });
    expect(treeStep('ArrowDown', rows, -1)).toEqual({ type: 'move', to: 0 });
    expect(treeStep('End', rows, 0)).toEqual({ type: 'move', to: 3 });
  });

  it('expands with right, then moves to the first child', () => {
    expect(treeStep('ArrowRight', rows, 1)).toEqual({ type: 'open', row: 1 });
    expect(treeStep('ArrowRight', rows, 2)).toEqual({ type: 'move', to: 3 });
    expect(treeStep('ArrowRight', rows, 3)).toBeNull();
  });

  it('collapses with left, then moves to the parent', () => {
    expect(treeStep('ArrowLeft', rows, 2)).toEqual({ type: 'close', row: 2 });
    expect(treeStep('ArrowLeft', rows, 3)).toEqual({ type: 'move', to: 2 });
    expect(treeStep('ArrowLeft', rows, 1)).toEqual({ type: 'move', to: 0 });
  });

  it('ignores other keys', () => {
    expect(treeStep('a', rows, 1)).toBeNull();
    expect(treeStep('ArrowDown', [], -1)).toBeNull();
  });
});
