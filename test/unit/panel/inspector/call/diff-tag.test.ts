import { describe, expect, it } from 'vitest';
import { diffTag, isEqual } from '../../../../../panel/inspector/call/diff-tag';
import { UNDEFINED } from '../../../../../src/protocol/cut-value';
import { hashOfText } from '../../../../../src/protocol/text-marks';

const cut = (preview: string, bytes: number | null, hash?: string) => ({
  $preview: preview,
  $bytes: bytes,
  $why: 'size',
  ...(hash === undefined ? {} : { $hash: hash }),
});

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
  it('compares cut values by their hash', () => {
    expect(diffTag(cut('[1', 5000, 'a'), cut('[1', 5000, 'a'))?.text).toBe('same');
    expect(diffTag(cut('[1', 5000, 'a'), cut('[1', 5000, 'b'))?.text).toBe('changed');
  });
  it('compares a cut value with a whole one by the hash of its JSON', () => {
    const text = 'x'.repeat(3000);
    expect(diffTag(text, cut('"xxx', 3002, hashOfText(JSON.stringify(text))))?.text).toBe('same');
    expect(diffTag(text, cut('"xxx', 3002, 'other'))?.text).toBe('not compared');
  });
  it('does not speak of a size that was not measured', () =>
    expect(diffTag(cut('3 keys: a, b, c', null), cut('3 keys: a, b, c', null))?.text).toBe('not compared'));
  it('distinguishes undefined from null', () => {
    expect(diffTag(UNDEFINED, UNDEFINED)?.text).toBe('same');
    expect(diffTag(UNDEFINED, null)?.text).toBe('changed');
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
