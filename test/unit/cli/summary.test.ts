import { describe, expect, it } from 'vitest';

import { summarise } from '../../../cli/summary';
import { traceFrom } from '../../support/notation/trace-from';

describe('the summary of a recording', () => {
  it('counts calls by outcome and names the slowest three', () => {
    const lines = summarise(
      traceFrom(
        'c1 a.out <- btn.n 0-120',
        'c2 b.out <- a.out 120-1870 cause c1',
        'c3 a.out <- btn.n 2000-2010 no_update',
        'c4 d.out <- btn.n 2000-2040',
        'c5 a.out <- btn.n 3000-3001',
      ),
    );
    expect(lines).toEqual([
      '5 calls of 3 callbacks',
      '  updated         4',
      '  no_update       1',
      'slowest',
      '     1.75 s  b.out  (c2)',
      '     120 ms  a.out  (c1)',
      '      40 ms  d.out  (c4)',
    ]);
  });

  it('reports an empty recording', () => {
    expect(summarise(traceFrom())).toEqual(['0 calls of 0 callbacks']);
  });
});
