import { describe, expect, it } from 'vitest';
import { createTextRing } from '../../../content-script/agent/record/text-ring';
import { INLINE_TEXT_LIMIT } from '../../../src/protocol/cut-value';

describe('the text ring', () => {
  it('keeps texts by number and sends small ones inline', () => {
    const ring = createTextRing(1_000_000);
    const [small, large] = ['{}', 'x'.repeat(INLINE_TEXT_LIMIT + 1)];
    expect(ring.keep(small)).toEqual({ text: 1, bytes: 2, inline: small });
    expect(ring.keep(large)).toEqual({ text: 2, bytes: large.length });
    expect([ring.text(1), ring.text(2), ring.text(3)]).toEqual([small, large, undefined]);
    expect(ring.size).toBe(large.length + 2);
  });

  it('forgets the oldest texts beyond its limit', () => {
    const ring = createTextRing(10);
    for (const text of ['aaaa', 'bbbb', 'cccc']) ring.keep(text);
    expect([1, 2, 3].map((handle) => ring.text(handle))).toEqual([undefined, 'bbbb', 'cccc']);
    expect(ring.size).toBe(8);
  });

  it('does not keep a text that is larger than its whole limit', () => {
    const ring = createTextRing(10);
    ring.keep('aaaa');
    ring.keep('x'.repeat(11));
    expect(ring.size).toBe(0);
    ring.keep('bbbb');
    expect(ring.text(3)).toBe('bbbb');
  });

  it("holds a bounded number of the app's objects, numbered with the texts", () => {
    const ring = createTextRing(10);
    const objects = Array.from({ length: 2_001 }, (_, index) => ({ index }));
    const handles = objects.map((value) => ring.keepObject(value));
    expect(new Set([...handles, ring.keep('').text]).size).toBe(2_002);
    expect(ring.object(handles[0] as number)).toBeUndefined();
    expect(ring.object(handles.at(-1) as number)).toBe(objects.at(-1));
    expect(ring.text(handles.at(-1) as number)).toBeUndefined();
    expect(ring.size).toBe(0);
  });

  it('never reuses a number, even after it was cleared', () => {
    const ring = createTextRing(10);
    ring.keep('a');
    ring.clear();
    expect([ring.size, ring.text(1)]).toEqual([0, undefined]);
    expect(ring.keep('b').text).toBe(2);
  });
});
