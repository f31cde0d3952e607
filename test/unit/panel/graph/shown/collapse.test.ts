import { describe, expect, it } from 'vitest';
import type { ComponentCard } from '../../../../../panel/graph/card-graph';
import { collapse } from '../../../../../panel/graph/shown/collapse';
import { hubPlaces } from '../../../../../panel/graph/shown/narrow';
import { searchCards } from '../../../../../panel/graph/toolbar/search-cards';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { toPropId } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

const { callbacks } = traceFrom(
  'callback f1.v <- store.data',
  'callback f2.v <- store.data ~ user.name',
  'callback f3.v <- f1.v ~ user.name',
  'callback out.v <- f3.v store.data ~ user.name',
);
const graph = toGraph(callbacks, { showHidden: false, nameOf: ({ key }) => key });
const group = { name: 'f', callbacks: [...callbacks.keys()].slice(0, 3) };

describe('a closed group', () => {
  const closed = collapse(graph, [group]);
  it('contains its callbacks and the components that only they use', () => {
    expect([...closed.cards.keys()]).toEqual([
      'group:f',
      'component:store',
      'component:user',
      'component:f3',
      'component:out',
      'callback:out.v',
    ]);
    expect(closed.cards.get('group:f' as never)).toMatchObject({ callbacks: ['f1.v', 'f2.v', 'f3.v'], components: 2 });
  });

  it('has one edge for each property outside, with the number of edges merged into it', () =>
    expect(
      closed.edges.map(({ kind, source, target, count }) => `${kind} ${source} > ${target} ${count ?? 1}`).sort(),
    ).toEqual([
      'input component:f3 > callback:out.v 1',
      'input component:store > callback:out.v 1',
      'input component:store > group:f 2',
      'output callback:out.v > component:out 1',
      'output group:f > component:f3 1',
      'state component:user > callback:out.v 1',
      'state component:user > group:f 2',
    ]));

  it('replaces its contents', () => expect(closed.standIns.get('callback:f2.v' as never)).toBe('group:f'));

  it('is found by its contents', () => {
    const named = traceFrom(
      'callback f1.v <- store.data name load_sales',
      'callback f2.v <- picker.value',
      'callback f3.v <- f1.v',
    ).callbacks;
    const whole = toGraph(named, { showHidden: false, nameOf: ({ key, name }) => name ?? key });
    const inGroup = collapse(whole, [{ name: 'f', callbacks: [...named.keys()] }]);
    for (const text of ['load_sales', 'picker.value', 'f2.v']) expect(searchCards(inGroup, text)).toEqual(['group:f']);
    // All search words must be in one card.
    expect(searchCards(inGroup, 'load_sales picker')).toEqual([]);
  });

  it('leaves the card of a hub where it is', () => {
    const hub = { prop: toPropId('f3.v'), place: 'f3|v', readers: 1 };
    const withoutLines = collapse(
      toGraph(callbacks, {
        showHidden: false,
        nameOf: ({ key }) => key,
        hubs: [hub],
        hubsWithoutLines: hubPlaces(callbacks, [hub.prop]),
      }),
      [group],
    );
    expect([...withoutLines.cards.keys()]).toContain('component:f3');
    expect(withoutLines.cards.get('group:f' as never)).toMatchObject({ components: 2 });
  });

  it('leaves a graph without groups unchanged', () => expect(collapse(graph, [])).toBe(graph));
});

describe('a hub property with hidden edges', () => {
  const hub = { prop: toPropId('store.data'), place: 'store|data', readers: 3 };
  const rowsOf = (card: unknown) => (card as ComponentCard).rows.map(({ property, hub: own }) => [property, own]);
  it('shows how many callbacks it feeds', () => {
    const withoutLines = toGraph(callbacks, {
      showHidden: false,
      nameOf: ({ key }) => key,
      hubs: [hub],
      hubsWithoutLines: hubPlaces(callbacks, [hub.prop]),
    });
    const store = withoutLines.cards.get('component:store' as never);
    expect(rowsOf(store)).toEqual([['data', { ...hub, linesHidden: true }]]);
    expect(withoutLines.edges.some(({ source }) => source === store?.id)).toBe(false);
  });
  it('shows it also when its edges are drawn, so that they can be hidden again', () => {
    const drawn = toGraph(callbacks, { showHidden: false, nameOf: ({ key }) => key, hubs: [hub] });
    const store = drawn.cards.get('component:store' as never);
    expect(rowsOf(store)).toEqual([['data', { ...hub, linesHidden: false }]]);
    expect(drawn.edges.filter(({ source }) => source === store?.id)).toHaveLength(3);
  });
});
