import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChildren, eachChild, endOfValue, findValue } from '../../../src/protocol/json-scan';

type Step = string | number;

/** Every place of a value, with the value there. */
function places(
  value: unknown,
  path: readonly Step[] = [],
): readonly { readonly path: readonly Step[]; readonly value: unknown }[] {
  const here = { path, value };
  if (Array.isArray(value)) return [here, ...value.flatMap((item: unknown, index) => places(item, [...path, index]))];
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))];
}

const valueAt = (text: string, path: readonly Step[]): unknown => {
  const extent = findValue(text, path);
  return extent === null ? undefined : JSON.parse(text.slice(extent.start, extent.end));
};

/** JSON whose strings contain what a scanner can mistake for structure. */
const tricky = fc.jsonValue({
  stringUnit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\n', 'a', 'é', '\u2028', '\ud83d'),
});
const indent = fc.constantFrom(undefined, 1, '\t', ' \r\n '.replaceAll(/[^ \t\r\n]/g, ''));

describe('findValue', () => {
  it('finds what JSON.parse finds in any JSON text, however spaced', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.jsonValue()), indent, (value, space) => {
        const text = ` ${JSON.stringify(value, null, space)} `;
        const parsed: unknown = JSON.parse(text);
        for (const place of places(parsed)) expect(valueAt(text, place.path)).toEqual(place.value);
      }),
    );
  });

  it('uses the last of duplicate keys, as JSON.parse does', () => {
    const text = '{"a":{"b":1},"c":0,"a":{"b":2,"b":[3]}}';
    expect(valueAt(text, ['a', 'b'])).toEqual([3]);
    expect(valueAt(text, ['a'])).toEqual((JSON.parse(text) as { a: unknown }).a);
  });

  it('recognises keys that are written with escapes', () => {
    expect(valueAt(String.raw`{"\u00e9\"\\":1}`, ['é"\\'])).toBe(1);
  });

  it('distinguishes keys from indices', () => {
    expect(findValue('{"0":1}', [0])).toBeNull();
    expect(findValue('[1]', ['0'])).toBeNull();
    expect(valueAt('{"0":1}', ['0'])).toBe(1);
  });

  it('finds nothing at paths that do not exist', () => {
    expect(findValue('{"a":1}', ['b'])).toBeNull();
    expect(findValue('{"a":1}', ['a', 'b'])).toBeNull();
    expect(findValue('[1,2]', [2])).toBeNull();
    expect(findValue('[1,2]', [-1])).toBeNull();
    expect(findValue('[]', [0])).toBeNull();
    expect(findValue('"text"', [0])).toBeNull();
    expect(findValue('{"a":1}', ['__proto__'])).toBeNull();
  });

  it('ends without throwing on text that is truncated or not JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          tricky.map((value) => JSON.stringify(value)),
          fc.string({ unit: 'binary' }),
        ),
        fc.nat(),
        fc.array(fc.oneof(fc.string(), fc.nat(3)), { maxLength: 3 }),
        (text, cut, path) => {
          const broken = text.slice(0, cut % (text.length + 1));
          const extent = findValue(broken, path);
          if (extent !== null) expect(extent.end).toBeLessThanOrEqual(broken.length);
          expect(endOfValue(broken, 0)).toBeLessThanOrEqual(broken.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads megabytes of backslashes and nesting in a bounded number of steps', () => {
    const slashes = '\\\\'.repeat(500_000);
    expect(findValue(`{"a":"${slashes}","b":7}`, ['b'])).toEqual({
      start: slashes.length + 12,
      end: slashes.length + 13,
    });
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(endOfValue(deep, 0)).toBe(deep.length);
  });
});

describe('eachChild', () => {
  const children = (text: string): readonly (readonly [Step, string])[] => {
    const seen: (readonly [Step, string])[] = [];
    eachChild(text, 0, (key, { start, end }) => {
      seen.push([key, text.slice(start, end)]);
      return undefined;
    });
    return seen;
  };

  it('visits children in order, duplicates too', () => {
    expect(children('{ "a" : 1 , "a":[ 2 ] , "b" : "}" }')).toEqual([
      ['a', '1'],
      ['a', '[ 2 ]'],
      ['b', '"}"'],
    ]);
    expect(children('[1, null ,"x",{}]')).toEqual([
      [0, '1'],
      [1, 'null'],
      [2, '"x"'],
      [3, '{}'],
    ]);
  });

  it('visits nothing in scalars and empty values', () => {
    for (const text of ['1', '"[1]"', '[]', '{ }', '']) expect(children(text)).toEqual([]);
  });

  it('stops when the visitor says so', () => {
    let visits = 0;
    eachChild('[1,2,3]', 0, () => ++visits < 2);
    expect(visits).toBe(2);
  });
});

describe('countChildren', () => {
  it('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.array(tricky), (list) => {
        expect(countChildren(JSON.stringify(list), 0)).toBe(list.length);
      }),
    );
  });
});
