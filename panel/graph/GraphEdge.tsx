import type { Edge, EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Point } from '../../src/layout/layout-types';
import type { EdgeKind, RowId } from './card-graph';
import type { EdgeEnds } from './edge-ends';
import { directPath, routedPath } from './edge-path';
import { useHeat } from './graph-context';

export type CardFlowEdge = Edge<
  {
    readonly kind: EdgeKind;
    /** The rows at both ends; absent at a callback. */
    readonly rows: readonly (RowId | undefined)[];
    readonly ends: EdgeEnds;
    /** The way around the cards, which holds as long as both cards are where the layout put them. */
    readonly route: { readonly bends: readonly Point[]; readonly from: Point; readonly to: Point } | null;
    /** Of the selected call or card. */
    readonly emphasis: 'none' | 'near' | 'triggered';
    readonly dimmed: boolean;
  },
  'card'
>;

/** An edge, which glows by itself when a call comes along it. */
export const GraphEdge = memo(function GraphEdge(props: EdgeProps<CardFlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, data } = props;
  const heat = useHeat(id);
  if (!data) return null;
  const from = { x: sourceX, y: sourceY + data.ends.sourceY };
  const to = { x: targetX, y: targetY + data.ends.targetY };
  const { route } = data;
  const unmoved = route && near(route.from, sourceX, sourceY) && near(route.to, targetX, targetY);
  const path = unmoved ? routedPath(from, to, route.bends) : directPath(from, to);
  return (
    <>
      <path className="graph-edge" d={path} data-kind={data.kind} data-heat={heat.state} data-emphasis={data.emphasis} data-dimmed={data.dimmed} />
      {heat.state !== 'off' && heat.pulse > 0 && !data.dimmed ? (
        <circle key={heat.pulse} className="graph-token" r={3.5} style={{ offsetPath: `path("${path}")` }} />
      ) : null}
    </>
  );
});

const near = (point: Point, x: number, y: number): boolean => Math.abs(point.x - x) < 1 && Math.abs(point.y - y) < 1;
