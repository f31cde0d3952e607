import { describe, expect, it } from 'vitest';
import { markText, MARKED_LIMIT } from '../../../src/protocol/text-marks';

const marksOf = (value: unknown): ReturnType<typeof markText> => {
  const text = ` ${JSON.stringify(value)}`;
  return markText(text, 1, text.length);
};
const list = (from: number, count = 200): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);
const figure = (title: string, from = 0): object => ({
  data: [{ type: 'scatter', x: list(0), y: list(from) }],
  layout: { title: { text: title }, 'a/b': list(1) },
});

describe('marks of a text', () => {
  it('are the same for the same text, wherever it is', () => {
    expect(marksOf(figure('a'))).toEqual(marksOf(figure('a')));
    expect(marksOf(figure('a')).$hash).not.toBe(marksOf(figure('b')).$hash);
    expect(markText('xx[1,2]', 2, 7).$hash).toBe(markText('[1,2]', 0, 5).$hash);
  });

  it('show which parts changed and which did not', () => {
    const [before, after] = [marksOf(figure('a')).$parts ?? {}, marksOf(figure('b', 1)).$parts ?? {}];
    expect(after['data/0/x']).toEqual(before['data/0/x']);
    expect(after['layout/a~1b']).toEqual(before['layout/a~1b']);
    expect(after['data/0/y']).not.toEqual(before['data/0/y']);
    expect(before['data/0/x']?.[0]).toBe(JSON.stringify(list(0)).length);
    const total = Object.values(before).reduce((sum, [bytes]) => sum + bytes, 0);
    expect(total).toBeGreaterThan(JSON.stringify(figure('a')).length * 0.9);
  });

  it('are few, and empty for what is not an object or list', () => {
    expect(
      Object.keys(marksOf(Object.fromEntries(list(0, 30).map((n) => [`k${n}`, list(n)]))).$parts ?? {}).length,
    ).toBeLessThanOrEqual(120);
    expect(marksOf('x'.repeat(5_000))).toEqual({ $hash: expect.any(String) as string });
    expect(marksOf(list(0, 5_000)).$parts).toBeUndefined();
  });

  it('are not computed for a very long text', () => expect(marksOf('x'.repeat(MARKED_LIMIT))).toEqual({}));
});
