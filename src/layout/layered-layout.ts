import { fillColumns, portOffset, type Columns, type Slot } from './columns';
import { assignLayers } from './layers';
import { SPACING, type Layout, type LayoutEdge, type LayoutGraph, type LayoutNode, type Point } from './layout-types';
import { separate } from './separate';

const ALIGNMENT_SWEEPS = 6;
/** Backward edges share this many rails below a part; more would only increase the part's height. */
const MOST_RAILS = 8;
const RAIL_GAP = 9;

/**
 * Lays out one connected part in columns from left to right: deterministic, in about linear time, and correct for
 * every graph (cycles, self loops, edges to nowhere). Shown while ELK is working, and permanently if ELK fails.
 */
export function layeredLayout(part: LayoutGraph): Layout {
  const nodes = new Map<string, LayoutNode>();
  for (const node of part.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const graph: LayoutGraph = {
    nodes: [...nodes.values()],
    edges: part.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target)),
  };
  const layering = assignLayers(graph);
  const filled = fillColumns(graph, layering);
  const tops = alignColumns(filled);

  const highest = Math.min(...[...tops.values()], Infinity);
  const lefts: number[] = [];
  const widths: number[] = [];
  let x = 0;
  for (const column of filled.columns) {
    const width = Math.max(0, ...column.map((slot) => slot.width));
    lefts.push(x);
    widths.push(width);
    x += width + SPACING.column;
  }

  const positions = new Map<string, Point>();
  let height = 0;
  for (const [slot, top] of tops) {
    const y = Math.round(top - highest);
    if (slot.node) positions.set(slot.id, { x: lefts[slot.layer] ?? 0, y });
    height = Math.max(height, y + slot.height);
  }

  const passageY = (slot: Slot): number => Math.round((tops.get(slot) ?? 0) - highest + slot.height / 2);
  const routes = new Map<string, readonly Point[]>();
  for (const edge of layering.forward) {
    const passed = filled.passages.get(edge) ?? [];
    const points = routeForward(
      edge,
      passed.map((slot) => ({ layer: slot.layer, y: passageY(slot) })),
    );
    if (points.length > 0) routes.set(edge.id, points);
  }
  const rails = routeBackward();
  return { positions, routes, width: Math.max(0, x - SPACING.column) + rails.margin, height: height + rails.height };

  function ends(edge: LayoutEdge): { from: Point; to: Point; fromLayer: number; toLayer: number } | null {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    const from = positions.get(edge.source);
    const to = positions.get(edge.target);
    if (!source || !target || !from || !to) return null;
    return {
      from: { x: from.x + source.width, y: from.y + portOffset(source, edge.sourcePort) },
      to: { x: to.x, y: to.y + portOffset(target, edge.targetPort) },
      fromLayer: layering.layerOf.get(edge.source) ?? 0,
      toLayer: layering.layerOf.get(edge.target) ?? 0,
    };
  }

  function channelAfter(layer: number): number {
    return (lefts[layer] ?? 0) + (widths[layer] ?? 0) + SPACING.column / 2;
  }

  function routeForward(edge: LayoutEdge, passed: readonly { layer: number; y: number }[]): Point[] {
    const end = ends(edge);
    if (!end) return [];
    const points: Point[] = [];
    let layer = end.fromLayer;
    let y = end.from.y;
    for (const stop of [...passed, { layer: end.toLayer, y: end.to.y }]) {
      if (stop.y !== y) {
        const turn = channelAfter(layer);
        points.push({ x: turn, y }, { x: turn, y: stop.y });
      }
      layer = stop.layer;
      y = stop.y;
    }
    return points;
  }

  function routeBackward(): { height: number; margin: number } {
    let margin = 0;
    layering.backward.forEach((edge, index) => {
      const end = ends(edge);
      if (!end) return;
      const railY = height + SPACING.edge + (index % MOST_RAILS) * RAIL_GAP;
      const east = channelAfter(end.fromLayer) - SPACING.column / 4;
      const west = (lefts[end.toLayer] ?? 0) - SPACING.column / 4;
      margin = SPACING.column / 2;
      routes.set(edge.id, [
        { x: east, y: end.from.y },
        { x: east, y: railY },
        { x: west, y: railY },
        { x: west, y: end.to.y },
      ]);
    });
    const rails = Math.min(layering.backward.length, MOST_RAILS);
    return { height: rails > 0 ? SPACING.edge + rails * RAIL_GAP : 0, margin };
  }
}

/** Tops of all slots: every column in its order, without overlap, as straight towards its neighbours as possible. */
function alignColumns({ columns, incoming, outgoing }: Columns): Map<Slot, number> {
  const tops = new Map<Slot, number>();
  for (const column of columns) {
    separate(
      column.map((slot) => ({ size: slot.height, top: 0 })),
      SPACING.node,
    ).forEach((top, index) => {
      const slot = column[index];
      if (slot) tops.set(slot, top);
    });
  }
  for (let sweep = 0; sweep < ALIGNMENT_SWEEPS; sweep++) {
    const eastwards = sweep % 2 === 0;
    for (const column of eastwards ? columns : columns.toReversed()) {
      const wishes = column.map((slot) => {
        const segments = (eastwards ? incoming : outgoing).get(slot) ?? [];
        let sum = 0;
        for (const segment of segments) {
          sum += eastwards
            ? (tops.get(segment.from) ?? 0) + segment.fromY - segment.toY
            : (tops.get(segment.to) ?? 0) + segment.toY - segment.fromY;
        }
        return { size: slot.height, top: segments.length > 0 ? sum / segments.length : (tops.get(slot) ?? 0) };
      });
      separate(wishes, SPACING.node).forEach((top, index) => {
        const slot = column[index];
        if (slot) tops.set(slot, top);
      });
    }
  }
  return tops;
}
