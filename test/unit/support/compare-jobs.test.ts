import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/lib/json';
import { toMilliseconds } from '../../../src/lib/brand';
import type { TraceFile } from '../../../src/trace/file/trace-file';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import { toJobId, type Job, type JobReason } from '../../../src/trace/types';
import { compareJobs } from '../../support/compare/compare-jobs';
import type { JobLine } from '../../support/servers/job-log';
import { traceFrom } from '../../support/notation/trace-from';

const ZERO = Date.parse('2026-01-01T00:00:00.000Z');
const ms = toMilliseconds;
const step = (at: number, text: string): Job['progress'][number] => ({
  at: ms(at),
  props: { step: { children: text } },
});
const X: JobReason = { code: 'text', params: { text: 'x' } };
const line = (at: number, event: JobLine['event'], value: JsonValue = null, outcome?: 'ok' | 'prevented'): JobLine => ({
  event,
  job: '77',
  callback: 'work',
  output: 'out.v',
  at: ZERO + at,
  value,
  ...(outcome === undefined ? {} : { outcome }),
});

const LOG = [
  line(20, 'start'),
  line(30, 'progress', ['1']),
  line(300, 'progress', ['2']),
  line(900, 'progress', ['3']),
  line(1_000, 'end', 'ready', 'ok'),
];

/** A job of an app that polls every half second; it matches the log. */
function traceWith(change: Partial<Job> = {}): TraceFile {
  const model = traceFrom('c1 out.v="ready" <- btn.n 0-1510 background');
  const [call] = model.callIds;
  const [callback] = model.callbacks.keys();
  if (call === undefined || callback === undefined) throw new Error('the trace has a call');
  const job: Job = {
    id: toJobId('j1'),
    call,
    callback,
    task: '77',
    started: ms(20),
    ended: ms(1_510),
    outcome: 'done',
    reason: null,
    polls: [520, 1_050, 1_500].map((at) => ({ at: ms(at), duration: 9 })),
    progress: [step(530, '2'), step(1_060, '3')],
    setProps: [],
    ...change,
  };
  return {
    ...toTraceFile({ ...model, recorded: { ...model.recorded, at: new Date(ZERO).toISOString() } }),
    jobs: [job],
  };
}

const differences = (change: Partial<Job>, log: readonly JobLine[] = LOG): string =>
  compareJobs([traceWith(change)], log).differences.join('; ');

describe('comparing jobs with the log of the worker', () => {
  it('finds no difference where both agree, including values that were not seen', () => {
    expect(compareJobs([traceWith()], LOG)).toEqual({ jobs: 1, progressWritten: 3, progressSeen: 2, differences: [] });
  });

  it.each<[string, Partial<Job>, readonly JobLine[], RegExp]>([
    ['a job too many', { task: '78' }, LOG, /that the trace does not have; .*the worker never ran it/],
    [
      'a value that was not written',
      { progress: [step(530, '9')] },
      LOG,
      /saw progress \["9"\], which the worker did not write$/,
    ],
    [
      'values in another order',
      { progress: [step(530, '3'), step(1_060, '2')] },
      LOG,
      /\["2"\], which the worker did not write after the one before/,
    ],
    ['a value seen before it was written', { progress: [step(530, '3')] }, LOG, /\["3"\] when another value was there/],
    [
      'a value seen after it was replaced',
      { progress: [step(1_510, '2')] },
      LOG,
      /\["2"\] when another value was there/,
    ],
    [
      'a start long before the worker',
      { started: ms(20) },
      [line(3_000, 'start'), line(3_100, 'end', 'ready', 'ok')],
      /began it \d+ ms after it can have; .*the end \d+ ms before/,
    ],
    ['an end before the function returned', { ended: ms(700) }, LOG, /saw the end 240 ms before it can have/],
    ['an end seen too late', { ended: ms(4_000) }, LOG, /saw the end \d+ ms after it can have/],
    [
      'another result',
      {},
      [...LOG.slice(0, -1), line(1_000, 'end', 'other', 'ok')],
      /the result is "ready" instead of "other"/,
    ],
    ['another outcome', { outcome: 'cancelled', reason: X }, LOG, /outcome cancelled \(text\) instead of done/],
    ['an outcome without a reason', { outcome: 'superseded' }, LOG, /outcome superseded without a reason/],
    [
      'an error taken for a result',
      {},
      [...LOG.slice(0, -1), line(1_000, 'error', 'ValueError: x')],
      /outcome done .* instead of failed/,
    ],
    ['a result from nowhere', {}, LOG.slice(0, -1), /no earlier job returned that result/],
    [
      'a killed job that speaks',
      { outcome: 'cancelled', reason: X, ended: ms(400) },
      [...LOG.slice(0, -1), line(3_000, 'progress', ['4'])],
      /said something \d+ ms after/,
    ],
    ['a job that has not ended', { ended: null, outcome: 'running', reason: X }, LOG, /it still runs in the trace/],
  ])('finds %s', (_, change, log, expected) => {
    expect(differences(change, log)).toMatch(expected);
  });
});
