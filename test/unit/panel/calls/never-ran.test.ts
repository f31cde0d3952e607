import { describe, expect, it } from 'vitest';
import { countNeverRan, withoutMerged } from '../../../../panel/calls/never-ran';
import { toCallId } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/trace-from';

const model = traceFrom('c1 a.out <- b.in 0 merged', 'c2 a.out <- b.in 0-9', 'c3 a.out <- b.in 10 circular', 'c4 a.out <- b.in 11 discarded', 'c5 a.out <- b.in 12', 'c6 a.out <- b.in 13 merged');

describe('requests that never ran', () => {
  it('are counted; what ran in vain or waits still is none of them', () => expect(countNeverRan(model)).toBe(3));

  it('are hidden when they were merged, unless one is selected', () => {
    expect(withoutMerged(model, model.callIds, null)).toEqual(['c2', 'c3', 'c4', 'c5']);
    expect(withoutMerged(model, model.callIds, toCallId('c6'))).toEqual(['c2', 'c3', 'c4', 'c5', 'c6']);
  });
});
