import { describe, expect, it } from 'vitest';
import { toMilliseconds } from '../../../src/lib/brand';
import { joinWorkerTimes, parseServerTiming, parseWorkerRun, toServerTime } from '../../../src/trace/server-timing';
import type { WorkerTimes } from '../../../src/trace/types';

describe("the server's own record of its time", () => {
  it.each([
    ['__dash_server;dur=12', { total: 12, timings: {} }],
    ['__dash_server;dur=12, db;desc="query, big; slow";dur=9.5', { total: 12, timings: { db: 9.5 } }],
    ['db;dur=1,cache;desc=hit;dur=0', { total: null, timings: { db: 1, cache: 0 } }],
    ['missedCache', { total: null, timings: {} }],
    [
      'dcd-before;dur=0.2, dcd-callback;dur=9, dcd-function;dur=8.5, dcd-json;dur=0.1, dcd-other;dur=1',
      { total: null, timings: { 'dcd-other': 1 }, parts: { before: 0.2, callback: 9, function: 8.5, json: 0.1 } },
    ],
    ['', null],
    [null, null],
  ])('is read from %j', (header, time) => {
    expect(parseServerTiming(header)).toEqual(time);
  });
});

describe('times of a call over the websocket', () => {
  it.each([
    [
      { before: 1, callback: 2, function: 1.5 },
      { total: 3, timings: {}, parts: { before: 1, callback: 2, function: 1.5 } },
    ],
    [{ callback: 2 }, { total: null, timings: {}, parts: { callback: 2 } }],
    [{ callback: 'x', json: -1, other: 4 }, null],
    [{}, null],
  ])('are read from %j', (reported, time) => {
    expect(toServerTime(reported)).toEqual(time);
  });
});

describe('what a worker recorded of its job', () => {
  const at = toMilliseconds(5_000);

  it('is given in milliseconds before the response', () => {
    const header =
      '__dash_server;dur=3, dcd-job;desc="run=ab queued=2000 started=1900 ended=10 failed=1 task=77 progress=2:1500,900,20"';
    expect(parseWorkerRun(header, at)).toEqual({
      run: 'ab',
      times: {
        task: '77',
        queued: 3_000,
        started: 3_100,
        ended: 4_990,
        failed: true,
        progress: [3_500, 4_100, 4_980],
        earlier: 2,
      },
    });
  });

  it.each([null, '', '__dash_server;dur=3', 'dcd-job;desc=""', 'dcd-job;desc="queued=3"'])('is not in %j', (header) =>
    expect(parseWorkerRun(header, at)).toBeNull(),
  );

  it('is omitted where it is not a time', () => {
    expect(parseWorkerRun('dcd-job;desc="run=ab queued=x started=-4 progress=q:1,z"', at)?.times).toEqual({
      progress: [4_999],
      earlier: 0,
    });
  });

  const times = (earlier: number, ...progress: readonly number[]): WorkerTimes => ({
    earlier,
    progress: progress.map(toMilliseconds),
  });

  it('becomes more exact with each response, as no response comes before the times it reports', () => {
    const [first, second] = [
      { ...times(0), queued: toMilliseconds(10), started: toMilliseconds(30) },
      { ...times(0), queued: toMilliseconds(8), started: toMilliseconds(35), ended: toMilliseconds(90) },
    ];
    expect(joinWorkerTimes(first, second)).toEqual({ earlier: 0, progress: [], queued: 8, started: 30, ended: 90 });
    expect(joinWorkerTimes(undefined, second)).toBe(second);
  });

  it.each([
    ['goes on', times(0, 1, 2), times(0, 2, 2, 3), times(0, 1, 2, 3)],
    ['dropped its first', times(0, 1, 2, 3), times(2, 3, 4), times(0, 1, 2, 3, 4)],
    ['has a gap: what came before it is counted only', times(0, 1, 2), times(5, 9), times(5, 9)],
    ['reported nothing new', times(1, 5), times(1, 6), times(1, 5)],
  ])('joins lists of progress: one that %s', (_, before, now, joined) =>
    expect(joinWorkerTimes(before, now)).toEqual(joined),
  );
});
