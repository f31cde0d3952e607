import { describe, expect, it } from 'vitest';
import { toPageBody } from '../../../../src/trace/body';
import { contextOf } from '../../../../src/trace/context';
import { readTrace } from '../../../../src/trace/file/read-trace';
import { toTraceFile } from '../../../../src/trace/file/write-trace';
import type { TraceModel } from '../../../../src/trace/model';
import { outputsOf } from '../../../../src/trace/outputs';
import { toCallId, toJobId, toPropId, type Call } from '../../../../src/trace/types';
import { toMilliseconds } from '../../../../src/lib/brand';
import { traceFrom } from '../../../support/notation/trace-from';

const ms = toMilliseconds;
const PATCH = JSON.stringify({
  __dash_patch_update: '__dash_patch_update',
  operations: [{ operation: 'Append', location: [], params: { value: 3 } }],
});

function reopened(model: TraceModel): TraceModel {
  const read = readTrace(JSON.stringify(toTraceFile(model)));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.model;
}

function withCall(model: TraceModel, id: string, change: (call: Call) => Partial<Call>): TraceModel {
  const call = model.calls.get(toCallId(id));
  if (call === undefined) throw new Error(`no ${id}`);
  return { ...model, calls: new Map(model.calls).set(call.id, { ...call, ...change(call) }) };
}

/** Everything the views show of a call, except for numbers of texts in a page that is gone. */
function shown(model: TraceModel): readonly unknown[] {
  return [...model.calls.values()].map((call) => {
    const { request, response, ...facts } = call;
    return {
      ...facts,
      ctx: contextOf(call),
      outputs: outputsOf(call) ?? [],
      bytes: [request?.bytes ?? null, response?.bytes ?? null],
    };
  });
}

function expectSame(model: TraceModel): TraceModel {
  const again = reopened(model);
  expect(shown(again)).toEqual(shown(model));
  expect(again.callIds).toEqual(model.callIds);
  for (const part of ['callbacks', 'jobs', 'events', 'props', 'writes', 'layout', 'app', 'recorded'] as const)
    expect(again[part], part).toEqual(model[part]);
  return again;
}

