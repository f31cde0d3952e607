import { describe, expect, it } from 'vitest';
import { isShadowed } from '../../../content-script/agent/calls/prop-writes';
import { findSharedIds } from '../../../content-script/agent/page/shared-ids';

interface Part {
  readonly namespace: string;
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

const part = (id: unknown, children?: unknown, more: object = {}): Part => ({
  namespace: 'html',
  type: 'Div',
  props: { ...(id === undefined ? {} : { id }), children, ...more },
});

describe('ids that several components have', () => {
  it('are found with what is around them, and the one that Dash uses', () => {
    const layout = { components: part(undefined, [part('a'), part('box', part(undefined, [part('a'), 'text']))]) };
    const path = ['components', 'props', 'children', 1, 'props', 'children', 'props', 'children', 0];
    expect(findSharedIds({ layout, paths: { strs: { a: path } } }, undefined)).toEqual([
      { id: 'a', count: 2, places: [[], ['box']], used: 1 },
    ]);
    // Before Dash 3.2.
    expect(
      findSharedIds({ layout: layout.components, paths: { strs: { a: path.slice(1) } } }, undefined),
    ).toMatchObject([{ id: 'a', used: 1 }]);
  });

  it('are found for object ids, whatever the order of their keys', () => {
    const layout = part(undefined, [part({ i: 1, t: 'x' }), part({ t: 'x', i: 1 }), part({ i: 2, t: 'x' })]);
    expect(findSharedIds({ layout, paths: {} }, undefined)).toEqual([
      { id: '{"i":1,"t":"x"}', count: 2, places: [[], []], used: null },
    ]);
  });

  it('are found in other properties that hold components, and not in data', () => {
    const layout = part(undefined, [part('a'), part('b', undefined, { label: part('a'), data: [part('b')] })]);
    expect(findSharedIds({ layout, paths: {} }, { html: { Div: ['label', 'items[].x'] } })).toEqual([
      { id: 'a', count: 2, places: [[], ['b']], used: null },
    ]);
  });

  it('are not looked for in a very large layout', () => {
    const many = Array.from({ length: 30_000 }, () => 'x');
    expect(findSharedIds({ layout: part(undefined, [part('a'), part('a'), many]), paths: {} }, undefined)).toEqual([]);
  });

  it.each([[undefined], [null], [{}], [{ components: null }], [[1, 'x', null]]])(
    'are none in a layout of unknown form: %j',
    (layout) => {
      expect(findSharedIds({ layout, paths: undefined }, null)).toEqual([]);
    },
  );

  it('that contain themselves do not hang the page', () => {
    const children: unknown[] = [];
    children.push(part('a', children));
    expect(findSharedIds({ layout: part('b', children), paths: {} }, undefined)).toEqual([]);
  });
});

describe('a component that writes', () => {
  const layout = part(undefined, [part('a'), part('a'), part('b')]);
  const at = (index: number): readonly (string | number)[] => ['props', 'children', index];

  it('is shadowed where Dash finds another one by its id', () => {
    const paths = { strs: { a: at(1) } };
    expect(isShadowed({ layout, paths }, at(0), 'a')).toBe(true);
    expect(isShadowed({ layout, paths }, at(1), 'a')).toBe(false);
  });

  it('is not shadowed by another id, or without one', () => {
    expect(isShadowed({ layout, paths: { strs: { a: at(2) } } }, at(0), 'a')).toBe(false);
    expect(isShadowed({ layout, paths: { strs: {} } }, at(0), 'a')).toBe(false);
    expect(isShadowed({ layout, paths: {} }, at(0), '')).toBe(false);
  });
});
