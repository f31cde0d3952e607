import type { Point } from '../../../src/layout/layout-types';
import { MOST_SPREAD, type CardEdge, type CardGraph, type CardId } from '../card-graph';
import { rowMiddle, type CardSize } from '../layout/card-size';

/** Where an edge meets its two cards, from the tops of the cards. */
export interface EdgeEnds {
  readonly sourceY: number;
  readonly targetY: number;
}

/**
 * The ends of all edges. At a component an edge meets its row; along a callback's side the edges are spread in the
 * order in which they come from above and below, so that they do not cross just before they arrive.
 */
export function edgeEnds(
  graph: CardGraph,
  sizes: ReadonlyMap<CardId, CardSize>,
  positions: ReadonlyMap<string, Point>,
  routes: ReadonlyMap<string, readonly Point[]>,
): Map<string, EdgeEnds> {
  const rowY = new Map<string, number>();
  for (const card of graph.cards.values()) {
    if (card.type === 'component') card.rows.forEach((row, index) => rowY.set(row.id, rowMiddle(card, index)));
  }
  const sourceY = new Map<string, number>();
  const targetY = new Map<string, number>();
  for (const edge of graph.edges) {
    if (edge.sourceRow) sourceY.set(edge.id, rowY.get(edge.sourceRow) ?? 0);
    if (edge.targetRow) targetY.set(edge.id, rowY.get(edge.targetRow) ?? 0);
  }

  const absolute = (card: CardId, within: number | undefined): number =>
    (positions.get(card)?.y ?? 0) + (within ?? (sizes.get(card)?.height ?? 0) / 2);
  /** Heights an edge comes from, the nearest to the card first. */
  const approach = (edge: CardEdge, side: 'west' | 'east'): readonly number[] => {
    const bends = routes.get(edge.id) ?? [];
    const heights = (side === 'east' ? bends : bends.toReversed()).map((bend) => bend.y);
    const far =
      side === 'east' ? absolute(edge.target, targetY.get(edge.id)) : absolute(edge.source, sourceY.get(edge.id));
    return [...heights, far];
  };
  const spread = (
    edges: readonly CardEdge[],
    side: 'west' | 'east',
    height: number,
    into: Map<string, number>,
  ): void => {
    if (edges.length > MOST_SPREAD) {
      for (const edge of edges) into.set(edge.id, height / 2);
      return;
    }
    const sorted = edges
      .map((edge) => ({ edge, from: approach(edge, side) }))
      .sort((a, b) => compareHeights(a.from, b.from));
    sorted.forEach(({ edge }, index) => into.set(edge.id, ((index + 1) / (sorted.length + 1)) * height));
  };
  for (const card of graph.cards.values()) {
    if (card.type === 'component') continue;
    const height = sizes.get(card.id)?.height ?? 0;
    spread(graph.incoming.get(card.id) ?? [], 'west', height, targetY);
    spread(graph.outgoing.get(card.id) ?? [], 'east', height, sourceY);
  }

  const ends = new Map<string, EdgeEnds>();
  for (const { id } of graph.edges) ends.set(id, { sourceY: sourceY.get(id) ?? 0, targetY: targetY.get(id) ?? 0 });
  return ends;
}

function compareHeights(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
