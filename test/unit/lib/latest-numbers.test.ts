import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLatestNumbers } from '../../../src/lib/latest-numbers';
import { percentileOf } from '../../../src/lib/percentile';

describe('the latest numbers', () => {
  it('give the percentiles of the latest values within their limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (values, most) => {
          const latest = createLatestNumbers(most);
          values.forEach(latest.add);
          const sorted = values.slice(-most).sort((a, b) => a - b);
          for (const part of [0, 0.5, 0.95, 1]) expect(latest.percentile(part)).toBe(percentileOf(sorted, part));
        },
      ),
    );
  });
});
