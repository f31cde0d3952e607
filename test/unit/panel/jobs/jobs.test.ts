import { describe, expect, it } from 'vitest';
import { describeProgress } from '../../../../panel/jobs/describe-progress';
import {
  describeNextPoll,
  describeSign,
  describeSilence,
  formatSeconds,
  lastAnswerOf,
  lastMomentOf,
  lastSignOf,
  nextPollOf,
  pollGaps,
  signsOf,
} from '../../../../panel/jobs/job-times';
import { isEnding } from '../../../../src/words/jobs';
import { toJobGroups } from '../../../../panel/jobs/to-job-groups';
import { toMilliseconds } from '../../../../src/lib/brand';
import type { TraceModel } from '../../../../src/trace/model';
import { toCallbackKey, toCallId, toJobId, type CallbackDefinition, type Job } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/notation/trace-from';

const ms = toMilliseconds;
const job = (change: Partial<Job> = {}): Job => ({
  id: toJobId('j1'),
  call: toCallId('c1'),
  callback: toCallbackKey('out.children'),
  started: ms(100),
  ended: null,
  outcome: 'running',
  reason: null,
  polls: [],
  progress: [],
  setProps: [],
  ...change,
});

describe('describeProgress', () => {
  it.each([
    [{ bar: { value: 3, max: 10 } }, '3/10', [3, 10]],
    [{ bar: { value: '3', max: '10' } }, '3/10', [3, 10]],
    [{ bar: { value: '5' }, step: { children: '5 of 30' } }, '5 of 30', [5, 30]],
    [{ step: { children: 'epoch 7/10, loss 0.3' } }, 'epoch 7/10, loss 0.3', [7, 10]],
    [{ step: { children: '17 % done' } }, '17 % done', [17, 100]],
    [{ step: { children: '99.5%' } }, '99.5%', [99.5, 100]],
  ])('draws a bar where the job itself said how much of how much: %j', (props, text, [value, max]) => {
    expect(describeProgress(props)).toEqual({ text, ratio: { value, max } });
  });

  it.each([
    [{ bar: { value: 40 } }, 'bar.value 40'],
    [{ bar: { value: '40' } }, 'bar.value "40"'],
    [{ bar: { value: 12, max: 10 } }, 'bar.value 12, bar.max 10'],
    [{ bar: { value: 1, max: 0 } }, 'bar.value 1, bar.max 0'],
    [{ step: { children: 'since 2024/05/06' } }, 'since 2024/05/06'],
    [{ step: { children: 'loading' } }, 'loading'],
    [{ step: { children: '12 of 10' } }, '12 of 10'],
    [{ '{"index":1,"type":"bar"}': { value: 4 } }, 'bar[1].value 4'],
  ])('never guesses: %j', (props, text) => {
    expect(describeProgress(props)).toEqual({ text, ratio: null });
  });
});

