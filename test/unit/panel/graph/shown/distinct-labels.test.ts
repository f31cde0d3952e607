import { describe, expect, it } from 'vitest';
import { distinctLabels, usualCut } from '../../../../../panel/graph/shown/distinct-labels';

const NORTH = 'dashboard-section-north-quarterly-input.value';
const SOUTH = 'dashboard-section-south-quarterly-input.value';

describe('where a long name is split', () => {
  it('is before the property', () => expect(NORTH.slice(usualCut(NORTH))).toBe('.value'));

  it('is nowhere in a short name', () => expect(usualCut('region')).toBe('region'.length));
});

describe('labels of names that look the same once they are truncated', () => {
  it('start with the word that differs', () =>
    expect([...distinctLabels([NORTH, SOUTH, 'region.value'])]).toEqual([
      [NORTH, '…north-quarterly-input.value'],
      [SOUTH, '…south-quarterly-input.value'],
    ]));

  it('start with the difference when there are no words', () =>
    expect([
      ...distinctLabels([`${'x'.repeat(30)}left${'y'.repeat(9)}`, `${'x'.repeat(30)}right${'y'.repeat(9)}`]),
    ]).toEqual([
      [`${'x'.repeat(30)}left${'y'.repeat(9)}`, `…left${'y'.repeat(9)}`],
      [`${'x'.repeat(30)}right${'y'.repeat(9)}`, `…right${'y'.repeat(9)}`],
    ]));

  it('are not needed for names that differ anyway', () =>
    expect(
      distinctLabels(['a-very-long-name-of-a-component.value', 'a-very-long-name-of-a-component.style']).size,
    ).toBe(0));
});
