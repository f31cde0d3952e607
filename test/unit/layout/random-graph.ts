import fc from 'fast-check';
import type { Layout, LayoutEdge, LayoutGraph, LayoutNode } from '../../../src/layout/layout-types';

/** Any graph: cycles, self loops, parallel edges, loose nodes, ports, edges to nodes that do not exist. */
export const anyGraph: fc.Arbitrary<LayoutGraph> = fc.integer({ min: 0, max: 24 }).chain((count) => {
  const nodes = fc.tuple(
    ...Array.from({ length: count }, (_, index) =>
      fc
        .record({
          width: fc.integer({ min: 10, max: 240 }),
          height: fc.integer({ min: 10, max: 200 }),
          withPorts: fc.boolean(),
        })
        .map(({ width, height, withPorts }): LayoutNode => {
          const id = `n${index}`;
          if (!withPorts) return { id, width, height };
          return {
            id,
            width,
            height,
            ports: [
              { id: 'in', side: 'west', y: height / 3 },
              { id: 'out', side: 'east', y: height / 2 },
            ],
          };
        }),
    ),
  );
  const end = fc.integer({ min: 0, max: count }).map((index) => `n${index}`);
  const edges = fc.array(fc.tuple(end, end), { maxLength: 60 }).map((pairs) =>
    pairs.map(([source, target], index): LayoutEdge => ({
      id: `e${index}`,
      source,
      target,
      ...(index % 2 === 0 && { sourcePort: 'out', targetPort: 'in' }),
    })),
  );
  return fc.record({ nodes, edges });
});

/** Pairs of ids whose rectangles share more than an edge. */
export function overlaps(graph: LayoutGraph, positions: Layout['positions']): [string, string][] {
  const found: [string, string][] = [];
  graph.nodes.forEach((a, index) => {
    for (const b of graph.nodes.slice(index + 1)) {
      const at = positions.get(a.id);
      const bt = positions.get(b.id);
      if (!at || !bt) continue;
      const apart =
        at.x + a.width <= bt.x || bt.x + b.width <= at.x || at.y + a.height <= bt.y || bt.y + b.height <= at.y;
      if (!apart) found.push([a.id, b.id]);
    }
  });
  return found;
}
