import { describe, expect, it } from 'vitest';
import { sharedSize } from '../../../../src/analysis/problems/rules/whole-figure';
import type { JsonValue } from '../../../../src/lib/json';
import { outlineBody } from '../../../../src/protocol/outline';

const points = (from: number): readonly number[] => Array.from({ length: 4_000 }, (_, index) => from + index);
const figure = (title: string, from = 0): object => ({
  data: [{ x: points(0), y: points(from) }],
  layout: { title: { text: title } },
});

/** What the panel receives of a returned figure: the value is large, so it stays in the page. */
function cut(value: object): JsonValue {
  const body = outlineBody(JSON.stringify({ response: { chart: { figure: value } } }), 1) as {
    response: { chart: { figure: JsonValue } };
  };
  return body.response.chart.figure;
}

describe('what two large values have in common', () => {
  const size = JSON.stringify(figure('b')).length;

  it('is known for values that were left in the page, by their parts', () => {
    expect(sharedSize(cut(figure('a')), cut(figure('b')))).toBeGreaterThan(size * 0.9);
    expect(sharedSize(cut(figure('a')), cut(figure('a')))).toBe(size);
    expect(sharedSize(cut(figure('a')), cut(figure('a', 1)))).toBeLessThan(size * 0.7);
  });

  it('is unknown where only one of them was left there, or neither has an outline', () => {
    expect(sharedSize(figure('a') as JsonValue, cut(figure('a')))).toBe(0);
    const unmarked: JsonValue = { $preview: 'x', $bytes: 9_000, $why: 'size' };
    expect(sharedSize(unmarked, unmarked)).toBe(0);
  });
});
