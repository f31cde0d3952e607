import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';

/**
 * React Flow wants to know where edges may meet a card. One invisible point in each upper corner is enough: the edges
 * themselves know how far below it they begin, see `edge-ends.ts`.
 */
export const CardHandles = memo(function CardHandles() {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
});
