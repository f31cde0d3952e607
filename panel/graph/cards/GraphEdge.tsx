import type { Edge, EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Point } from '../../../src/layout/layout-types';
import type { EdgeKind, RowId } from '../card-graph';
import type { CardSize } from '../layout/card-size';
import type { EdgeEnds } from './edge-ends';
import { directPath, routedPath, sidePath } from './edge-path';
import { useHeat } from '../graph-context';

export type CardFlowEdge = Edge<
  {
    readonly kind: EdgeKind;
    /** The rows at both ends; absent at a callback. */
    readonly rows: readonly (RowId | undefined)[];
    readonly ends: EdgeEnds;
    /** How many edges of callbacks inside a group it represents. */
    readonly count: number;
    /** The route around the cards, valid while both cards are where the layout put them. */
    readonly route: { readonly bends: readonly Point[]; readonly from: Point; readonly to: Point } | null;
    /** Only of an observed write: it may meet its cards on either side, and has a label. */
    readonly side: { readonly source: CardSize; readonly target: CardSize; readonly words: string } | null;
    /** Of the selected call or card. */
    readonly emphasis: 'none' | 'near' | 'triggered';
    readonly dimmed: boolean;
  },
  'card'
>;

/** An edge, which glows while a call passes along it. */
export const GraphEdge = memo(function GraphEdge(props: EdgeProps<CardFlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, data } = props;
  const heat = useHeat(id);
  if (!data) return null;
  const { side } = data;
  const drawn = side
    ? sidePath(
        { x: sourceX - side.source.width, y: sourceY, ...side.source },
        { x: targetX, y: targetY, ...side.target },
        data.ends.targetY,
      )
    : { line: declaredPath(props, data), arrow: null };
  const looks = {
    'data-kind': data.kind,
    'data-heat': heat.state,
    'data-steady': heat.steady,
    'data-emphasis': data.emphasis,
    'data-dimmed': data.dimmed,
  };
  return (
    <>
      <path className="graph-edge" d={drawn.line} {...looks} />
      {data.count > 1 ? (
        <text
          className="graph-edge-count"
          x={targetX - 5}
          y={targetY + data.ends.targetY - 4}
          data-dimmed={data.dimmed}
        >
          ×{data.count}
        </text>
      ) : null}
      {drawn.arrow !== null ? <path className="graph-arrow" d={drawn.arrow} {...looks} /> : null}
      {side ? (
        // Makes a dotted line easier to hit.
        <path className="graph-edge-reach" d={drawn.line}>
          <title>{side.words}</title>
        </path>
      ) : null}
      {heat.state !== 'off' && heat.steady !== true && heat.pulse > 0 && !data.dimmed ? (
        <circle key={heat.pulse} className="graph-token" r={3.5} style={{ offsetPath: `path("${drawn.line}")` }} />
      ) : null}
    </>
  );
});

function declaredPath(props: EdgeProps<CardFlowEdge>, { ends, route }: NonNullable<CardFlowEdge['data']>): string {
  const { sourceX, sourceY, targetX, targetY } = props;
  const from = { x: sourceX, y: sourceY + ends.sourceY };
  const to = { x: targetX, y: targetY + ends.targetY };
  const unmoved = route && near(route.from, sourceX, sourceY) && near(route.to, targetX, targetY);
  return unmoved ? routedPath(from, to, route.bends) : directPath(from, to);
}

const near = (point: Point, x: number, y: number): boolean => Math.abs(point.x - x) < 1 && Math.abs(point.y - y) < 1;
