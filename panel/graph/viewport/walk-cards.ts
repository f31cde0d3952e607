import type { Point } from '../../../src/layout/layout-types';
import type { CardEdge, CardGraph, CardId, RowId } from '../card-graph';
import type { CardSize } from '../layout/card-size';

/** Where the keyboard is: a card, and on a component one of its rows. */
export interface CardPlace {
  readonly card: CardId;
  readonly row: RowId | null;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Where an arrow key leads: left and right along edges, up and down through rows and then to the next card. */
export function walkCards(
  graph: CardGraph,
  sizes: ReadonlyMap<CardId, CardSize>,
  positions: ReadonlyMap<string, Point>,
  from: CardPlace,
  direction: Direction,
): CardPlace | null {
  if (direction === 'left' || direction === 'right') return alongEdge(direction);
  const card = graph.cards.get(from.card);
  if (card?.type === 'component') {
    const index = card.rows.findIndex((row) => row.id === from.row);
    const next = card.rows[index + (direction === 'down' ? 1 : -1)];
    if (next && index >= 0) return { card: card.id, row: next.id };
  }
  return toNeighbour(direction);

  function alongEdge(side: 'left' | 'right'): CardPlace | null {
    const edges = (side === 'right' ? graph.outgoing : graph.incoming).get(from.card) ?? [];
    const rowHere = (edge: CardEdge): RowId | undefined => (side === 'right' ? edge.sourceRow : edge.targetRow);
    const ofRow = edges.filter((edge) => from.row === null || rowHere(edge) === from.row);
    const here = middle(from.card);
    const ends = (ofRow.length > 0 ? ofRow : edges).map((edge) =>
      side === 'right'
        ? { card: edge.target, row: edge.targetRow ?? null }
        : { card: edge.source, row: edge.sourceRow ?? null },
    );
    return nearest(ends, (end) => Math.abs(middle(end.card).y - here.y));
  }

  function toNeighbour(side: 'up' | 'down'): CardPlace | null {
    const here = middle(from.card);
    const others = [...graph.cards.values()].filter((other) =>
      side === 'down' ? middle(other.id).y > here.y : middle(other.id).y < here.y,
    );
    // The next one of the same column if there is one: sideways distance counts more than height.
    const next = nearest(others, (other) => {
      const there = middle(other.id);
      return Math.abs(there.y - here.y) + 4 * Math.abs(there.x - here.x);
    });
    if (!next) return null;
    return {
      card: next.id,
      row: next.type === 'component' ? ((side === 'down' ? next.rows[0] : next.rows.at(-1))?.id ?? null) : null,
    };
  }

  function middle(card: CardId): Point {
    const at = positions.get(card) ?? { x: 0, y: 0 };
    const size = sizes.get(card) ?? { width: 0, height: 0 };
    return { x: at.x + size.width / 2, y: at.y + size.height / 2 };
  }
}

function nearest<T>(items: readonly T[], distance: (item: T) => number): T | null {
  let best: { item: T; at: number } | null = null;
  for (const item of items) {
    const at = distance(item);
    if (!best || at < best.at) best = { item, at };
  }
  return best?.item ?? null;
}
