import { describe, expect, it } from 'vitest';
import { criticalPath, largestShare } from '../../../src/analysis/critical-path';
import { traceFrom } from '../../support/notation/trace-from';

function pathOf(...lines: string[]) {
  return criticalPath([...traceFrom(...lines).calls.values()], 1000);
}

describe('the critical path', () => {
  it('follows the causes back from the call that finished last', () => {
    const path = pathOf(
      'c1 a.out <- btn.n_clicks 0/0/2/90/100/100/104',
      'c2 b.out <- a.out 104-120 cause c1',
      'c3 c.out <- a.out 105/105/115/200/210/210/220 cause c1',
    );
    expect(path.map(({ call, from, to, waited }) => [call, from, to, waited])).toEqual([
      ['c1', 0, 104, 2],
      ['c3', 104, 220, 11],
    ]);
    expect(path[1]?.after).toEqual({ call: 'c1', why: 'cause' });
    expect(path[1]?.shares).toEqual({ queue: 10, server: 95, job: 0, clientside: 0, apply: 10, other: 1 });
  });

  it('uses what delayed a call after it had been requested', () => {
    const path = pathOf(
      'c1 a.out <- btn.n_clicks 0-10',
      'c2 b.out <- btn.n_clicks 0-300',
      'c3 c.out <- a.out b.out 10/300/301/350/350/350/360 cause c1',
    );
    expect(path.map(({ call, after }) => [call, after?.call ?? null, after?.why ?? null])).toEqual([
      ['c2', null, null],
      ['c3', 'c2', 'blocked'],
    ]);
    expect(path[1]?.shares.queue).toBe(1);
  });

  it('names what the call depends on, where others finished at the same moment', () =>
    expect(
      pathOf(
        'c1 a.data=1 <- btn.n_clicks=1 0-100',
        'c2 zzz.data=1 <- btn.n_clicks=1 0-102',
        'c3 out.children=1 <- btn.n_clicks=1 a.data=1 0/103/103/200/200/200/200',
      ).map(({ call }) => call),
    ).toEqual(['c1', 'c3']));

  it('counts the wait for a free slot as queueing', () => {
    const [only] = pathOf('c1 a.out <- btn.n_clicks 0/0/80/90/100/100/100');
    expect(only?.shares).toMatchObject({ queue: 80, server: 20 });
  });

  it('splits a call where its side update triggered the next', () => {
    const path = pathOf(
      'c1 a.out <- btn.n_clicks 0-500 background',
      'c2 b.out <- bar.value 100-600 cause side-update:bar.value',
    );
    expect(path.map(({ call }) => call)).toEqual(['c2']);
  });

  it('does not count the end of a discarded call as applying its result', () => {
    const [only] = pathOf('c1 a.out <- btn.n_clicks 0/0/0/10/40/41 background discarded');
    expect(only?.shares).toMatchObject({ apply: 0 });
  });

  it('distinguishes jobs and clientside functions from the server', () => {
    const path = pathOf('c1 a.out <- btn.n_clicks 0-500 background', 'c2 b.out <- a.out 500-530 clientside cause c1');
    expect(path.map(({ shares }) => largestShare(shares))).toEqual(['job', 'clientside']);
  });

  it('runs up to now for open calls', () =>
    expect(pathOf('c1 a.out <- btn.n_clicks 0-')).toMatchObject([{ call: 'c1', from: 0, to: 1000 }]));

  it('leaves out requests that never ran', () => expect(pathOf('c1 a.out <- btn.n_clicks 0 merged')).toEqual([]));

  it('has steps without gaps, even in a cycle', () => {
    const path = pathOf('c1 a.out <- b.out 0-10', 'c2 b.out <- a.out 10-20 cause c1', 'c3 a.out 20-30 cause c2');
    path.slice(1).forEach((step, i) => expect(step.from).toBe(path[i]?.to));
    expect(path).toHaveLength(3);
  });
});
