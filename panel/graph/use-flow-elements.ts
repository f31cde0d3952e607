import { useMemo } from 'react';
import type { Layout, Point } from '../../src/layout/layout-types';
import type { CardId } from './card-graph';
import { emphasize, toFlowEdges, toFlowNodes, toSideEdges, type CardFlowNode } from './flow-elements';
import type { WholeGraph } from './live/use-observed';
import type { PointedCards } from './shown/pointed-out';
import type { CardPlace } from './viewport/walk-cards';

interface FlowPicture {
  /** What the app declares, at its current position; dragged cards are not where the layout put them. */
  readonly declared: Omit<WholeGraph, 'layer'>;
  /** Where the layout put the declared cards; the routes hold for cards that are there. */
  readonly laidOut: Pick<Layout, 'positions' | 'routes'>;
  /** The same with observed writes. */
  readonly whole: WholeGraph;
  /** Cards under the pointer, not dropped yet. */
  readonly dragged: ReadonlyMap<string, Point>;
  /** Cards that are not dimmed; `null`: none is. */
  readonly shown: ReadonlySet<CardId> | null;
  readonly pointed: PointedCards | null;
  /** Edges that triggered the selected call. */
  readonly triggered: ReadonlySet<string>;
  readonly selectedPlace: CardPlace | null;
}

/**
 * The nodes and edges that React Flow draws. Pointing and dragging make new objects only for the cards they touch,
 * because React Flow renders each new object again.
 */
export function useFlowElements(picture: FlowPicture) {
  const { declared, laidOut, whole, dragged, shown, pointed, triggered, selectedPlace } = picture;
  const { graph, layer, sizes, positions } = whole;
  const declaredNodes = useMemo(
    () => toFlowNodes(declared.graph.cards.values(), declared.sizes, declared.positions),
    [declared],
  );
  const nodes = useMemo(
    () =>
      layer.cards.size === 0
        ? declaredNodes
        : [...declaredNodes, ...toFlowNodes(layer.cards.values(), sizes, positions)],
    [declaredNodes, layer, sizes, positions],
  );
  const visibleNodes = useMemo(
    () =>
      nodes.map((node): CardFlowNode => {
        const position = dragged.get(node.id);
        const dimmed = shown !== null && !shown.has(node.id as CardId);
        const isPointed = !dimmed && node.type !== 'component' && pointed?.cards.has(node.id as CardId) === true;
        if (!position && !dimmed && !isPointed) return node;
        return {
          ...node,
          ...(position && { position }),
          ...(dimmed && { className: 'dimmed' }),
          ...(isPointed && { className: 'pointed' }),
        };
      }),
    [nodes, shown, dragged, pointed],
  );

  const declaredEdges = useMemo(
    () => toFlowEdges(declared.graph, declared.sizes, laidOut.positions, laidOut.routes),
    [declared.graph, declared.sizes, laidOut.positions, laidOut.routes],
  );
  const sideEdges = useMemo(() => toSideEdges(graph, layer.edges, sizes), [graph, layer, sizes]);
  const edges = useMemo(
    () => emphasize([...declaredEdges, ...sideEdges], triggered, selectedPlace, shown),
    [declaredEdges, sideEdges, triggered, selectedPlace, shown],
  );
  return { nodes, visibleNodes, edges };
}
