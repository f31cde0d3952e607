import { describe, expect, it } from 'vitest';
import { cardSizes } from '../../../../../panel/graph/layout/card-size';
import type { CardId, RowId } from '../../../../../panel/graph/card-graph';
import { reachable } from '../../../../../panel/graph/shown/reachable';
import { searchCards } from '../../../../../panel/graph/toolbar/search-cards';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { toLayoutGraph } from '../../../../../panel/graph/layout/to-layout-graph';
import { walkCards, type Direction, type CardPlace } from '../../../../../panel/graph/viewport/walk-cards';
import { layoutAtOnce } from '../../../../../src/layout/layout-graph';
import { traceFrom } from '../../../../support/notation/trace-from';

const graph = toGraph(
  traceFrom(
    'callback sales.data title.children <- region.value ~ prefs.data',
    'callback chart.figure <- sales.data',
    'callback table.data <- sales.data',
    'callback note.children <- sales.columns',
    'callback region.value <- chart.clickData chart.figure',
  ).callbacks,
  { showHidden: false, nameOf: ({ key }) => key },
);
const sizes = cardSizes(graph);
const { positions } = layoutAtOnce(toLayoutGraph(graph, sizes));
const at = (card: string, row?: string): CardPlace => ({ card: card as CardId, row: (row ?? null) as RowId | null });
const go = (from: CardPlace, ...directions: Direction[]): string => {
  const end = directions.reduce<CardPlace | null>(
    (place, direction) => place && walkCards(graph, sizes, positions, place, direction),
    from,
  );
  return end?.row ?? end?.card ?? 'nowhere';
};

describe('arrow keys', () => {
  it('follow edges out of a property, and back into the callback before', () => {
    expect(go(at('component:sales', 'component:sales|columns'), 'right')).toBe('callback:note.children');
    expect(go(at('callback:chart.figure'), 'left')).toBe('component:sales|data');
    expect(go(at('callback:chart.figure'), 'right')).toBe('component:chart|figure');
  });

  it('go through the rows of a component before they leave it', () => {
    expect(go(at('component:sales', 'component:sales|data'), 'down')).toBe('component:sales|columns');
    expect(go(at('component:sales', 'component:sales|columns'), 'down')).not.toContain('component:sales|');
  });

  it('walk around a cycle and come back', () => {
    expect(go(at('callback:chart.figure'), 'right', 'right')).toBe('callback:region.value');
    expect(go(at('callback:region.value'), 'right')).toBe('component:region|value');
  });

  it('stay where there is no next card', () => {
    expect(go(at('component:table', 'component:table|data'), 'right')).toBe('nowhere');
  });
});

describe('what leads to a callback and what follows from it', () => {
  const around = (card: string): string[] => [...reachable(graph, card as CardId)].sort();

  it('passes through a component by the property that was written', () => {
    expect(around('callback:note.children')).toEqual(['callback:note.children', 'component:note', 'component:sales']);
  });

  it('stops at a cycle, and lists State without following it', () => {
    const found = around('callback:chart.figure');
    expect(found).toContain('callback:region.value');
    expect(found).toContain('component:prefs');
    expect(found).toContain('component:table');
    expect(found).not.toContain('component:note');
  });
});

describe('search', () => {
  it('finds every word anywhere in names, ids and properties, callbacks first', () => {
    expect(searchCards(graph, 'CHART')).toEqual(['callback:chart.figure', 'component:chart']);
    expect(searchCards(graph, 'sales col')).toEqual(['component:sales']);
  });

  it('distinguishes an empty query from no match', () => {
    expect(searchCards(graph, '  ')).toBeNull();
    expect(searchCards(graph, 'zebra')).toEqual([]);
  });
});