describe('a trace that was saved and opened again', () => {
  it('keeps calls, context and outputs', () => {
    expectSame(
      traceFrom(
        'app "Sales" 4.4.1',
        'c1 a.out={"x":[1,2]} b.out=no_update <- btn.n_clicks=3 ~ store.data={"deep":{"er":null}} 0/1/2/20/21/22/23/30 server 12 timings {"db":9}',
        'c2 t.children="hi" <- a.out={"x":[1,2]} 23/23/23//24//25/30 cause c1 clientside name ns.title',
        'c3 {"index":["MATCH"],"type":"item"}.children="x" <- {"index":["MATCH"],"type":"item"}.n_clicks=1 30-40 match {"index":2}',
        'c4 d.out <- a.out 40-60 no_update cause c1',
        'c5 d.out <- a.out 60-80 prevented cause c1',
        'c6 e.out <- btn.n_clicks 80-90 initial',
      ),
    );
  });

  it('keeps patches with the resulting value', () => {
    const model = withCall(traceFrom(`c1 list.children=${PATCH} <- btn.n=1 0-9`), 'c1', () => ({
      patches: { 'list.children': { before: [1, 2], after: [1, 2, 3] } },
    }));
    const again = expectSame(model);
    expect(outputsOf(again.calls.get(toCallId('c1'))!)).toMatchObject([
      { update: 'patch', operations: [{ operation: 'Append' }] },
    ]);
  });

  it('keeps side updates, errors and how a clientside function ran', () => {
    const model = traceFrom(
      'c1 a.out <- btn.n=1 0-9 side {"note":{"children":"done"}}',
      'c2 b.out <- btn.n=1 0/1/2/8/9/ error "division by zero" traceback "Traceback (most recent call last): …" status 500',
      'c3 c.out <- btn.n=1 0-9 clientside',
    );
    const clientside = { sync: 3.5, source: { text: 8, path: [] } };
    expectSame(withCall(model, 'c3', () => ({ clientside })));
  });

  it('keeps the size of an error page without its text', () => {
    const model = withCall(traceFrom('c1 b.out <- btn.n=1 0/1/2/8/9/ error "boom" status 500'), 'c1', () => ({
      response: { text: 3, bytes: 4711, json: undefined },
    }));
    expect(expectSame(model).calls.get(toCallId('c1'))?.response?.bytes).toBe(4711);
  });

  it('keeps the return value of a discarded call', () => {
    const model = withCall(
      traceFrom('c1 a.out <- btn.n=1 0/1/2/8/9/10 discarded reason "A newer call superseded it."'),
      'c1',
      () => ({
        response: { ...toPageBody({ multi: true, response: { a: { out: 'late' } } }), bytes: 40 },
      }),
    );
    expectSame(model);
    expect(outputsOf(reopened(model).calls.get(toCallId('c1'))!)).toEqual([
      { prop_id: 'a.out', update: 'value', value: 'late' },
    ]);
  });

  it('keeps the trigger of a request that never ran', () => {
    const again = expectSame(
      traceFrom(
        'c1 a.out <- btn.n 0 merged reason "Dash merged it into c2."',
        'c2 a.out <- btn.n 1 superseded',
        'c3 a.out <- btn.n 2',
      ),
    );
    expect(again.calls.get(toCallId('c1'))?.changed).toEqual(['btn.n']);
    expect(again.activity.get(again.calls.get(toCallId('c3'))!.callback)).toMatchObject({
      waiting: ['c3'],
      running: [],
    });
  });

  it('numbers calls as the recording did, even when it forgot the first ones', () => {
    const model = withCall(traceFrom('c7 a.out <- btn.n 0-1'), 'c7', () => ({ index: 7 }));
    expect(expectSame(model).calls.get(toCallId('c7'))?.index).toBe(7);
  });

  it('keeps jobs with their polls, progress and set_props', () => {
    const model = traceFrom('c1 r.out="42" <- go.n=1 0/1/2/90/91/92/93/99 background job j1');
    const id = toJobId('j1');
    const job = {
      ...model.jobs.get(id)!,
      polls: [
        { at: ms(10), duration: 4 },
        { at: ms(20), duration: null },
      ],
      progress: [{ at: ms(14), props: { bar: { value: 10 } } }],
      setProps: [{ at: ms(24), props: { log: { children: 'half' } } }],
    };
    expectSame({ ...model, jobs: new Map([[id, job]]) });
  });

  it('keeps who wrote what, and which components were on the page', () => {
    const model = traceFrom('c1 a.out <- btn.n 5-9', 'event 3 user {"id":"btn","props":{"n":1}}');
    expectSame({
      ...model,
      props: new Map([[toPropId('a.out'), { changes: 412, lastAt: ms(9) }]]),
      writes: new Map([
        [toPropId('a.out'), [{ at: ms(9), origin: 'output' as const, call: toCallId('c1'), value: null }]],
      ]),
      layout: {
        strings: new Set(['btn', 'a']),
        families: new Map([
          [
            'index,type',
            [
              [1, 'item'],
              ['2', 'item'],
            ],
          ],
        ]),
      },
    });
  });

  it('counts losses as the recording did', () => {
    expect(reopened(traceFrom('c1 a.out <- btn.n 0-1', 'event 3 dropped {"what":"events","count":12}')).dropped).toBe(
      12,
    );
    const limited = ['event 3 dropped {"what":"calls","count":5}', 'event 4 dropped {"what":"calls","count":7}'];
    expect(reopened(traceFrom('c1 a.out <- btn.n 0-1', ...limited)).forgotten).toEqual({ calls: 12, jobs: 0 });
  });
});
