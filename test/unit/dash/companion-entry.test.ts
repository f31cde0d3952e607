import { describe, expect, it } from 'vitest';
import { readCompanionEntry, regroup } from '../../../src/dash/companion-entry';
import { groupedContext } from '../../../src/dash/context';
import { readPayload } from '../../../src/dash/payload';

describe('what the companion reports of a callback', () => {
  it('is read with the qualified name of a nested function', () =>
    expect(
      readCompanionEntry({
        output: 'a.b',
        name: 'make.<locals>.update',
        module: 'app',
        file: '/app/app.py',
        line: 7,
        doc: 'Update.',
        args: { n: 0 },
        outputs: 0,
        background: null,
      }),
    ).toEqual({
      key: 'a.b',
      name: 'update',
      module: 'app',
      source: { file: '/app/app.py', line: 7 },
      doc: 'Update.',
      grouping: { args: { n: 0 }, outputs: 0 },
    }));

  it('is only the key for a clientside callback', () =>
    expect(
      readCompanionEntry({
        output: 'a.b',
        name: null,
        module: null,
        file: null,
        line: null,
        doc: null,
        args: null,
        outputs: null,
      }),
    ).toEqual({ key: 'a.b' }));

  it('is ignored when its form is unknown', () => {
    for (const odd of [undefined, null, 3, [], {}, { output: 4 }]) expect(readCompanionEntry(odd)).toBeUndefined();
    expect(readCompanionEntry({ output: 'a.b', name: 5, file: 'x', line: 'y' })).toEqual({ key: 'a.b' });
  });
});

describe('a grouping', () => {
  it('gives a flat list its structure', () =>
    expect(regroup({ first: 0, rest: [1, { last: 2 }] }, ['a', 'b', 'c'])).toEqual({
      first: 'a',
      rest: ['b', { last: 'c' }],
    }));
  it('has null at positions that do not exist', () => expect(regroup([0, 9, 'x'], ['a'])).toEqual(['a', null, null]));

  it('has the leaves of ctx.args_grouping', () => {
    const payload = readPayload({
      output: 'out.children',
      outputs: { id: 'out', property: 'children' },
      inputs: [{ id: 'a', property: 'value', value: 1 }, [{ id: { i: 1 }, property: 'n' }]],
      state: [{ id: 's', property: 'data', value: null }],
      changedPropIds: ['a.value'],
    });
    if (payload === undefined) throw new Error('no payload');
    expect(groupedContext(payload, { args: { name: 0, all: 1, kept: 2 }, outputs: 0 })).toEqual({
      args_grouping: {
        name: { id: 'a', property: 'value', value: 1, str_id: 'a', triggered: true },
        all: [{ id: { i: 1 }, property: 'n', value: null, str_id: '{"i":1}', triggered: false }],
        kept: { id: 's', property: 'data', value: null, str_id: 's', triggered: false },
      },
      outputs_grouping: { id: 'out', property: 'children' },
    });
  });
});
