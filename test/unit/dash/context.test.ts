import { describe, expect, it } from 'vitest';
import { rebuildContext } from '../../../src/dash/context';
import { concreteOutputs, flatItems, readPayload, type Payload } from '../../../src/dash/payload';
import type { JsonObject } from '../../../src/lib/json';

const payload = (body: JsonObject): Payload => {
  const read = readPayload({ output: 'out.children', inputs: [], changedPropIds: [], ...body });
  if (read === undefined) throw new Error('not a payload');
  return read;
};
const context = (body: JsonObject): ReturnType<typeof rebuildContext> => rebuildContext(payload(body));

describe('rebuildContext', () => {
  it('gives the trigger of the call, with its value', () => {
    const ctx = context({ inputs: [{ id: 'btn', property: 'n_clicks', value: 3 }], changedPropIds: ['btn.n_clicks'] });
    expect(ctx.triggered).toEqual([{ prop_id: 'btn.n_clicks', value: 3 }]);
    expect(ctx.triggered_id).toBe('btn');
    expect(ctx.triggered_prop_ids).toEqual({ 'btn.n_clicks': 'btn' });
  });

  it('gives an initial call the dummy item that Dash gives', () => {
    const ctx = context({ inputs: [{ id: 'btn', property: 'n_clicks' }] });
    expect(ctx.triggered).toEqual([{ prop_id: '.', value: null }]);
    expect(ctx.triggered_id).toBeNull();
    expect(ctx.triggered_prop_ids).toEqual({});
  });

  it('reads a missing value as None', () => {
    expect(context({ inputs: [{ id: 'a', property: 'x' }] }).inputs).toEqual({ 'a.x': null });
  });

  it('flattens ALL lists and lets later duplicates win', () => {
    const ctx = context({
      inputs: [
        [
          { id: { i: 1, t: 'x' }, property: 'v', value: 'p' },
          { id: { t: 'x', i: 2 }, property: 'v', value: 'q' },
        ],
        { id: 'a', property: 'x', value: 1 },
        { id: 'a', property: 'x', value: 2 },
        [],
      ],
    });
    expect(ctx.inputs).toEqual({ '{"i":1,"t":"x"}.v': 'p', '{"i":2,"t":"x"}.v': 'q', 'a.x': 2 });
    expect(ctx.inputs_list).toHaveLength(4);
  });

  it('gives the id object of a pattern input, including its dots', () => {
    const ctx = context({
      inputs: [[{ id: { i: '1.5' }, property: 'v', value: 7 }]],
      changedPropIds: ['{"i":"1.5"}.v'],
    });
    expect(ctx.triggered_id).toEqual({ i: '1.5' });
    expect(ctx.triggered).toEqual([{ prop_id: '{"i":"1.5"}.v', value: 7 }]);
  });

  it('loses the value of a non-ASCII object id, as Dash does', () => {
    const ctx = context({ inputs: [{ id: { i: 'é' }, property: 'v', value: 7 }], changedPropIds: ['{"i":"é"}.v'] });
    expect(ctx.triggered).toEqual([{ prop_id: '{"i":"é"}.v', value: null }]);
    expect(ctx.inputs).toEqual({ [String.raw`{"i":"\u00e9"}.v`]: 7 });
  });

  it('is not confused by ids that are also names in JavaScript', () => {
    const ctx = context({
      inputs: [{ id: '__proto__', property: 'x', value: 1 }],
      changedPropIds: ['__proto__.x', 'constructor.name', 'toString'],
    });
    expect(ctx.triggered.map(({ value }) => value)).toEqual([1, null, null]);
    expect(Object.keys(ctx.inputs)).toEqual(['__proto__.x']);
  });

  it('keeps state and outputs as they were sent', () => {
    const ctx = context({
      outputs: { id: 'out', property: 'children' },
      state: [{ id: 's', property: 'data', value: [1] }],
    });
    expect(ctx.states).toEqual({ 's.data': [1] });
    expect(ctx.states_list).toEqual([{ id: 's', property: 'data', value: [1] }]);
    expect(ctx.outputs_list).toEqual({ id: 'out', property: 'children' });
  });

  it('gives a callback without outputs an empty list', () => {
    expect(context({}).outputs_list).toEqual([]);
  });
});

describe('readPayload', () => {
  it('rejects bodies of another form', () => {
    for (const body of [
      undefined,
      null,
      [],
      'x',
      {},
      { output: 'a.b' },
      { output: 1, inputs: [] },
      { output: 'a.b', inputs: {} },
    ]) {
      expect(readPayload(body)).toBeUndefined();
    }
  });

  it('drops changed prop ids that are not strings', () => {
    expect(readPayload({ output: 'a.b', inputs: [], changedPropIds: ['a.b', 3, null] })?.changedPropIds).toEqual([
      'a.b',
    ]);
  });
});

describe('concreteOutputs', () => {
  it('is empty without outputs', () => {
    expect(concreteOutputs(payload({}))).toEqual([]);
    expect(concreteOutputs(payload({ outputs: null }))).toEqual([]);
  });

  it('spells ids as responses do and strips the mark of duplicates', () => {
    expect(
      concreteOutputs(
        payload({
          outputs: [
            { id: { i: 'é' }, property: 'v@d9c4' },
            [
              { id: 'b', property: 'y' },
              { id: 'c', property: 'z' },
            ],
          ],
        }),
      ),
    ).toEqual([
      { id: String.raw`{"i":"\u00e9"}`, property: 'v' },
      { id: 'b', property: 'y' },
      { id: 'c', property: 'z' },
    ]);
  });

  it('lists the items of a single ALL output', () => {
    expect(
      concreteOutputs(
        payload({
          outputs: [
            { id: { i: 1 }, property: 'v' },
            { id: { i: 2 }, property: 'v' },
          ],
        }),
      ),
    ).toHaveLength(2);
  });
});

describe('flatItems', () => {
  it('skips what is not an item', () => {
    expect(
      flatItems([
        null,
        3,
        'x',
        {},
        { id: 1, property: 'a' },
        [[{ id: 'deep', property: 'a' }]],
        { id: 'a', property: 'x' },
      ]),
    ).toEqual([{ id: 'a', property: 'x' }]);
  });
});
