import { describe, expect, it } from 'vitest';
import { createWaveTracker, wavesOf } from '../../../src/analysis/waves';
import type { TraceModel } from '../../../src/trace/model';
import { toCallId, toPropId, type Call, type CallId, type Cause } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

const shape = (model: TraceModel) =>
  wavesOf(model).map(({ cause, calls, start, end }) => [cause.type, calls.join(' '), start, end]);

describe('waves', () => {
  it('start with the page load, an action or a tick, and end when no call is open', () =>
    expect(
      shape(
        traceFrom(
          'c1 a.out <- in.value 0-50 initial',
          'c2 b.out <- a.out 50-90 cause c1',
          'c3 a.out 400-450 cause user:in.value',
          'c4 b.out 450-500 cause c3',
          'c5 t.out <- tick.n_intervals 600-610',
          'c6 t.out 1600-1610 cause interval',
        ),
      ),
    ).toEqual([
      ['initial', 'c1 c2', 0, 90],
      ['user', 'c3 c4', 400, 500],
      ['interval', 'c5', 600, 610],
      ['interval', 'c6', 1600, 1610],
    ]));

  it('contain everything that one action triggered', () =>
    expect(shape(traceFrom('c1 a.out <- btn.n_clicks 10-20', 'c2 b.out <- btn.n_clicks 11-30'))).toEqual([
      ['user', 'c1 c2', 10, 30],
    ]));

  it('use the number of the action where it is known, however long a busy page takes for it', () => {
    const numbered = (actions: Readonly<Record<string, number>>): TraceModel => {
      const model = traceFrom(
        'c1 a.out <- btn.n_clicks 10-60',
        'c2 b.out <- field.value 40-80',
        'c3 c.out <- other.n_clicks 42-90',
      );
      return {
        ...model,
        calls: new Map(
          [...model.calls].map(([id, call]): [CallId, Call] => [
            id,
            { ...call, causes: call.causes.map((cause) => ({ ...cause, action: actions[id] ?? 0 })) },
          ]),
        ),
      };
    };
    expect(shape(numbered({ c1: 1, c2: 1, c3: 2 }))).toEqual([
      ['user', 'c1 c2', 10, 80],
      ['user', 'c3', 42, 90],
    ]);
    expect(shape(numbered({ c1: 1, c2: 2, c3: 2 }))).toEqual([
      ['user', 'c1', 10, 60],
      ['user', 'c2 c3', 40, 90],
    ]);
  });

  it('separate two clicks that overlap', () =>
    expect(shape(traceFrom('c1 a.out <- btn.n_clicks 10-200', 'c2 b.out <- other.n_clicks 110-130'))).toEqual([
      ['user', 'c1', 10, 200],
      ['user', 'c2', 110, 130],
    ]));

  it('follow side updates and new components', () => {
    const model = traceFrom(
      'c1 a.out <- btn.n_clicks 0-100',
      'c2 b.out <- bar.value 50-60',
      'c3 c.out <- d.value 100-120',
    );
    const led: Record<string, Cause> = {
      c2: { type: 'side-update', prop_id: toPropId('bar.value'), call: toCallId('c1') },
      c3: { type: 'layout', call: toCallId('c2') },
    };
    const calls = new Map(
      [...model.calls].map(([id, call]): [CallId, Call] => [
        id,
        { ...call, causes: led[id] ? [led[id]] : call.causes },
      ]),
    );
    expect(shape({ ...model, calls })).toEqual([['user', 'c1 c2 c3', 0, 120]]);
  });

  it('assign a call that two waves triggered to the newer action', () =>
    expect(
      shape(
        traceFrom(
          'c1 a.out <- in.value 0-100',
          'c2 b.out <- a.out other.value 120-150 cause c1 cause user:other.value',
        ),
      ),
    ).toEqual([
      ['user', 'c1', 0, 100],
      ['user', 'c2', 120, 150],
    ]));

  it('keep a merged request with the call that it became part of', () =>
    expect(
      shape(
        traceFrom(
          'c1 a.out <- x.value y.value 0 merged cause user:x.value reason {"code":"merged","params":{"by":"c2"}}',
          'c2 a.out 40-60 cause user:x.value cause user:y.value',
        ),
      ),
    ).toEqual([['user', 'c1 c2', 0, 60]]));

  it('have no end while a call is open', () => {
    const [wave] = wavesOf(traceFrom('c1 a.out <- btn.n_clicks 0-10', 'c2 b.out <- a.out 10- cause c1'));
    expect(wave).toMatchObject({ end: null, mostly: 'server' });
  });

  it('report how their time was spent', () => {
    const [wave] = wavesOf(
      traceFrom('c1 a.out <- btn.n_clicks 0/0/5/90/100/100/110', 'c2 b.out <- a.out 110-300 cause c1'),
    );
    expect(wave?.path.map(({ call }) => call)).toEqual(['c1', 'c2']);
    expect(wave?.shares).toMatchObject({ queue: 5, server: 285, apply: 10, other: 0 });
    expect(wave).toMatchObject({ callbacks: 2, mostly: 'server', number: 1 });
  });
});