describe('times of a job', () => {
  const polled = job({
    polls: [
      { at: ms(600), duration: 20 },
      { at: ms(1130), duration: 15 },
    ],
  });
  const definition = { interval: 500 } as CallbackDefinition;

  it("include the last response of the server, and the worker's last sign of life: what it reported for the first time since", () => {
    expect([lastAnswerOf(job()), lastAnswerOf(polled)]).toEqual([100, 1145]);
    expect(lastAnswerOf({ ...polled, polls: [...polled.polls, { at: ms(1700), duration: null }] })).toBe(1145);
    expect([lastSignOf(job()), lastSignOf(polled)]).toEqual([100, 100]);
    const lamp = (at: number, title: string): Job['setProps'][number] => ({ at: ms(at), props: { lamp: { title } } });
    // With Celery every poll brings the last set_props again.
    expect(
      signsOf(job({ progress: [lamp(700, 'x')], setProps: [lamp(600, 'on'), lamp(1130, 'on'), lamp(1700, 'off')] })),
    ).toEqual([100, 600, 700, 1700]);
  });

  it('report silence as unusual where the worker used to report, and say what is known', () => {
    const reported = {
      ...polled,
      progress: [
        { at: ms(600), props: {} },
        { at: ms(1_130), props: {} },
      ],
    };
    expect(describeSilence(polled, 60_000)).toBeNull();
    expect(describeSilence(reported, 6_000)).toBeNull();
    expect(describeSilence(reported, 6_200)).toMatch(
      /^No sign of life from the worker for 5 s, after one every 530 ms or sooner\. The server still responds that there is no result: /,
    );
    expect(
      describeSilence({ ...reported, polls: [...reported.polls, { at: ms(1_650), duration: null }] }, 9_200),
    ).toMatch(/The server has not responded for 8 s either\.$/);
    expect(describeSilence({ ...reported, ended: ms(2_000) }, 60_000)).toBeNull();
    // Ten seconds between two steps: half a minute is not unusual.
    expect(describeSilence({ ...reported, progress: [{ at: ms(10_100), props: {} }] }, 40_000)).toBeNull();
  });

  it('include the next poll, one interval after the last response', () => {
    expect(nextPollOf(polled, definition)).toBe(1645);
    expect(nextPollOf(job(), definition)).toBe(600);
    expect(nextPollOf({ ...polled, polls: [{ at: ms(600), duration: null }] }, definition)).toBe('asking');
    expect(nextPollOf(polled, null)).toBeNull();
    expect(nextPollOf({ ...polled, ended: ms(2000) }, definition)).toBeNull();
  });

  it('include gaps, from response to next request', () => {
    expect(pollGaps(polled).map(({ gap }) => gap)).toEqual([500, 510]);
    expect(
      pollGaps({
        ...polled,
        polls: [
          { at: ms(600), duration: null },
          { at: ms(1130), duration: 5 },
        ],
      }).map(({ gap }) => gap),
    ).toEqual([500, null]);
  });

  it('are formatted in whole seconds', () => {
    expect(formatSeconds(4999)).toBe('4 s');
    expect(formatSeconds(65_000)).toBe('1 min 05 s');
    expect([
      describeNextPoll(2500, 500),
      describeNextPoll(900, 500),
      describeNextPoll(500, 900),
      describeNextPoll(500, 3600),
      describeNextPoll('asking', 0),
      describeNextPoll(null, 0),
    ]).toEqual(['in 2 s', 'now', 'now', '3 s late', 'polling now', 'not known']);
    expect([describeSign(500, 900), describeSign(500, 3600)]).toEqual(['just now', '3 s ago']);
  });

  it('include the last moment of a recording that stopped', () => {
    expect(lastMomentOf(polled)).toBe(1145);
    expect(lastMomentOf(job({ ended: ms(900) }))).toBe(900);
  });
});

describe('the text of a job', () => {
  it('distinguishes a job that was cancelled and has not ended', () => {
    expect(isEnding(job({ outcome: 'cancelled' }))).toBe(true);
    expect(isEnding(job({ outcome: 'cancelled', ended: ms(900) }))).toBe(false);
    expect(isEnding(job())).toBe(false);
  });
});

describe('toJobGroups', () => {
  const base = traceFrom(
    'callback out.children <- start.n_clicks background name train',
    'callback other.children <- go.n_clicks background',
  );
  const jobs = [
    job({ id: toJobId('j1'), ended: ms(300), outcome: 'done' }),
    job({
      id: toJobId('j2'),
      ended: ms(900),
      outcome: 'failed',
      reason: { code: 'error', params: { message: 'boom' } },
    }),
    job({ id: toJobId('j3'), callback: toCallbackKey('other.children'), ended: ms(500), outcome: 'cancelled' }),
    job({ id: toJobId('j4') }),
    job({ id: toJobId('j5'), outcome: 'superseded' }),
  ];
  const model: TraceModel = { ...base, jobs: new Map(jobs.map((one) => [one.id, one])) };

  it('puts open jobs on top, then the latest end first', () => {
    const { running, finished } = toJobGroups(model, []);
    expect(running.map(({ id }) => id)).toEqual(['j4', 'j5']);
    expect(finished.map(({ id }) => id)).toEqual(['j2', 'j3', 'j1']);
  });

  it('sums up each callback', () => {
    expect(toJobGroups(model, []).totals).toMatchObject([
      {
        name: 'train',
        count: 4,
        running: 2,
        outcomes: { done: 1, failed: 1, superseded: 0 },
        median: 500,
        longest: 800,
      },
      { count: 1, outcomes: { cancelled: 1 }, median: 400, longest: 400 },
    ]);
  });

  it('filters by text', () => {
    expect(toJobGroups(model, ['boom']).finished.map(({ id }) => id)).toEqual(['j2']);
    expect(toJobGroups(model, ['train', 'done']).finished.map(({ id }) => id)).toEqual(['j1']);
  });
});
