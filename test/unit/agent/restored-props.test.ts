import { describe, expect, it } from 'vitest';
import { restoredProps } from '../../../content-script/agent/calls/restored-props';

const field = (props: object) => ({ namespace: 'dash_core_components', type: 'Input', props });
const box = (...children: unknown[]) => ({ namespace: 'dash_html_components', type: 'Div', props: { children } });

describe('what persistence restored', () => {
  const same = field({ id: 'same', value: 1, persistence: true });

  it('is the difference between the layout that was sent and the one that was used', () => {
    const sent = box('text', same, box(field({ id: 'a', value: '', persistence: 'v1', debounce: true })));
    const taken = box('text', same, box(field({ id: 'a', value: 'Ada', persistence: 'v1', debounce: true })));
    expect(restoredProps(sent, taken)).toEqual([
      { id: 'a', component: 'dash_core_components.Input', props: { value: 'Ada' } },
    ]);
  });

  it('is found in a layout that is a list, in a single child, and below a restored component', () => {
    const id = { type: 't', index: 1 };
    const outer = (value: string, inner: string) =>
      field({ id, value, persistence: 1, children: field({ id: 'b', value: inner, persistence: true }) });
    const found = restoredProps([null, outer('', '')], [null, outer('x', 'y')]);
    expect(found.map((each) => [each.id, each.props])).toEqual([
      ['{"index":1,"type":"t"}', { value: 'x' }],
      ['b', { value: 'y' }],
    ]);
  });

  it('is empty where the layout was used as sent, or where something else changed it', () => {
    const sent = box(same);
    expect(restoredProps(sent, sent)).toEqual([]);
    expect(restoredProps(box(field({ id: 'a', value: 1 })), box(field({ id: 'a', value: 2 })))).toEqual([]);
    expect(
      restoredProps(box(field({ value: 1, persistence: true })), box(field({ value: 2, persistence: true }))),
    ).toEqual([]);
    for (const odd of [undefined, null, 3, 'text', [], {}, { props: null }]) {
      expect(restoredProps(odd, sent).length).toBeLessThanOrEqual(1);
      expect(restoredProps(sent, odd)).toEqual([]);
    }
  });
});