describe('while the recording grows', () => {
  const lines = [
    'c1 a.out <- in.value 0-50 initial',
    'c2 b.out <- a.out 50-90 cause c1',
    'c3 a.out 400-450 cause user:in.value',
    'c4 b.out 450-500 cause c3',
    'c5 a.out 9000-9100 cause user:in.value',
  ];
  const whole = traceFrom(...lines);
  const upTo = (count: number, change: (call: Call) => Call = (call) => call): TraceModel => {
    const calls = new Map([...whole.calls].slice(0, count).map(([id, call]): [CallId, Call] => [id, change(call)]));
    return { ...whole, calls, callIds: [...calls.keys()] };
  };

  it('gives the same result as reading the whole recording', () => {
    const tracker = createWaveTracker();
    for (let count = 1; count < lines.length; count++) tracker.update(upTo(count));
    expect(tracker.update(whole)).toEqual(wavesOf(whole));
  });

  it('keeps the objects of unchanged waves', () => {
    const tracker = createWaveTracker();
    const [before] = tracker.update(upTo(4));
    expect(tracker.update(whole)[0]).toBe(before);
    expect(tracker.waveOf('c4' as CallId)?.number).toBe(2);
  });

  it('moves a call and its effects when its cause becomes known', () => {
    const tracker = createWaveTracker();
    const blind = upTo(4, (call) => (call.id === 'c3' ? { ...call, causes: [] } : call));
    expect(tracker.update(blind).map(({ cause }) => cause.type)).toEqual(['initial', 'unknown']);
    expect(tracker.update(upTo(4))).toEqual(wavesOf(upTo(4)));
  });

  it('starts again when the recording was cleared', () => {
    const tracker = createWaveTracker();
    tracker.update(whole);
    expect(tracker.update(upTo(0))).toEqual([]);
    expect(tracker.update(upTo(2))).toEqual(wavesOf(upTo(2)));
  });

  it('continues without the calls that the recording forgot', () => {
    const lines = [
      'c1 a.out <- btn.n_clicks 0-50',
      'c2 b.out <- a.out 50-90 cause c1',
      'c3 a.out 400-450 cause user:btn.n_clicks',
    ];
    const tracker = createWaveTracker();
    tracker.update(traceFrom(...lines));
    const whole = traceFrom(...lines, 'c4 b.out 450-470 cause c3');
    (whole.calls as Map<CallId, Call>).delete(toCallId('c1'));
    const left = { ...whole, callIds: whole.callIds.slice(1) };
    expect(tracker.update(left).map(({ number, calls }) => [number, ...calls])).toEqual([
      [1, 'c2'],
      [2, 'c3', 'c4'],
    ]);
    expect(tracker.waveOf(toCallId('c1'))).toBeUndefined();
  });
});
