import { describe, expect, it } from 'vitest';
import { componentOutline } from '../../../../../panel/inspector/values/component-outline';
import { valuePreview } from '../../../../../panel/ui/values/value-preview';
import type { JsonValue } from '../../../../../src/lib/json';

const component = (type: string, props: { readonly [key: string]: JsonValue }): JsonValue => ({
  type,
  namespace: 'dash_html_components',
  props,
});

describe('valuePreview', () => {
  it.each<[JsonValue, string]>([
    [null, 'null'],
    ['North', '"North"'],
    [3.5, '3.5'],
    [[1, 2], '[1, 2]'],
    [{ theme: 'dark', rows: 50 }, '{theme: "dark", rows: 50}'],
    [Array.from({ length: 40 }, (_, i) => i), '[40 items]'],
    [
      Array.from({ length: 1204 }, (_, i) => ({ month: 'January', units: i, revenue: i * 2 })),
      '[1,204 rows × 3 columns]',
    ],
    [{ data: [{ type: 'bar' }, { type: 'scatter' }, { x: [1] }], layout: {} }, 'figure: 3 traces (bar, scatter)'],
    [{ data: [], layout: {} }, 'figure: 0 traces'],
    [
      component('Div', { children: [component('H1', { children: 'x' }), component('Graph', { id: 'chart' })] }),
      'Div > H1, Graph #chart',
    ],
    [[component('H1', {}), component('Div', {})], '[2 components: H1, Div]'],
    [{ $preview: '1204 items: [{"month"', $bytes: 184000, $why: 'size' }, '1204 items: [{"month"'],
    [
      {
        __dash_patch_update: '__dash_patch_update',
        operations: [{ operation: 'Append', location: ['data', 0, 'y'], params: { value: 5 } }],
      },
      'Patch: Append data[0].y',
    ],
  ])('%j', (value, text) => expect(valuePreview(value)).toBe(text));

  it('shows the length of a long text', () =>
    expect(valuePreview('x'.repeat(3000))).toMatch(/^"x+…" \(3,000 characters\)$/));
  it('names the first keys of a large object', () => {
    expect(valuePreview({ alpha: 'x'.repeat(80), beta: 1, gamma: 2, delta: 3, epsilon: 4 })).toBe(
      '{alpha, beta, gamma, +2}',
    );
  });
  it('reads a large value once for each place that contains it', () => {
    let reads = 0;
    const large = new Proxy(
      Array.from({ length: 200_000 }, (_, i) => ({ i })),
      { get: (target, key, receiver) => ((reads += 1), Reflect.get(target, key, receiver) as unknown) },
    );
    valuePreview(large);
    valuePreview({ a: large, b: large });
    expect(reads).toBeLessThan(3 * 200_000 + 1_000);
  });
});

describe('componentOutline', () => {
  it('shows the nesting of components', () => {
    const { lines, isWhole } = componentOutline(
      component('Div', { className: 'card', children: [component('B', { children: 'up' }), 'text'] }),
    );
    expect(isWhole).toBe(true);
    expect(lines.map(({ depth, text, props }) => `${'  '.repeat(depth)}${text} ${props.join()}`.trimEnd())).toEqual([
      'Div className',
      '  B',
      '    "up"',
      '  "text"',
    ]);
  });
  it('stops at its limit, however deep the nesting', () => {
    let deep: JsonValue = 'x';
    for (let i = 0; i < 5000; i++) deep = component('Div', { children: deep });
    expect(componentOutline(deep, 50)).toMatchObject({ isWhole: false });
  });
});
