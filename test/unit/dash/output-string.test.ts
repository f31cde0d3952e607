import { describe, expect, it } from 'vitest';
import { isMultiOutput, parseOutputString } from '../../../src/dash/output-string';

const HASH = '9968566e2add3394a2e62dde1ed343c0f9dbf7234c2be1ae6bb210835d4e514b';

describe('parseOutputString', () => {
  it('reads a single output', () => {
    expect(parseOutputString('out.children')).toEqual([{ id: 'out', property: 'children', duplicate: false }]);
  });

  it('reads several outputs, and a list of one', () => {
    expect(parseOutputString('..a.x...b.y..').map(({ id, property }) => [id, property])).toEqual([
      ['a', 'x'],
      ['b', 'y'],
    ]);
    expect(parseOutputString('..sum.children..')).toEqual([{ id: 'sum', property: 'children', duplicate: false }]);
  });

  it('parses pattern ids next to string ids', () => {
    expect(parseOutputString(String.raw`..a.x@${HASH}...{"i":["MATCH"],"t":"\u00e9"}.v..`)).toEqual([
      { id: 'a', property: 'x', duplicate: true },
      { id: { i: ['MATCH'], t: 'é' }, property: 'v', duplicate: false },
    ]);
  });

  it('parses object ids whose dots Dash escaped, even three in a row', () => {
    expect(parseOutputString(String.raw`{"i":"a\.b"}.x`)).toEqual([
      { id: { i: 'a.b' }, property: 'x', duplicate: false },
    ]);
    expect(parseOutputString(String.raw`..{"i":"a\.\.\.b"}.x...c.y..`).map(({ id }) => id)).toEqual([
      { i: 'a...b' },
      'c',
    ]);
  });

  it('keeps a backslash before an escaped dot', () => {
    expect(parseOutputString(String.raw`{"i":"a\\\.b"}.x`)[0]?.id).toEqual({ i: String.raw`a\.b` });
  });

  it('finds no outputs in the hash of a callback without outputs', () => {
    expect(parseOutputString(HASH)).toEqual([]);
    expect(parseOutputString('')).toEqual([]);
    expect(parseOutputString('....')).toEqual([]);
  });
});

describe('isMultiOutput', () => {
  it('distinguishes several outputs from one', () => {
    expect(isMultiOutput('..a.x..')).toBe(true);
    expect(isMultiOutput('a.x')).toBe(false);
    expect(isMultiOutput(HASH)).toBe(false);
  });
});
