import { describe, expect, it } from 'vitest';
import { diffTag, isEqual } from '../../../../../panel/inspector/call/diff-tag';

const cut = (preview: string, bytes: number) => ({ $preview: preview, $bytes: bytes, $why: 'size' });

describe('diffTag', () => {
  it('shows the previous short value', () =>
    expect(diffTag('North', 'East')).toEqual({ kind: 'was', text: 'was "East"' }));
  it('shows only that a long value changed', () => {
    expect(diffTag([1], [2])?.text).toBe('changed');
    expect(diffTag('a', 'x'.repeat(100))?.text).toBe('changed');
  });
  it('recognises equal values in any order of keys', () =>
    expect(diffTag({ a: 1, b: [2] }, { b: [2], a: 1 })?.text).toBe('same'));
  it('does not claim that two cut values are the same', () => {
    expect(diffTag(cut('3 items: [1', 5000), cut('3 items: [1', 5000))?.kind).toBe('unknown');
    expect(diffTag(cut('3 items: [1', 5000), cut('3 items: [1', 5001))?.text).toBe('changed');
    expect(diffTag([1], cut('3 items: [1', 5000))?.text).toBe('changed');
  });
  it('shows nothing where there is nothing to compare with', () => {
    expect(diffTag(1, undefined)).toBeNull();
    expect(diffTag(undefined, 1)).toBeNull();
  });
});

describe('isEqual', () => {
  it('distinguishes lists, objects and null', () => {
    expect(isEqual([], {})).toBe(false);
    expect(isEqual(null, {})).toBe(false);
    expect(isEqual({ a: null }, {})).toBe(false);
    expect(isEqual({ toString: 1 }, { a: 1 })).toBe(false);
  });
});
