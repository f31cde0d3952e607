import { describe, expect, it } from 'vitest';
import { CALLS_TEXTS } from '../../../../src/words/panel';
import { countRoutine, neverRan, withoutRoutine } from '../../../../panel/calls/never-ran';
import { toCallId } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/notation/trace-from';

const model = traceFrom(
  'c1 a.out <- b.in 0 merged',
  'c2 a.out <- b.in 0-9',
  'c3 a.out <- b.in 10 circular',
  'c4 a.out <- b.in 11 discarded',
  'c5 a.out <- b.in 12',
  'c6 a.out <- b.in 13 merged',
  'c7 typo.out <- b.in 14 outputs_missing',
  ...Array.from({ length: 13 }, (_, index) => `c${index + 8} elsewhere${index}.out <- store.data 20 outputs_missing`),
);

describe('requests that never ran', () => {
  it('are distinguished from calls that ran without effect and from waiting ones', () =>
    expect(
      [...model.calls.values()]
        .filter(neverRan)
        .map(({ id }) => id)
        .slice(0, 5),
    ).toEqual(['c1', 'c3', 'c6', 'c7', 'c8']));

  it('are counted when they are routine', () => expect(countRoutine(model)).toEqual({ merged: 2, otherPages: 13 }));

  it('are not routine when one callback keeps requesting missing outputs', () =>
    expect(
      countRoutine(
        traceFrom(
          ...Array.from(
            { length: 20 },
            (_, index) => `c${index + 1} typo.out <- tick.n_intervals ${index * 1000} outputs_missing`,
          ),
        ),
      ),
    ).toEqual({ merged: 0, otherPages: 0 }));

  it('are hidden when they were merged or belong to other pages, unless one is selected', () => {
    expect(withoutRoutine(model, model.callIds, null)).toEqual(['c2', 'c3', 'c4', 'c5', 'c7']);
    expect(withoutRoutine(model, model.callIds, toCallId('c9'))).toEqual(['c2', 'c3', 'c4', 'c5', 'c7', 'c9']);
  });

  it.each([
    [0, 0, ''],
    [1, 0, 'Show 1 merged request'],
    [0, 13, 'Show 13 requests for other pages'],
    [1_200, 40, 'Show 1,200 merged, 40 requests for other pages'],
  ])('are named for what they are: %d merged, %d of other pages', (merged, otherPages, text) =>
    expect(CALLS_TEXTS.routine({ merged, otherPages })).toBe(text),
  );
});
