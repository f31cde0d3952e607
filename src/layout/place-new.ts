import { SPACING, type LayoutGraph, type LayoutNode, type Point } from './layout-types';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Positions for all nodes of a graph that has grown. Nodes with a known position keep it. New ones go next to a
 * neighbour (below the one they belong to, east of a predecessor, west of a successor), or else below everything, where
 * they cover nothing.
 */
export function placeNew(graph: LayoutGraph, known: ReadonlyMap<string, Point>): Map<string, Point> {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node] as const));
  const positions = new Map<string, Point>();
  const boxes: Box[] = [];
  const put = (node: LayoutNode, at: Point): void => {
    positions.set(node.id, at);
    boxes.push({ x: at.x, y: at.y, width: node.width, height: node.height });
  };
  for (const node of nodes.values()) {
    const at = known.get(node.id);
    if (at) put(node, at);
  }

  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const edge of graph.edges) {
    if (!nodes.has(edge.source) || !nodes.has(edge.target) || edge.source === edge.target) continue;
    append(before, edge.target, edge.source);
    append(after, edge.source, edge.target);
  }

  const queue = [...nodes.values()].filter((node) => !positions.has(node.id));
  // Nodes next to placed ones come first; each placed node gives its own neighbours a position to start from.
  for (let rest = queue; rest.length > 0;) {
    const next = rest.filter((node) => wish(node) !== null);
    const turn = next.length > 0 ? next : rest.slice(0, 1);
    for (const node of turn)
      put(
        node,
        freeSpot(node, wish(node) ?? belowAll(), boxes, node.below === undefined ? SPACING.node : SPACING.below),
      );
    rest = rest.filter((node) => !positions.has(node.id));
  }
  return positions;

  function wish(node: LayoutNode): Point | null {
    const owner = node.below === undefined ? undefined : positions.get(node.below);
    if (owner) return { x: owner.x, y: owner.y + (nodes.get(node.below ?? '')?.height ?? 0) + SPACING.below };
    for (const id of before.get(node.id) ?? []) {
      const at = positions.get(id);
      if (at) return { x: at.x + (nodes.get(id)?.width ?? 0) + SPACING.column, y: at.y };
    }
    for (const id of after.get(node.id) ?? []) {
      const at = positions.get(id);
      if (at) return { x: at.x - node.width - SPACING.column, y: at.y };
    }
    return null;
  }

  function belowAll(): Point {
    const left = boxes.reduce((least, box) => Math.min(least, box.x), Infinity);
    const bottom = boxes.reduce((most, box) => Math.max(most, box.y + box.height), -SPACING.part);
    return { x: Number.isFinite(left) ? left : 0, y: bottom + SPACING.part };
  }
}

/** The nearest free position directly above or below the preferred one. */
function freeSpot(node: LayoutNode, wished: Point, boxes: readonly Box[], gap: number): Point {
  const column = boxes.filter((box) => box.x < wished.x + node.width + gap && box.x + box.width + gap > wished.x);
  const down = slide(
    column.toSorted((a, b) => a.y - b.y),
    (y, box) => (y < box.y + box.height + gap && y + node.height + gap > box.y ? box.y + box.height + gap : y),
  );
  const up = slide(
    column.toSorted((a, b) => b.y + b.height - (a.y + a.height)),
    (y, box) => (y < box.y + box.height + gap && y + node.height + gap > box.y ? box.y - node.height - gap : y),
  );
  return { x: wished.x, y: wished.y - up < down - wished.y ? up : down };

  function slide(sorted: readonly Box[], pass: (y: number, box: Box) => number): number {
    return sorted.reduce(pass, wished.y);
  }
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
