import type { LayoutEdge, LayoutGraph } from './layout-types';

export interface Layering {
  /** Column of each node, from 0. */
  readonly layerOf: ReadonlyMap<string, number>;
  readonly layerCount: number;
  /** Edges that point from a column to a later one. */
  readonly forward: readonly LayoutEdge[];
  /** Edges that close a cycle, self loops included: they run backwards. */
  readonly backward: readonly LayoutEdge[];
}

/**
 * Assigns columns: an edge leads to a later column, except those that close a cycle. Which edge of a cycle runs
 * backwards depends only on the order of nodes and edges. Iterative, because a chain can be longer than the stack.
 */
export function assignLayers(graph: LayoutGraph): Layering {
  const outgoing = new Map<string, LayoutEdge[]>();
  for (const node of graph.nodes) outgoing.set(node.id, []);
  const hasIncoming = new Set<string>();
  for (const edge of graph.edges) {
    outgoing.get(edge.source)?.push(edge);
    if (edge.source !== edge.target) hasIncoming.add(edge.target);
  }

  // Start at nodes without incoming edges, so that a cycle is entered where the app enters it.
  const starts = [
    ...graph.nodes.filter((node) => !hasIncoming.has(node.id)),
    ...graph.nodes.filter((node) => hasIncoming.has(node.id)),
  ];
  const { finished, backward } = depthFirst(
    starts.map((node) => node.id),
    outgoing,
  );
  const forward = graph.edges.filter((edge) => !backward.has(edge));

  const layerOf = new Map<string, number>();
  const successors = new Map<string, LayoutEdge[]>();
  const incoming = new Set<string>();
  for (const edge of forward) {
    const edges = successors.get(edge.source);
    if (edges) edges.push(edge);
    else successors.set(edge.source, [edge]);
    incoming.add(edge.target);
  }
  // Reverse finishing order is a topological order of what is left without the backward edges.
  for (const id of finished.toReversed()) {
    const layer = layerOf.get(id) ?? 0;
    layerOf.set(id, layer);
    for (const edge of successors.get(id) ?? []) {
      layerOf.set(edge.target, Math.max(layerOf.get(edge.target) ?? 0, layer + 1));
    }
  }
  // A source moves next to its first reader: shorter edges, fewer crossings.
  for (const id of finished) {
    const next = successors.get(id);
    if (incoming.has(id) || !next) continue;
    const nearest = next.reduce((least, edge) => Math.min(least, layerOf.get(edge.target) ?? 1), Infinity);
    layerOf.set(id, Math.max(0, nearest - 1));
  }
  const layerCount = graph.nodes.reduce((most, node) => Math.max(most, (layerOf.get(node.id) ?? 0) + 1), 0);
  return { layerOf, layerCount, forward, backward: [...backward] };
}

function depthFirst(
  starts: readonly string[],
  outgoing: ReadonlyMap<string, readonly LayoutEdge[]>,
): { finished: string[]; backward: Set<LayoutEdge> } {
  const state = new Map<string, 'open' | 'done'>();
  const finished: string[] = [];
  const backward = new Set<LayoutEdge>();
  for (const start of starts) {
    if (state.has(start)) continue;
    state.set(start, 'open');
    const stack = [{ id: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = outgoing.get(top.id)?.[top.next];
      top.next += 1;
      if (!edge) {
        state.set(top.id, 'done');
        finished.push(top.id);
        stack.pop();
      } else if (state.get(edge.target) === 'open') {
        backward.add(edge);
      } else if (!state.has(edge.target)) {
        state.set(edge.target, 'open');
        stack.push({ id: edge.target, next: 0 });
      }
    }
  }
  return { finished, backward };
}
