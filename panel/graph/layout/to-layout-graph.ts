import type { LayoutEdge, LayoutGraph, LayoutNode, LayoutPort } from '../../../src/layout/layout-types';
import { MOST_SPREAD, type CardEdge, type CardGraph, type CardId } from '../card-graph';
import { rowMiddle, type CardSize } from './card-size';

const HUB_WEST = '<';
const HUB_EAST = '>';

/**
 * The cards as the layout sees them: a component has a fixed place per row on both sides, a callback a movable one
 * per edge, or one for all when there are many. State edges count like inputs; the order of columns should not depend on how a value is read.
 */
export function toLayoutGraph(graph: CardGraph, sizes: ReadonlyMap<CardId, CardSize>): LayoutGraph {
  const nodes: LayoutNode[] = [];
  for (const card of graph.cards.values()) {
    const { width, height } = sizes.get(card.id) ?? { width: 0, height: 0 };
    const into = graph.incoming.get(card.id) ?? [];
    const out = graph.outgoing.get(card.id) ?? [];
    const ports: LayoutPort[] = [];
    if (card.type !== 'component') {
      if (into.length > MOST_SPREAD) ports.push({ id: HUB_WEST, side: 'west' });
      else for (const edge of into) ports.push({ id: edge.id, side: 'west' });
      if (out.length > MOST_SPREAD) ports.push({ id: HUB_EAST, side: 'east' });
      else for (const edge of out) ports.push({ id: edge.id, side: 'east' });
    } else {
      const west = new Set(into.map((edge) => edge.targetRow));
      const east = new Set(out.map((edge) => edge.sourceRow));
      card.rows.forEach((row, index) => {
        if (west.has(row.id)) ports.push({ id: `${row.id}<`, side: 'west', y: rowMiddle(card, index) });
        if (east.has(row.id)) ports.push({ id: `${row.id}>`, side: 'east', y: rowMiddle(card, index) });
      });
    }
    nodes.push({ id: card.id, width, height, ports });
  }
  const edges = graph.edges.map((edge): LayoutEdge => ({
    id: edge.id,
    source: edge.source,
    target: edge.target,
    sourcePort: edge.sourceRow ? `${edge.sourceRow}>` : portAt(graph.outgoing.get(edge.source), edge, HUB_EAST),
    targetPort: edge.targetRow ? `${edge.targetRow}<` : portAt(graph.incoming.get(edge.target), edge, HUB_WEST),
  }));
  return { nodes, edges };
}

const portAt = (side: readonly CardEdge[] | undefined, edge: CardEdge, hub: string): string =>
  side && side.length > MOST_SPREAD ? hub : edge.id;
