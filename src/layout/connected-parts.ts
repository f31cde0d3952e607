import type { LayoutEdge, LayoutGraph, LayoutNode } from './layout-types';

/** Splits a graph into its connected parts, in the order of their first nodes. Edges to unknown nodes are left out. */
export function connectedParts(graph: LayoutGraph): LayoutGraph[] {
  const parent = new Map<string, string>();
  for (const node of graph.nodes) parent.set(node.id, node.id);

  const rootOf = (id: string): string => {
    let root = id;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    // Path compression keeps the time for a chain of thousands of nodes linear.
    for (let at = id; at !== root;) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };

  const known = graph.edges.filter((edge) => parent.has(edge.source) && parent.has(edge.target));
  for (const edge of known) {
    const source = rootOf(edge.source);
    const target = rootOf(edge.target);
    if (source !== target) parent.set(target, source);
  }

  const parts = new Map<string, { nodes: LayoutNode[]; edges: LayoutEdge[] }>();
  const placed = new Set<string>();
  for (const node of graph.nodes) {
    if (placed.has(node.id)) continue;
    placed.add(node.id);
    const root = rootOf(node.id);
    const part = parts.get(root);
    if (part) part.nodes.push(node);
    else parts.set(root, { nodes: [node], edges: [] });
  }
  for (const edge of known) parts.get(rootOf(edge.source))?.edges.push(edge);
  return [...parts.values()];
}
