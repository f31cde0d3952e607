import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../../src/dash/definition';
import type { JsonObject } from '../../../src/lib/json';

/** An entry as Dash 4.4.1 writes it for a plain callback. */
const entry = (changes: JsonObject = {}): JsonObject => ({
  output: 'out.children',
  inputs: [{ id: 'btn', property: 'n_clicks' }],
  state: [{ id: 's', property: 'data' }],
  clientside_function: null,
  prevent_initial_call: false,
  background: null,
  dynamic_creator: null,
  no_output: false,
  optional: false,
  hidden: null,
  websocket: false,
  persistent: false,
  ...changes,
});

describe('readDefinition', () => {
  it('reads a server callback', () => {
    expect(readDefinition(entry())).toEqual({
      key: 'out.children',
      kind: 'server',
      outputs: [{ id: 'out', property: 'children' }],
      inputs: [{ id: 'btn', property: 'n_clicks' }],
      state: [{ id: 's', property: 'data' }],
      preventInitialCall: false,
    });
  });

  it('hides only what Dash marked as hidden: ordinary callbacks carry null', () => {
    expect(readDefinition(entry({ hidden: true }))).toMatchObject({ hidden: true });
    for (const hidden of [null, false]) expect(readDefinition(entry({ hidden }))).not.toHaveProperty('hidden');
  });

  it('recognises background callbacks of all versions', () => {
    expect(readDefinition(entry({ background: { interval: 1000 } }))).toMatchObject({
      kind: 'background',
      interval: 1000,
    });
    expect(readDefinition(entry({ long: { interval: 1000 } }))?.kind).toBe('background');
    expect(readDefinition(entry({ long: null }))?.kind).toBe('server');
    expect(readDefinition(entry({ background: false }))?.kind).toBe('server');
  });

  it('names clientside functions of the app, not the hashes of inline ones', () => {
    const named = readDefinition(entry({ clientside_function: { namespace: 'ns', function_name: 'fn' } }));
    expect(named).toMatchObject({ kind: 'clientside', name: 'ns.fn' });
    const inline = readDefinition(
      entry({ clientside_function: { namespace: '_dashprivate_clientside_funcs', function_name: 'abc' } }),
    );
    expect(inline?.kind).toBe('clientside');
    expect(inline).not.toHaveProperty('name');
  });

  it('parses the ids of dependencies, which arrive as strings', () => {
    const read = readDefinition(
      entry({ inputs: [{ id: '{"i":["ALL"],"t":"q.r"}', property: 'v', allow_optional: true }] }),
    );
    expect(read?.inputs).toEqual([{ id: { i: ['ALL'], t: 'q.r' }, property: 'v', allow_optional: true }]);
  });

  it('marks duplicate outputs', () => {
    expect(readDefinition(entry({ output: 'out.children@d9c4' }))?.outputs).toEqual([
      { id: 'out', property: 'children', allow_duplicate: true },
    ]);
  });

  it('leaves out invalid dependencies', () => {
    const read = readDefinition(
      entry({
        inputs: [null, 3, {}, { id: 4, property: 'x' }, { id: 'a' }, { id: 'ok', property: 'x' }],
        state: 'none',
      }),
    );
    expect(read?.inputs).toEqual([{ id: 'ok', property: 'x' }]);
    expect(read?.state).toEqual([]);
  });

  it('rejects invalid entries', () => {
    for (const value of [undefined, null, 3, 'x', [], {}, { output: 3 }]) expect(readDefinition(value)).toBeUndefined();
  });
});
