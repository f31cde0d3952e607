import type { LayoutGraph } from './layout-types';

/**
 * A text that is the same for graphs that get the same layout: sizes, ports and edges, in order. Used as the key of
 * the layout cache and, shortened by `hashText`, of what is stored between sessions.
 */
export function structureKey(graph: LayoutGraph): string {
  const nodes = graph.nodes.map((node) => [
    node.id,
    node.width,
    node.height,
    (node.ports ?? []).map((port) => [port.id, port.side, port.y ?? null]),
  ]);
  const edges = graph.edges.map((edge) => [
    edge.id,
    edge.source,
    edge.sourcePort ?? null,
    edge.target,
    edge.targetPort ?? null,
  ]);
  return JSON.stringify([nodes, edges]);
}

/** A short, stable hash of a long text (64 bits of FNV-1a in base 36). Not for secrets. */
export function hashText(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + index), 0x85ebca6b);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
}
