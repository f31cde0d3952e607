import { describe, expect, it } from 'vitest';
import { chainOf } from '../../../../panel/timeline/lanes/chain';
import { toProgress } from '../../../../panel/timeline/lanes/to-progress';
import { toSegments } from '../../../../panel/timeline/lanes/to-segments';
import { toTableRows } from '../../../../panel/timeline/waves/to-table-rows';
import { describeBar, speakBar } from '../../../../panel/timeline/describe-bar';
import { formatRange } from '../../../../panel/ui/TimeRangeChip';
import { wavesOf } from '../../../../src/analysis/waves';
import { toMilliseconds } from '../../../../src/lib/brand';
import { toCallId, toPropId, type Job } from '../../../../src/trace/types';
import { describeBeginning } from '../../../../src/words/causes';
import { traceFrom } from '../../../support/notation/trace-from';

function firstCall(line: string) {
  const call = traceFrom(line).calls.get(toCallId('c1'));
  if (!call) throw new Error(line);
  return call;
}
const segments = (line: string, until = 1000) =>
  toSegments(firstCall(line), until).map(({ name, from, to }) => `${name} ${from}-${to}`);

describe('segments', () => {
  it('put the server before the first byte, and the network around it', () =>
    expect(segments('c1 a.out <- b.v 0/1/5/90/100/101/110/120 server 60')).toEqual([
      'wait 0-5',
      'network 5-30',
      'server 30-90',
      'network 90-100',
      'apply 100-110',
      'paint 110-120',
    ]));
  it('do not guess where the server reported nothing', () =>
    expect(segments('c1 a.out <- b.v 0/1/5/90/100/101/110')).toEqual(['wait 0-5', 'run 5-100', 'apply 100-110']));
  it('stay within the times measured by the page', () =>
    expect(segments('c1 a.out <- b.v 0/0/5/20/20/20/20 server 16')).toEqual(['wait 0-5', 'server 5-20']));
  it('show a request that waits, runs or never ran', () => {
    expect(segments('c1 a.out <- b.v 10', 50)).toEqual(['wait 10-50']);
    expect(segments('c1 a.out <- b.v 10-', 50)).toEqual(['run 10-50']);
    expect(segments('c1 a.out <- b.v 10 merged', 12)).toEqual(['left out 10-12']);
  });
});

describe('texts', () => {
  it('say what started a wave', () => {
    expect(describeBeginning({ type: 'user', prop_id: toPropId('btn.n_clicks'), gesture: true })).toEqual({
      text: 'You clicked',
      id: 'btn',
    });
    expect(describeBeginning({ type: 'user', prop_id: toPropId('region.value'), gesture: true })).toEqual({
      text: 'You changed',
      id: 'region.value',
    });
    expect(describeBeginning({ type: 'interval', prop_id: toPropId('{"index":1,"type":"tick"}.n_intervals') })).toEqual(
      { text: 'Tick of', id: 'tick[1]' },
    );
    expect(describeBeginning({ type: 'initial' })).toEqual({ text: 'Page load', id: '' });
  });
  it('describe a bar in one sentence', () => {
    const call = firstCall('c1 a.out <- b.v 0/1/5/90/100/101/110/120');
    const text = describeBar({ type: 'call', call, job: null }, 1000, () => 'load');
    expect(speakBar(1, text)).toBe(
      'server lane, load, updated, at 0:00.000, 110 ms, waiting 5 ms, network + server 95 ms, apply 10 ms, paint 10 ms',
    );
  });
  it('name a range with as many decimals as it needs', () => {
    expect(formatRange([1234, 3410])).toBe('1.2–3.4 s');
    expect(formatRange([1234, 1240])).toBe('1.234–1.240 s');
  });
});

describe('progress', () => {
  const job = (...progress: object[]): Job =>
    ({ progress: progress.map((bar, i) => ({ at: toMilliseconds(i), props: { bar } })) }) as unknown as Job;
  it('reads a value and its maximum, as text or number', () =>
    expect(toProgress(job({ value: '3', max: '10' }))).toMatchObject([{ fraction: 0.3, text: '3/10' }]));
  it('keeps a maximum that was written once', () =>
    expect(toProgress(job({ value: 1, max: 4 }, { value: 2 })).map(({ text }) => text)).toEqual(['1/4', '2/4']));
  it('does not make one up', () =>
    expect(toProgress(job({ children: 'half' }))).toMatchObject([{ fraction: null, text: '' }]));
});

it('the chain of a call contains everything that led to it and everything it triggered', () => {
  const model = traceFrom(
    'c1 a.out <- btn.n_clicks 0-10',
    'c2 b.out <- a.out 10-20 cause c1',
    'c3 c.out <- b.out 20-30 cause c2',
    'c4 d.out <- a.out 10-20 cause c1',
  );
  expect(chainOf(model, toCallId('c2')).map(({ from, to }) => [from, to])).toEqual([
    ['c1', 'c2'],
    [null, 'c1'],
    ['c2', 'c3'],
  ]);
});

it('the table lists waves with their calls, and no empty wave', () => {
  const waves = wavesOf(
    traceFrom('c1 a.out <- btn.n_clicks 0-10', 'c2 b.out <- a.out 10-20 cause c1', 'c3 a.out 500-510'),
  );
  expect(toTableRows(waves, (id) => id !== 'c3').map(({ key }) => key)).toEqual(['wave-c1', 'c1', 'c2']);
});
