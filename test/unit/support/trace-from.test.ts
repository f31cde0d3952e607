import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../../src/lib/json';
import { toCallbackKey, toCallId } from '../../../src/trace/types';
import { printTrace } from '../../support/notation/print-trace';
import { traceFrom } from '../../support/notation/trace-from';

describe('traceFrom', () => {
  it('builds a chain as it is written', () => {
    const model = traceFrom(
      'c1 a.out <- btn.n_clicks=3 0-120',
      'c2 b.out="x" <- a.out=1 ~ s.data=[1] 120-180 cause c1',
    );
    expect(model.callIds).toEqual(['c1', 'c2']);
    const first = model.calls.get(toCallId('c1'));
    expect(first).toMatchObject({
      outcome: 'updated',
      changed: ['btn.n_clicks'],
      causes: [{ type: 'user', prop_id: 'btn.n_clicks' }],
      phases: { requested: 0, applied: 120 },
    });
    const second = model.calls.get(toCallId('c2'));
    expect(second).toMatchObject({ changed: ['a.out'], causes: [{ type: 'call', call: 'c1', prop_id: 'a.out' }] });
    expect(second?.request?.json).toEqual({
      output: 'b.out',
      outputs: { id: 'b', property: 'out' },
      inputs: [{ id: 'a', property: 'out', value: 1 }],
      changedPropIds: ['a.out'],
      parsedChangedPropsIds: ['a.out'],
      state: [{ id: 's', property: 'data', value: [1] }],
    });
    expect(second?.response?.json).toEqual({ multi: true, response: { b: { out: 'x' } } });
    expect(model.activity.get(toCallbackKey('b.out'))).toMatchObject({ count: 1, lastDuration: 60 });
  });

  it('binds MATCH and lists ALL', () => {
    const model = traceFrom(
      'c1 {"index":["MATCH"],"type":"out"}.children <- {"index":["MATCH"],"type":"in"}.value="q" {"index":["ALL"],"type":"x"}.value=[1,2] 0-1 match {"index":7}',
    );
    const call = model.calls.get(toCallId('c1'));
    expect(call?.changed).toEqual(['{"index":7,"type":"in"}.value']);
    const request = call?.request?.json;
    expect(isJsonObject(request) ? request.inputs : null).toEqual([
      { id: { index: 7, type: 'in' }, property: 'value', value: 'q' },
      [
        { id: { index: 0, type: 'x' }, property: 'value', value: 1 },
        { id: { index: 1, type: 'x' }, property: 'value', value: 2 },
      ],
    ]);
  });

  it('knows open, waiting, failed and never-run calls', () => {
    const model = traceFrom(
      'c1 a.o <- b.i 0-',
      'c2 a.o 5',
      'c3 a.o 6-9 error "boom"',
      'c4 a.o 7 merged reason "same again"',
      'c5 a.o=no_update 8-9',
    );
    expect([...model.calls.values()].map((call) => call.outcome)).toEqual([
      'pending',
      'pending',
      'error',
      'merged',
      'no_update',
    ]);
    expect(model.activity.get(toCallbackKey('a.o'))).toMatchObject({
      running: ['c1'],
      waiting: ['c2'],
      errors: 1,
      count: 5,
    });
  });

  it('names an invalid line', () => {
    expect(() => traceFrom('c1 a.o <- b.i 0-1 sometimes')).toThrow(
      '"sometimes" is not a word of the notation: c1 a.o <- b.i 0-1 sometimes',
    );
  });
});

describe('printTrace', () => {
  it('is parsed back into the same calls', () => {
    const model = traceFrom(
      'app "Sales" 4.4.1',
      'callback z.out <- q.in clientside name ns.fn',
      'c1 a.out={"x":[1]} b.out=no_update <- btn.n_clicks=3 ~ s.data 0/1/2/30/31/32/33/40 server 20 name load',
      'c2 c.out <- a.out 120-180 cause c1 error "bo\\"om" traceback "a\\nb"',
      'c3 {"index":["MATCH"],"type":"o"}.v="s" <- {"index":["MATCH"],"type":"i"}.v {"index":["ALL"],"type":"x"}.v=[1,2] 200-210 match {"index":1} clientside',
      'c4 a.out b.out 300-',
    );
    const again = traceFrom(...printTrace(model));
    expect([...again.calls.values()]).toEqual([...model.calls.values()]);
    expect([...again.callbacks.values()].sort((x, y) => x.key.localeCompare(y.key))).toEqual(
      [...model.callbacks.values()].sort((x, y) => x.key.localeCompare(y.key)),
    );
  });
});
