import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedCopy } from '../../../content-script/agent/record/bounded-copy';
import { copyPayload, copyResult, copyValue } from '../../../content-script/agent/calls/clientside-values';
import { createTextRing } from '../../../content-script/agent/record/text-ring';
import { INLINE_LIMIT, isCutValue } from '../../../src/protocol/cut-value';

describe('boundedCopy', () => {
  it('copies small values as JSON would', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const copy = boundedCopy(value);
        const text = JSON.stringify(value);
        if (isCutValue(copy) && text.length > 300) return;
        expect(JSON.stringify(copy)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('omits and replaces what JSON does', () => {
    const value = {
      a: undefined,
      f: () => 1,
      n: Number.NaN,
      i: Infinity,
      d: new Date(0),
      bad: new Date(Number.NaN),
      list: [undefined, () => 1],
      s: Symbol('x'),
      big: 1n,
    };
    expect(boundedCopy(value)).toEqual({
      n: null,
      i: null,
      d: '1970-01-01T00:00:00.000Z',
      bad: null,
      list: [null, null],
      s: null,
      big: null,
    });
    expect(boundedCopy(undefined)).toBeNull();
  });

  it('keeps keys that are also names in JavaScript', () => {
    const copy = boundedCopy(JSON.parse('{"__proto__":{"x":1},"constructor":2}'));
    expect(Object.keys(copy as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    ['a long text', 'x'.repeat(INLINE_LIMIT + 1), INLINE_LIMIT + 3],
    ['a long list', Array.from({ length: 1_000_000 }, () => 1), null],
    ['a large object', Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`key${index}`, index])), null],
    ['many small texts', Array.from({ length: 300 }, () => 'twelve chars'), null],
  ])('cuts %s and says where it is', (_, value, bytes) => {
    const copy = boundedCopy(value, { text: 4, path: ['a'] });
    expect(copy).toMatchObject({ $bytes: bytes, $why: 'size', $at: { text: 4, path: ['a'] } });
    expect(JSON.stringify(copy).length).toBeLessThan(500);
  });

  it('stops at values that contain themselves and at very deep ones', () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level++) deep = { deep };
    for (const value of [circular, deep]) expect(isCutValue(boundedCopy(value))).toBe(true);
  });

  it('does not walk through a typed array', () => {
    expect(boundedCopy({ y: new Float64Array(5_000_000) })).toMatchObject({ $why: 'size' });
    expect(boundedCopy(new Float64Array(5_000_000))).toMatchObject({
      $preview: expect.stringContaining('40000000') as string,
    });
  });

  it('survives values that throw when they are read', () => {
    const getter = {
      get a(): unknown {
        throw new Error('no');
      },
    };
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    for (const value of [getter, proxy, revoked.proxy]) expect(boundedCopy(value)).toMatchObject({ $why: 'gone' });
  });

  it('reads each value once, and calls no function of the app', () => {
    let looks = 0;
    const value = {
      get a() {
        looks++;
        return 1;
      },
      toJSON: () => {
        throw new Error('called');
      },
    };
    expect(boundedCopy(value)).toEqual({ a: 1 });
    expect(looks).toBe(1);
  });
});

describe('values of clientside functions', () => {
  it('are recorded by reference when they are too large to send', () => {
    const texts = createTextRing(1_000);
    const large = Array.from({ length: 5_000 }, (_, index) => index);
    const copy = copyValue(large, texts) as { readonly $at: { readonly text: number } };
    expect(texts.object(copy.$at.text)).toBe(large);
  });

  it('have the shape of a request and a response', () => {
    const texts = createTextRing(1_000);
    const item = { id: 'x', property: 'v', value: undefined, path: ['hidden'] };
    expect(
      copyPayload(
        {
          output: 'a.b',
          outputs: { id: 'a', property: 'b' },
          inputs: [item, [{ ...item, value: 1 }], 'odd'],
          changedPropIds: ['x.v'],
        },
        texts,
      ),
    ).toEqual({
      output: 'a.b',
      outputs: { id: 'a', property: 'b' },
      inputs: [{ id: 'x', property: 'v' }, [{ id: 'x', property: 'v', value: 1 }], 'odd'],
      changedPropIds: ['x.v'],
    });
    expect(copyResult({ a: { b: 1 }, c: 'odd' }, texts)).toEqual({ a: { b: 1 }, c: null });
    for (const nothing of [undefined, null, 3, []])
      expect([copyPayload(nothing, texts), copyResult(nothing, texts)]).toEqual([null, null]);
  });
});
