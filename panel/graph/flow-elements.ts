import { Position } from '@xyflow/react';
import type { Point } from '../../src/layout/layout-types';
import type { CallbackFlowNode } from './cards/CallbackNode';
import type { Card, CardEdge, CardGraph, CardId } from './card-graph';
import { rowMiddle, type CardSize } from './layout/card-size';
import type { ComponentFlowNode } from './cards/ComponentNode';
import { edgeEnds } from './cards/edge-ends';
import type { CardFlowEdge } from './cards/GraphEdge';
import type { GroupFlowNode } from './cards/GroupNode';
import { observedSentence } from '../../src/words/observed';
import type { CardPlace } from './viewport/walk-cards';

export type CardFlowNode = CallbackFlowNode | ComponentFlowNode | GroupFlowNode;

/** React Flow's nodes, in reading order (which is the order of the Tab key). */
export function toFlowNodes(
  cards: Iterable<Card>,
  sizes: ReadonlyMap<CardId, CardSize>,
  positions: ReadonlyMap<string, Point>,
): CardFlowNode[] {
  const nodes: CardFlowNode[] = [];
  for (const card of cards) {
    const { width, height } = sizes.get(card.id) ?? { width: 0, height: 0 };
    const common = {
      id: card.id,
      position: positions.get(card.id) ?? { x: 0, y: 0 },
      width,
      height,
      measured: { width, height },
      // Known beforehand, so that edges of cards off the screen can be drawn: those cards are never measured.
      handles: [
        { type: 'target' as const, position: Position.Left, x: 0, y: 0, width: 0, height: 0 },
        { type: 'source' as const, position: Position.Right, x: width, y: 0, width: 0, height: 0 },
      ],
    };
    if (card.type === 'callback') nodes.push({ ...common, type: 'callback', data: { card } });
    else if (card.type === 'group') nodes.push({ ...common, type: 'callback-group', data: { card } });
    else nodes.push({ ...common, type: 'component', data: { card } });
  }
  return nodes.sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
}

/** React Flow's edges without any emphasis. A route holds while both cards are where the layout put them. */
export function toFlowEdges(
  graph: CardGraph,
  sizes: ReadonlyMap<CardId, CardSize>,
  laidOut: ReadonlyMap<string, Point>,
  routes: ReadonlyMap<string, readonly Point[]>,
): CardFlowEdge[] {
  const ends = edgeEnds(graph, sizes, laidOut, routes);
  return graph.edges.map((edge): CardFlowEdge => {
    const bends = routes.get(edge.id);
    const source = laidOut.get(edge.source) ?? { x: 0, y: 0 };
    const target = laidOut.get(edge.target) ?? { x: 0, y: 0 };
    const width = sizes.get(edge.source)?.width ?? 0;
    return {
      id: edge.id,
      type: 'card',
      source: edge.source,
      target: edge.target,
      data: {
        kind: edge.kind,
        rows: [edge.sourceRow, edge.targetRow],
        ends: ends.get(edge.id) ?? { sourceY: 0, targetY: 0 },
        side: null,
        count: edge.count ?? 1,
        route: bends ? { bends, from: { x: source.x + width, y: source.y }, to: target } : null,
        emphasis: 'none',
        dimmed: false,
      },
    };
  });
}

/** Edges of observed writes: they are not part of the layout, so they have ends but no route. */
export function toSideEdges(
  graph: CardGraph,
  edges: readonly CardEdge[],
  sizes: ReadonlyMap<CardId, CardSize>,
): CardFlowEdge[] {
  return edges.flatMap((edge): readonly CardFlowEdge[] => {
    const [writer, component] = [graph.cards.get(edge.source), graph.cards.get(edge.target)];
    const [source, target] = [sizes.get(edge.source), sizes.get(edge.target)];
    if (writer?.type !== 'callback' || component?.type !== 'component' || !source || !target) return [];
    const index = component.rows.findIndex((row) => row.id === edge.targetRow);
    const row = component.rows[index];
    if (!row) return [];
    const words = observedSentence(writer.name, `${component.title}.${row.property}`, edge.observed ?? []);
    return [
      {
        id: edge.id,
        type: 'card',
        source: edge.source,
        target: edge.target,
        ariaLabel: words,
        data: {
          kind: 'side',
          rows: [undefined, edge.targetRow],
          ends: { sourceY: 0, targetY: rowMiddle(component, index) },
          count: 1,
          side: { source, target, words },
          route: null,
          emphasis: 'none',
          dimmed: false,
        },
      },
    ];
  });
}

/** More emphasised edges than this cannot be followed. */
const MOST_NEAR = 40;

/** The same edges with emphasis; an edge that looks the same stays the same object and is not redrawn. */
export function emphasize(
  edges: readonly CardFlowEdge[],
  triggered: ReadonlySet<string>,
  near: CardPlace | null,
  shown: ReadonlySet<CardId> | null,
): CardFlowEdge[] {
  const nearCount = near === null ? 0 : edges.filter((edge) => touches(edge, near)).length;
  const showNear = nearCount <= MOST_NEAR ? near : null;
  return edges.map((edge) => {
    if (!edge.data) return edge;
    const dimmed = shown !== null && !(shown.has(edge.source as CardId) && shown.has(edge.target as CardId));
    const emphasis = triggered.has(edge.id)
      ? 'triggered'
      : showNear !== null && touches(edge, showNear)
        ? 'near'
        : 'none';
    if (!dimmed && emphasis === 'none') return edge;
    return { ...edge, data: { ...edge.data, emphasis, dimmed }, zIndex: emphasis === 'none' ? 0 : 1 };
  });
}

/** Edges of a card; on a component only those of the row. */
function touches(edge: CardFlowEdge, place: CardPlace): boolean {
  if (place.row !== null) return edge.data?.rows.includes(place.row) === true;
  return edge.source === place.card || edge.target === place.card;
}
