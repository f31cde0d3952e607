import { describe, expect, it } from 'vitest';
import { createFigureTracker, figuresOf } from '../../../src/analysis/callback-figures';
import { toCallbackKey, toCallId, type CallId } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

const out = toCallbackKey('out.v');

describe('the figures of a callback', () => {
  it('sum up the calls that ran and have finished', () => {
    const model = traceFrom(
      'c1 out.v <- b.n 0-10',
      'c2 out.v <- b.n 20-50',
      'c3 out.v <- b.n 60-160',
      'c4 out.v 200-',
      'c5 other.v <- b.n 0-1',
    );
    expect(figuresOf(model).get(out)).toMatchObject({
      count: 3,
      p50: 30,
      p95: 100,
      max: 100,
      total: 140,
      slowest: 'c3',
    });
    expect(figuresOf(model).get(toCallbackKey('other.v'))).toMatchObject({ count: 1, total: 1 });
  });

  it('separate the time a call took from the time it waited', () => {
    // requested 0, ready 3, sent 40, first byte 100, received 103, parsed 104, applied 117, painted 143
    const figures = figuresOf(traceFrom('c1 out.v <- b.n 0/3/40/100/103/104/117/143')).get(out);
    expect(figures).toMatchObject({ total: 117, self: 77 });
    expect(figures?.phases).toEqual([
      { name: 'waiting', ms: 40 },
      { name: 'network + server', ms: 63 },
      { name: 'parse', ms: 1 },
      { name: 'apply', ms: 13 },
      { name: 'paint', ms: 26 },
    ]);
  });

  it('keep their object for a callback without new calls, and grow for the others', () => {
    const tracker = createFigureTracker();
    const before = tracker.update(traceFrom('c1 out.v <- b.n 0-10', 'c2 other.v <- b.n 0-1'));
    const model = traceFrom('c1 out.v <- b.n 0-10', 'c2 other.v <- b.n 0-1', 'c3 out.v <- b.n 20-50');
    const after = tracker.update(model);
    expect(after.get(out)?.count).toBe(2);
    expect(after).toEqual(figuresOf(model));
    expect(before.get(out)?.count).toBe(1);
    expect(tracker.update(model)).toBe(after);
  });

  it('continue without the calls that the recording forgot', () => {
    const lines = ['c1 out.v <- b.n 0-100', 'c2 gone.v <- b.n 5-6', 'c3 out.v 120-130', 'c4 out.v 150-155'];
    const tracker = createFigureTracker();
    tracker.update(traceFrom(...lines));
    const left = traceFrom(...lines, 'c5 out.v 200-220');
    for (const id of ['c1', 'c2']) (left.calls as Map<CallId, unknown>).delete(toCallId(id));
    const model = { ...left, callIds: left.callIds.slice(2) };
    expect(tracker.update(model)).toEqual(figuresOf(model));
    expect([...tracker.update(model)].map(([key, { count, max }]) => [key, count, max])).toEqual([['out.v', 3, 20]]);
  });

  it('start again when the recording was cleared', () => {
    const tracker = createFigureTracker();
    tracker.update(traceFrom('c1 out.v <- b.n 0-10', 'c2 out.v <- b.n 20-30'));
    expect(tracker.update(traceFrom('c7 out.v <- b.n 0-4')).get(out)).toMatchObject({ count: 1, total: 4 });
  });
});
