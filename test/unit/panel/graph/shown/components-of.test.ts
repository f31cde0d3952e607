import { describe, expect, it } from 'vitest';
import { componentsOf } from '../../../../../panel/graph/viewport/use-page-highlight';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { propsOfComponent } from '../../../../../panel/selectors/prop-users';
import { isInLayout } from '../../../../../src/trace/in-layout';
import type { LayoutIds } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

const layout: LayoutIds = {
  strings: new Set(['out', 'in']),
  families: new Map([
    [
      'index,type',
      [
        [1, 'item'],
        [2, 'item'],
        [1, 'other'],
      ],
    ],
  ]),
};
const { callbacks } = traceFrom(
  'callback {"index":["MATCH"],"type":"item"}.value <- in.value',
  'callback out.children <- {"index":["ALL"],"type":"item"}.value ~ in.data',
);
const { cards } = toGraph(callbacks, { showHidden: false, nameOf: ({ key }) => key });

describe('the components of a card', () => {
  it('are those on the page that its id matches', () => {
    const pattern = [...cards.keys()].find((id) => id.includes('item')) ?? '';
    const shown = Object.fromEntries(
      [...cards.values()].map((card) => [card.type === 'callback' ? card.name : card.id, componentsOf(card, layout)]),
    );
    expect(shown).toEqual({
      [pattern]: ['{"index":1,"type":"item"}', '{"index":2,"type":"item"}'],
      'component:in': ['in'],
      'component:out': ['out'],
      '{"index":["MATCH"],"type":"item"}.value': ['{"index":1,"type":"item"}', '{"index":2,"type":"item"}'],
      'out.children': ['out'],
    });
  });

  it('of a pattern are unknown until the page reports its ids', () =>
    expect([...cards.values()].filter(({ id }) => id.includes('item')).map((card) => componentsOf(card, null))).toEqual(
      [[], []],
    ));
});

describe('the properties of a component', () => {
  it('are those that callbacks declare, including by pattern', () => {
    expect(propsOfComponent(callbacks, '{"index":2,"type":"item"}')).toEqual(['{"index":2,"type":"item"}.value']);
    expect(propsOfComponent(callbacks, 'in')).toEqual(['in.value', 'in.data']);
    expect(propsOfComponent(callbacks, 'elsewhere')).toEqual([]);
  });
});

describe('whether a component is in the layout', () => {
  it('is determined by its id as the renderer writes it', () =>
    expect(
      ['out', 'gone', '{"index":1,"type":"other"}', '{"index":"1","type":"other"}', '{"index":1}'].map((id) =>
        isInLayout(layout, id),
      ),
    ).toEqual([true, false, true, false, false]));
});
