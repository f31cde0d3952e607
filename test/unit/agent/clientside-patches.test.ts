import { describe, expect, it } from 'vitest';
import { patchesIn } from '../../../content-script/agent/calls/clientside-patches';
import { createTextRing } from '../../../content-script/agent/record/text-ring';

const patch = (value: unknown): object => ({
  __dash_patch_update: '__dash_patch_update',
  operations: [{ operation: 'Append', location: ['a'], params: { value } }],
});
const out = (id: unknown, property = 'data'): object => ({ id, property });
const find = (returned: unknown, outputs: unknown): unknown => patchesIn(returned, outputs, createTextRing(1e6));

describe('patches of a clientside function', () => {
  it("are found for one output, several outputs, and a pattern's outputs", () => {
    expect(find(patch(1), out('x', 'data@12ab'))).toEqual({ x: { data: patch(1) } });
    expect(find(['plain', patch(2)], [out('x'), out('y')])).toEqual({ y: { data: patch(2) } });
    expect(find([[patch(3), 4]], [[out({ t: 'a', i: 1 }), out({ t: 'a', i: 2 })]])).toEqual({
      '{"i":1,"t":"a"}': { data: patch(3) },
    });
  });

  it('are empty for whole values, for no value, or where fewer values came than are declared', () => {
    for (const returned of [undefined, null, 'text', { operations: [] }, [1]])
      expect(find(returned, [out('x'), out('y')])).toBeNull();
    expect(find(patch(1), undefined)).toBeNull();
  });

  it('keep their operations when one of their values is large', () => {
    const found = find(patch('x'.repeat(100_000)), out('x')) as {
      x: { data: { operations: [{ operation: string; params: { value: { $why: string } } }] } };
    };
    expect(found.x.data.operations[0]).toMatchObject({ operation: 'Append', params: { value: { $why: 'size' } } });
  });
});
