import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import ValueTree, { toGroups } from '../../../../../panel/inspector/values/ValueTree';

describe('toGroups', () => {
  it('leaves short lists unchanged', () => expect(toGroups({ a: [1, 2, 3] })).toEqual({ a: [1, 2, 3] }));
  it('groups long lists by index, with at most a hundred entries at every level', () => {
    expect(Object.keys(toGroups(Array.from({ length: 250 }, (_, i) => i)) as object)).toEqual([
      '0…99',
      '100…199',
      '200…249',
    ]);
    const large = toGroups(Array.from({ length: 25_000 }, (_, i) => i)) as Record<string, Record<string, number[]>>;
    expect(Object.keys(large)).toEqual(['0…9999', '10000…19999', '20000…24999']);
    expect(large['20000…24999']?.['24900…24999']?.at(-1)).toBe(24_999);
  });
});

describe('what was cut', () => {
  const cut = { $preview: '3 items: [1,2', $bytes: 184_000, $why: 'size', $at: { text: 4, path: [] } };
  it('is described in a sentence', () =>
    expect(toGroups({ value: cut })).toEqual({ value: '⟨184 kB left in the page: 3 items: [1,2⟩' }));
  it('is not offered when it is gone', () =>
    expect(
      toGroups([
        { $preview: 'x', $bytes: null, $why: 'gone' },
        { $preview: '***', $bytes: 8, $why: 'redacted' },
      ]),
    ).toEqual(['⟨no longer held: x⟩', '⟨8 B left out on purpose: ***⟩']));
});

describe('ValueTree', () => {
  it('shows markup from the page as text', () => {
    const html = renderToStaticMarkup(<ValueTree value={{ evil: '<img src=x onerror=alert(1)>' }} label="x" />);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
  });
});
