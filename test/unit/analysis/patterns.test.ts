import { describe, expect, it } from 'vitest';
import { idsForInstance, patternCallbacks } from '../../../src/analysis/patterns';
import { stringifyId } from '../../../src/dash/component-id';
import type { JsonValue } from '../../../src/lib/json';
import type { TraceModel } from '../../../src/trace/model';
import { toCallbackKey, type LayoutIds } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

const layout = (families: Readonly<Record<string, readonly (readonly JsonValue[])[]>>): LayoutIds => ({
  strings: new Set(),
  families: new Map(Object.entries(families)),
});
const on = (model: TraceModel, ids: LayoutIds | null): TraceModel => ({ ...model, layout: ids });

const MATCHING =
  '{"index":["MATCH"],"type":"balance"}.children <- {"index":["MATCH"],"type":"amount"}.value {"index":["ALLSMALLER"],"type":"amount"}.value';
const amounts = (...indexes: readonly JsonValue[]): LayoutIds =>
  layout({
    'index,type': indexes.flatMap((index) => [
      [index, 'amount'],
      [index, 'balance'],
    ]),
  });

describe('patternCallbacks', () => {
  it('leaves out callbacks without patterns', () => {
    expect(patternCallbacks(on(traceFrom('c1 a.out <- b.value 0-10'), amounts()))).toEqual([]);
  });

  it('gives each pattern its ids in the renderer’s order, outputs first', () => {
    const model = on(traceFrom(`callback ${MATCHING} ~ {"index":["ALL"],"type":"amount"}.id`), amounts(3, 1, 2));
    const [callback] = patternCallbacks(model);
    expect(callback?.uses.map(({ role, ids }) => [role, ids?.map(({ index }) => index)])).toEqual([
      ['output', [3, 1, 2]],
      ['input', [3, 1, 2]],
      ['input', [3, 1, 2]],
      ['state', [3, 1, 2]],
    ]);
  });

  it('counts the calls, errors and times of each instance', () => {
    const model = on(
      traceFrom(
        `c1 ${MATCHING} 0-100 match {"index":1}`,
        `c2 ${MATCHING} 0-30 match {"index":2}`,
        `c3 ${MATCHING} 200-250 match {"index":1} error "boom"`,
      ),
      amounts(1, 2),
    );
    expect(
      patternCallbacks(model)[0]?.instances.map(({ label, present, calls, errors, lastDuration, total }) => [
        label,
        present,
        calls,
        errors,
        lastDuration,
        total,
      ]),
    ).toEqual([
      ['index=1', true, ['c1', 'c3'], 1, 50, 150],
      ['index=2', true, ['c2'], 0, 30, 30],
    ]);
  });

  it('keeps an instance whose components were removed, after those on the page', () => {
    const model = on(traceFrom(`c1 ${MATCHING} 0-100 match {"index":7}`), amounts(1));
    expect(
      patternCallbacks(model)[0]?.instances.map(({ label, present, calls }) => [label, present, calls.length]),
    ).toEqual([
      ['index=1', true, 0],
      ['index=7', false, 1],
    ]);
  });

  it('distinguishes instances "1" and 1', () => {
    expect(
      patternCallbacks(on(traceFrom(`callback ${MATCHING}`), amounts(1, '1')))[0]?.instances.map(({ label }) => label),
    ).toEqual(['index=1', 'index="1"']);
  });

  it('takes the instances from the output that has one id each, as the renderer does', () => {
    const model = on(
      traceFrom(
        'callback {"index":["MATCH"],"row":["ALL"]}.x {"index":["MATCH"],"type":"one"}.x <- {"index":["MATCH"],"type":"in"}.value',
      ),
      layout({
        'index,row': [
          [1, 1],
          [5, 1],
        ],
        'index,type': [
          [1, 'one'],
          [2, 'one'],
          [1, 'in'],
        ],
      }),
    );
    const [callback] = patternCallbacks(model);
    expect(callback?.leading?.spec).toEqual({ index: ['MATCH'], type: 'one' });
    expect(callback?.instances.map(({ label }) => label)).toEqual(['index=1', 'index=2']);
  });

  it('takes them from an input where the output is fixed (Dash 4.2)', () => {
    const model = on(
      traceFrom('callback out.children <- {"index":["MATCH"],"type":"in"}.value'),
      layout({ 'index,type': [[4, 'in']] }),
    );
    expect(patternCallbacks(model)[0]).toMatchObject({ leading: { role: 'input' }, instances: [{ label: 'index=4' }] });
  });

  it('lists an object id without a wildcard, because it can miss its components too', () => {
    const model = on(
      traceFrom('callback out.children <- {"index":1,"type":"cell"}.value'),
      layout({ 'index,type': [['1', 'cell']] }),
    );
    expect(patternCallbacks(model)[0]).toMatchObject({
      leading: null,
      instances: [],
      uses: [{ ids: [], near: [{ id: { index: '1', type: 'cell' } }] }],
    });
  });

  it('reports it while the ids of the page are unknown, and still counts calls', () => {
    const model = on(traceFrom(`c1 ${MATCHING} 0-100 match {"index":1}`), null);
    const [callback] = patternCallbacks(model);
    expect(callback?.uses.map(({ ids }) => ids)).toEqual([null, null, null]);
    expect(callback?.instances.map(({ label, present }) => [label, present])).toEqual([['index=1', false]]);
  });

  it('returns the same lists as long as the layout does not change', () => {
    const ids = amounts(1, 2);
    const before = on(traceFrom(`callback ${MATCHING}`), ids);
    const after = on(traceFrom(`c1 ${MATCHING} 0-100 match {"index":1}`), ids);
    expect(patternCallbacks(before)).toBe(patternCallbacks(before));
    expect(patternCallbacks(after)[0]?.uses[0]?.ids).toBe(patternCallbacks(before)[0]?.uses[0]?.ids);
  });
});

describe('idsForInstance', () => {
  const model = on(traceFrom(`callback ${MATCHING}`), amounts(1, 10, 2, 9));
  const use = (index: number) =>
    patternCallbacks(model).find(({ key }) => key === toCallbackKey('{"index":["MATCH"],"type":"balance"}.children'))!
      .uses[index]!;

  it('gives MATCH the instance’s own', () => {
    expect(idsForInstance(use(1), model.layout, { index: 2 })?.map(stringifyId)).toEqual([
      '{"index":2,"type":"amount"}',
    ]);
  });

  it('gives ALLSMALLER the smaller indices, in the order of the page', () => {
    expect(idsForInstance(use(2), model.layout, { index: 10 })?.map(({ index }) => index)).toEqual([1, 2, 9]);
  });

  it('knows nothing without a layout', () => {
    expect(idsForInstance(use(2), null, { index: 10 })).toBeNull();
  });
});
