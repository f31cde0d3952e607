import type { NodeChange, ReactFlowProps } from '@xyflow/react';
import { useState } from 'react';
import type { Point } from '../../src/layout/layout-types';
import type { CardFlowNode } from './flow-elements';

type Handlers = Required<Pick<ReactFlowProps<CardFlowNode>, 'onNodesChange' | 'onNodeDragStart' | 'onNodeDragStop'>>;

const NOT_DRAGGED: ReadonlyMap<string, Point> = new Map();

/**
 * Cards follow the pointer while they are dragged; the caller keeps where they are dropped.
 * @returns where dragged cards are now, and handlers for React Flow
 */
export function useDrag(
  onMove: (cards: ReadonlyMap<string, Point>) => void,
  onTouch: () => void,
): { readonly dragged: ReadonlyMap<string, Point>; readonly handlers: Handlers } {
  const [dragged, setDragged] = useState(NOT_DRAGGED);
  return {
    dragged,
    handlers: {
      onNodesChange: (changes: NodeChange<CardFlowNode>[]) => {
        const moved = changes.flatMap((change) =>
          change.type === 'position' && change.position ? [[change.id, change.position] as const] : [],
        );
        if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
      },
      onNodeDragStart: onTouch,
      onNodeDragStop: (_, __, stopped) => {
        onMove(new Map(stopped.map((node) => [node.id, node.position])));
        setDragged(NOT_DRAGGED);
      },
    },
  };
}
