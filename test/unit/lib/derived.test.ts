import { expect, it, vi } from 'vitest';
import { derived } from '../../../src/lib/derived';

it('works an answer out once for each record, whatever it is', () => {
  const work = vi.fn(({ n }: { readonly n: number }) => (n > 1 ? n : null));
  const answerOf = derived(work);
  const [one, two] = [{ n: 1 }, { n: 2 }];
  expect([one, two, one, two].map(answerOf)).toEqual([null, 2, null, 2]);
  expect(work).toHaveBeenCalledTimes(2);
});
