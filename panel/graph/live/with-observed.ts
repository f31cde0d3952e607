import { placeNew } from '../../../src/layout/place-new';
import type { LayoutEdge, LayoutGraph, LayoutNode, Point } from '../../../src/layout/layout-types';
import type { CardEdge, CardGraph, CardId, ComponentCard } from '../card-graph';
import { observedSize, type CardSize } from '../layout/card-size';
import { declaredCardOf, type ObservedLayer } from './observed-cards';

/** The observed writes of callbacks that are not inside a closed group. */
export function withoutInside(graph: CardGraph, layer: ObservedLayer): ObservedLayer {
  if (graph.standIns.size === 0 || layer.edges.length === 0) return layer;
  const edges = layer.edges.filter(
    ({ source, target }) => graph.cards.has(source) && (graph.cards.has(target) || layer.cards.has(target)),
  );
  const targets = new Set(edges.map(({ target }) => target));
  return { edges, cards: new Map([...layer.cards].filter(([id]) => targets.has(id))) };
}

/** The declared graph with what was observed. Edges of the layer whose cards are not there are left out. */
export function withObserved(graph: CardGraph, layer: ObservedLayer): CardGraph {
  if (layer.edges.length === 0) return graph;
  const cards = new Map([...graph.cards, ...layer.cards]);
  const incoming = new Map(graph.incoming);
  const outgoing = new Map(graph.outgoing);
  const edges = layer.edges.filter((edge) => cards.has(edge.source) && cards.has(edge.target));
  for (const edge of edges) {
    incoming.set(edge.target, [...(incoming.get(edge.target) ?? []), edge]);
    outgoing.set(edge.source, [...(outgoing.get(edge.source) ?? []), edge]);
  }
  return { ...graph, cards, edges: [...graph.edges, ...edges], incoming, outgoing };
}

export function withObservedSizes(
  sizes: ReadonlyMap<CardId, CardSize>,
  layer: ObservedLayer,
): ReadonlyMap<CardId, CardSize> {
  if (layer.cards.size === 0) return sizes;
  return new Map([...sizes, ...[...layer.cards.values()].map((card) => [card.id, observedSize(card)] as const)]);
}

/**
 * Places for the observed cards that have none yet: right below the card of the same component, or next to their
 * writer.
 * @param placed where everything else is, observed cards of earlier sight included; none of it moves
 */
export function placeObserved(
  graph: CardGraph,
  layout: LayoutGraph,
  layer: ObservedLayer,
  placed: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const nodes: LayoutNode[] = [];
  const lastOf = new Map<string, CardId>();
  for (const card of layer.cards.values()) {
    const owner = ownerOf(graph, card);
    const below = lastOf.get(owner) ?? (graph.cards.has(owner as CardId) ? owner : undefined);
    nodes.push({ id: card.id, ...observedSize(card), ...(below !== undefined && { below }) });
    lastOf.set(owner, card.id);
  }
  const edges = layer.edges.map((edge: CardEdge): LayoutEdge => ({
    id: edge.id,
    source: edge.source,
    target: edge.target,
  }));
  return placeNew({ nodes: [...layout.nodes, ...nodes], edges }, placed);
}

/** What cards of one component are placed by: its declared card, or its id. */
function ownerOf(graph: CardGraph, card: ComponentCard): string {
  return declaredCardOf(graph, card) ?? card.declared[0] ?? card.id;
}
