import { describe, expect, it } from 'vitest';
import { formatClock, formatDuration, formatSize } from '../../../../panel/ui/format';
import { rowAfterKey } from '../../../../panel/ui/use-row-keys';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.01, '<0.1 ms'],
    [0.3, '0.3 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [142.4, '142 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [9994, '9.99 s'],
    [9996, '10.0 s'],
    [59_960, '1 min 00 s'],
    [123_000, '2 min 03 s'],
    [-1, '0 ms'],
  ])('%d', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe('formatClock', () => {
  it.each([
    [0, '0:00.000'],
    [59_999.6, '1:00.000'],
    [63_214, '1:03.214'],
    [3_723_214, '1:02:03.214'],
  ])('%d', (ms, text) => expect(formatClock(ms)).toBe(text));
});

describe('formatSize', () => {
  it.each([
    [210, '210 B'],
    [1530, '1.5 kB'],
    [184_000, '184 kB'],
    [999_600, '1.0 MB'],
  ])('%d', (characters, text) => expect(formatSize(characters)).toBe(text));
});

describe('rowAfterKey', () => {
  it('stays inside the list', () => {
    expect(rowAfterKey('ArrowDown', 2, 3)).toBe(2);
    expect(rowAfterKey('ArrowUp', 0, 3)).toBe(0);
    expect(rowAfterKey('ArrowDown', -1, 3)).toBe(0);
    expect(rowAfterKey('ArrowUp', -1, 3)).toBe(2);
    expect(rowAfterKey('End', 0, 3)).toBe(2);
    expect(rowAfterKey('ArrowDown', 0, 0)).toBeNull();
    expect(rowAfterKey('x', 0, 3)).toBeNull();
  });
});
