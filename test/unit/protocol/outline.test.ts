import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, parseJson, type JsonValue } from '../../../src/lib/json';
import { INLINE_LIMIT, isCutValue, previewText } from '../../../src/protocol/cut-value';
import { findValue } from '../../../src/protocol/json-scan';
import { frameBody, FRAMED_LIMIT, outlineBody } from '../../../src/protocol/outline';

const LARGE = 'x'.repeat(INLINE_LIMIT + 1);

/** Fetches every cut value from the text it was cut from. */
function whole(value: JsonValue, text: string): JsonValue {
  if (isJsonObject(value) && isCutValue(value)) {
    const at = value['$at'] as { readonly path: readonly (string | number)[] };
    const extent = findValue(text, at.path);
    return extent === null ? 'not found' : (parseJson(text.slice(extent.start, extent.end)) ?? 'not JSON');
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => whole(item, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, whole(item, text)]));
}

const outlined = (body: unknown): JsonValue => outlineBody(JSON.stringify(body), 7) ?? 'no outline';

describe('outlineBody', () => {
  it('leaves a small body unchanged', () => {
    const body = { output: 'a.b', inputs: [{ id: 'x', property: 'value', value: [1, { y: null }] }] };
    expect(outlined(body)).toEqual(body);
  });

  it('cuts large input and state values only, and says where they are', () => {
    const body = {
      output: 'a.b',
      inputs: [{ id: 'x', property: 'value', value: LARGE }, [{ id: { i: 1 }, property: 'value', value: [LARGE, 2] }]],
      changedPropIds: ['x.value'],
      state: [{ id: 's', property: 'data', value: 3 }],
    };
    expect(outlined(body)).toMatchObject({
      output: 'a.b',
      inputs: [
        {
          id: 'x',
          property: 'value',
          value: { $why: 'size', $bytes: LARGE.length + 2, $at: { text: 7, path: ['inputs', 0, 'value'] } },
        },
        [{ id: { i: 1 }, value: { $at: { text: 7, path: ['inputs', 1, 0, 'value'] } } }],
      ],
      changedPropIds: ['x.value'],
      state: [{ value: 3 }],
    });
  });

  it('keeps the output string and prop ids of a callback with many outputs', () => {
    const output = `..${Array.from({ length: 200 }, (_, index) => `out-${index}.children`).join('...')}..`;
    const propId = `{"index":"${LARGE}","type":"t"}.value`;
    const body = {
      output,
      outputs: [{ id: { index: LARGE }, property: 'children' }],
      inputs: [{ id: 'x', property: 'value', value: 1 }],
      changedPropIds: [propId],
      parsedChangedPropsIds: [{ index: LARGE }],
    };
    expect(outlined(body)).toEqual(body);
  });

  it('cuts large props of responses, side updates and progress', () => {
    const body = {
      multi: true,
      response: { a: { figure: { data: [LARGE] }, style: { color: 'red' } } },
      sideUpdate: { b: { children: LARGE } },
      progress: { 'p.children': LARGE },
    };
    expect(outlined(body)).toMatchObject({
      multi: true,
      response: {
        a: { figure: { $why: 'size', $at: { path: ['response', 'a', 'figure'] } }, style: { color: 'red' } },
      },
      sideUpdate: { b: { children: { $why: 'size' } } },
      progress: { 'p.children': { $why: 'size' } },
    });
  });

  it('keeps the operations of a Patch, and cuts only the values that they carry', () => {
    const patch = {
      __dash_patch_update: '__dash_patch_update',
      operations: [
        { operation: 'Assign', location: ['data', 0, 'y'], params: { value: [LARGE, 1] } },
        { operation: 'Append', location: ['data', 0, 'x'], params: { value: 7 } },
      ],
    };
    const place = ['fig', 'figure', 'operations', 0, 'params', 'value'];
    const body = { multi: true, response: { fig: { figure: patch } }, sideUpdate: { fig: { figure: patch } } };
    for (const outline of [outlined(body), frameBody(JSON.stringify(body), 7)])
      for (const part of ['response', 'sideUpdate'])
        expect(outline).toMatchObject({
          [part]: {
            fig: {
              figure: {
                operations: [
                  {
                    operation: 'Assign',
                    params: { value: { $why: 'size', $at: { text: 7, path: [part, ...place] } } },
                  },
                  patch.operations[1],
                ],
              },
            },
          },
        });
  });

  it('gives the number of items', () => {
    const items = Array.from({ length: 2_000 }, (_, index) => index);
    const keys = Object.fromEntries(items.map((item) => [`k${item}`, item]));
    const body = outlined({ response: { a: { list: items, map: keys, text: LARGE } } });
    const props = (body as { response: { a: Record<string, { $preview: string }> } }).response.a;
    expect(props['list']?.$preview).toMatch(/^2000 items: \[0,1,/);
    expect(props['map']?.$preview).toMatch(/^2000 keys: \{"k0":0/);
    expect(props['text']?.$preview).toMatch(/^"xxx/);
    expect(props['text']?.$preview.length).toBeLessThan(200);
  });

  it('loses nothing: fetching what was cut gives the body back', () => {
    // Long texts repeat a short one: generating thousands of characters one by one is slow.
    const long = fc
      .string({ minLength: 1, maxLength: 20, unit: 'binary' })
      .map((part) => part.repeat(Math.ceil(2_500 / part.length)));
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), long);
    const props = fc.dictionary(fc.string({ maxLength: 8 }), value, { maxKeys: 3 });
    const body = fc.record({
      response: fc.dictionary(fc.string({ maxLength: 8 }), props, { maxKeys: 3 }),
      inputs: fc.array(fc.record({ id: fc.string({ maxLength: 8 }), property: fc.constant('value'), value })),
    });
    fc.assert(
      fc.property(body, (original) => {
        const text = JSON.stringify(original);
        expect(whole(outlineBody(text, 1) ?? 'no outline', text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 30 },
    );
  });

  it('uses the last of duplicate keys', () => {
    const text = `{"response":{"a":{"x":"${LARGE}","x":1}}}`;
    expect(outlineBody(text, 1)).toEqual({ response: { a: { x: 1 } } });
  });

  it('does not confuse ids with names that JavaScript objects have', () => {
    const text = `{"response":{"__proto__":{"polluted":"${LARGE}"}}}`;
    const outline = outlineBody(text, 1) as { response: object };
    expect(Object.keys(outline.response)).toEqual(['__proto__']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('rejects text that is not JSON, however long', () => {
    for (const text of ['', '   ', '<html>', 'x'.repeat(5_000), `{"response":${'['.repeat(300_000)}`]) {
      const outline = outlineBody(text, 1);
      expect(outline === undefined || isCutValue(outline) || isJsonObject(outline)).toBe(true);
    }
    expect(outlineBody('<html>', 1)).toBeUndefined();
    expect(outlineBody('', 1)).toBeUndefined();
  });
});

describe('frameBody', () => {
  it('has everything but the values that are not small, and how long those are', () => {
    const body = {
      output: 'a.b',
      inputs: [{ id: 'x', property: 'value', value: LARGE }],
      changedPropIds: ['x.value'],
      state: [{ id: 's', property: 'data', value: [3] }],
    };
    expect(frameBody(JSON.stringify(body), 7)).toEqual({
      ...body,
      inputs: [
        {
          id: 'x',
          property: 'value',
          value: {
            $preview: expect.stringMatching(/^"xxx/) as string,
            $bytes: LARGE.length + 2,
            $why: 'size',
            $at: { text: 7, path: ['inputs', 0, 'value'] },
          },
        },
      ],
    });
  });

  it('cuts at the same places as the outline', () => {
    const text = JSON.stringify({ response: { a: { b: LARGE, c: { d: [LARGE] } } }, progress: { 'p.q': LARGE } });
    expect(whole(frameBody(text, 1) ?? 'no frame', text)).toEqual(JSON.parse(text));
  });

  it('is not made of a page, or of a very long text', () => {
    expect(frameBody('<html>', 1)).toBeUndefined();
    expect(frameBody(`{"a":"${'x'.repeat(FRAMED_LIMIT)}"}`, 1)).toBeUndefined();
  });
});

describe('previewText', () => {
  it('counts, and says so when the number is unknown', () => {
    expect(previewText('array', 1, '[1]')).toBe('1 item: [1]');
    expect(previewText('object', 0, '{}')).toBe('0 keys: {}');
    expect(previewText('array', null, '[')).toBe('list: [');
  });
});

describe('isCutValue', () => {
  it('distinguishes cut values from similar values', () => {
    expect(isCutValue({ $preview: '', $bytes: null, $why: 'gone' })).toBe(true);
    for (const value of [
      null,
      [],
      'x',
      {},
      { $preview: 1, $bytes: 1, $why: 'size' },
      { $preview: '', $bytes: '1', $why: 'size' },
      { $preview: '', $bytes: 1, $why: 'x' },
    ]) {
      expect(isCutValue(value)).toBe(false);
    }
  });
});
