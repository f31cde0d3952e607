import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseId, splitPropId, stringifyId, stripHash, toPythonId, toPythonJson } from '../../../src/dash/component-id';

describe('stringifyId', () => {
  it('leaves string ids unchanged, whatever they contain', () => {
    for (const id of ['btn', '', 'ünïcode', 'a b', '7']) expect(stringifyId(id)).toBe(id);
  });

  it('writes object ids with sorted keys and without spaces, non-ASCII unchanged', () => {
    expect(stringifyId({ type: 'färbe', index: 3 })).toBe('{"index":3,"type":"färbe"}');
  });

  it('distinguishes numbers and numeric strings', () => {
    expect(stringifyId({ index: '1' })).not.toBe(stringifyId({ index: 1 }));
  });

  it('sorts keys as strings, not as numbers', () => {
    expect(stringifyId({ 2: 'b', 10: 'a' })).toBe('{"10":"a","2":"b"}');
  });

  it('keeps wildcards, dots, quotes and nested objects', () => {
    expect(stringifyId({ index: ['MATCH'], type: 'a.b"c' })).toBe('{"index":["MATCH"],"type":"a.b\\"c"}');
    expect(stringifyId({ n: { y: 1, x: [1, 2] } })).toBe('{"n":{"y":1,"x":[1,2]}}');
  });

  it('is undone by parseId', () => {
    const id = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(id, (value) => {
        expect(parseId(stringifyId(value))).toEqual({ ...value });
      }),
      { numRuns: 60 },
    );
  });
});

// Expectations are what `dash._utils.stringify_id` of Dash 4.4.1 printed.
describe('toPythonId', () => {
  it.each([
    [{ b: 1, a: 'x' }, '{"a":"x","b":1}'],
    [{ i: 'é' }, String.raw`{"i":"\u00e9"}`],
    [{ i: '😀', ä: 1 }, String.raw`{"i":"\ud83d\ude00","\u00e4":1}`],
    [{ n: { y: 1, x: [1, 2] } }, '{"n":{"y": 1, "x": [1, 2]}}'],
    [{ q: '\u007f\u2028"\\/' }, String.raw`{"q":"\u007f\u2028\"\\/"}`],
    [{ t: true, z: null }, '{"t":true,"z":null}'],
    [{ 1: '1', 10: 2, 2: 3 }, '{"1":"1","10":2,"2":3}'],
  ])('spells %j as Python does', (id, text) => {
    expect(toPythonId(id)).toBe(text);
  });

  it('orders keys by code point where JavaScript orders by code unit', () => {
    const id = { '\u{1f600}': 2, '\uffff': 1 };
    expect(toPythonId(id)).toBe(String.raw`{"\uffff":1,"\ud83d\ude00":2}`);
    expect(stringifyId(id)).toBe('{"\u{1f600}":2,"\uffff":1}');
  });

  it.each([
    [1.5, '1.5'],
    [1e-4, '0.0001'],
    [0.00001, '1e-05'],
    [-0.0000123, '-1.23e-05'],
    [1e-7, '1e-07'],
    [1e-10, '1e-10'],
    [1e21, '1e+21'],
    [1.5e300, '1.5e+300'],
    [0, '0'],
  ])('spells the number %d as Python does', (value, text) => {
    expect(toPythonJson(value)).toBe(text);
  });

  it('is ASCII and means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = toPythonJson(value as Parameters<typeof toPythonJson>[0]);
        expect(text).toMatch(/^[ -~]*$/);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('parseId', () => {
  it('reads object ids and leaves the rest as text', () => {
    expect(parseId('{"index":1}')).toEqual({ index: 1 });
    expect(parseId('btn')).toBe('btn');
    expect(parseId('[1]')).toBe('[1]');
    expect(parseId('7')).toBe('7');
  });

  it('leaves broken JSON as text', () => {
    for (const text of ['{', '{"index":', '{"a":1}x', '{index:1}']) expect(parseId(text)).toBe(text);
  });
});

describe('splitPropId', () => {
  it('splits at the last dot', () => {
    expect(splitPropId('a.b')).toEqual({ id: 'a', property: 'b' });
    expect(splitPropId('{"v":"1.5"}.value')).toEqual({ id: '{"v":"1.5"}', property: 'value' });
  });

  it('treats a text without a dot as an id', () => {
    expect(splitPropId('abc')).toEqual({ id: 'abc', property: '' });
    expect(splitPropId('')).toEqual({ id: '', property: '' });
    expect(splitPropId('.')).toEqual({ id: '', property: '' });
  });
});

describe('stripHash', () => {
  it('removes the mark of duplicate outputs only', () => {
    expect(stripHash('children@d9c4')).toBe('children');
    expect(stripHash('children')).toBe('children');
    expect(stripHash('@d9c4')).toBe('');
  });
});
