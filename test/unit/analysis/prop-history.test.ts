import { describe, expect, it } from 'vitest';
import { propHistory, writtenPropsOf } from '../../../src/analysis/prop-history';
import { toMilliseconds } from '../../../src/lib/brand';
import type { TraceModel } from '../../../src/trace/model';
import { toCallId, toPropId, type Call, type PropWrite } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

const write = (
  at: number,
  origin: PropWrite['origin'],
  call: string | null = null,
  value: PropWrite['value'] = null,
): PropWrite => ({
  at: toMilliseconds(at),
  origin,
  call: call === null ? null : toCallId(call),
  value,
});

const written = (model: TraceModel, prop: string, ...writes: readonly PropWrite[]): TraceModel => ({
  ...model,
  writes: new Map([...model.writes, [toPropId(prop), writes]]),
});
const changed = (model: TraceModel, id: string, change: Partial<Call>): TraceModel => {
  const call = model.calls.get(toCallId(id));
  return call === undefined ? model : { ...model, calls: new Map([...model.calls, [call.id, { ...call, ...change }]]) };
};

describe('propHistory', () => {
  const twoWriters = traceFrom('c1 out.children="one" <- a.value 0-10', 'c2 out.children="two" x.y=1 <- b.value 20-30');

  it('lists every write in order, with its value, and marks the last one as current', () => {
    const model = written(
      twoWriters,
      'out.children',
      write(10, 'output', 'c1'),
      write(15, 'user', null, 'typed'),
      write(30, 'output', 'c2'),
    );
    expect(
      propHistory(model, toPropId('out.children')).entries.map(({ written: value, origin, fate }) => [
        value,
        origin,
        fate,
      ]),
    ).toEqual([
      ['one', 'output', 'replaced'],
      ['typed', 'user', 'replaced'],
      ['two', 'output', 'holds'],
    ]);
  });

  it('names the different callbacks that write it', () => {
    const model = written(
      twoWriters,
      'out.children',
      write(10, 'output', 'c1'),
      write(30, 'output', 'c2'),
      write(40, 'output', 'c1'),
    );
    expect(propHistory(model, toPropId('out.children')).callbacks).toEqual(['out.children', '..out.children...x.y..']);
  });

  it('places discarded results between the writes, and does not count them', () => {
    const model = written(
      traceFrom(
        'c1 out.children="lost" <- a.value 0/0/1/10/11/12/12/ discarded',
        'c2 out.children="kept" <- a.value 5-30',
      ),
      'out.children',
      write(30, 'output', 'c2'),
    );
    const answered = changed(model, 'c1', {
      response: { text: 9, bytes: 20, json: { response: { out: { children: 'lost' } } } },
    });
    const history = propHistory(answered, toPropId('out.children'));
    expect(history.entries.map(({ call, fate, written: value }) => [call, fate, value])).toEqual([
      ['c1', 'discarded', 'lost'],
      ['c2', 'holds', 'kept'],
    ]);
    expect(history.writes).toBe(1);
  });

  it('gives the value after a patch, where the page reported it', () => {
    const patch = {
      __dash_patch_update: '__dash_patch_update',
      operations: [{ operation: 'Append', location: [], params: { value: 2 } }],
    };
    const json = { response: { out: { children: patch } } };
    const around = { patches: { 'out.children': { before: [1], after: [1, 2] } } };
    const model = changed(written(twoWriters, 'out.children', write(10, 'output', 'c1')), 'c1', {
      ...around,
      response: { text: 1, bytes: 1, json },
    });
    expect(propHistory(model, toPropId('out.children')).entries).toMatchObject([{ patch: true, written: [1, 2] }]);
    // Besides a patch, other outputs are recorded as well: they are not patches.
    const plain = changed(written(twoWriters, 'out.children', write(10, 'output', 'c1')), 'c1', around);
    expect(propHistory(plain, toPropId('out.children')).entries).toMatchObject([{ patch: false, written: 'one' }]);
  });

  it('says which part of a call a side update was', () => {
    const model = changed(written(twoWriters, 'bar.value', write(5, 'side-update', 'c1', 3)), 'c1', {
      sideUpdates: [{ at: toMilliseconds(5), origin: 'progress', props: { bar: { value: 3 } } }],
    });
    expect(propHistory(model, toPropId('bar.value')).entries).toMatchObject([
      { side: 'progress', written: 3, fate: 'holds' },
    ]);
  });

  it('does not make up the value of a call that is no longer recorded', () => {
    const model = written(twoWriters, 'out.children', write(1, 'output', 'c99'));
    expect(propHistory(model, toPropId('out.children')).entries).toMatchObject([{ written: undefined, fate: 'holds' }]);
  });

  it('is empty for a property that was never written', () => {
    expect(propHistory(twoWriters, toPropId('other.value'))).toEqual({ entries: [], writes: 0, callbacks: [] });
  });
});

describe('writtenPropsOf', () => {
  it('finds the properties that a pattern matches', () => {
    const model = [1, 2].reduce(
      (next, index) => written(next, `{"index":${index},"type":"item"}.value`, write(index, 'user')),
      written(traceFrom('c1 a.out <- b.value 0-1'), '{"index":1,"type":"other"}.value', write(1, 'user')),
    );
    expect(writtenPropsOf(model, { index: ['MATCH'], type: 'item' }, 'value').map(({ prop }) => prop)).toEqual([
      '{"index":1,"type":"item"}.value',
      '{"index":2,"type":"item"}.value',
    ]);
  });
});
