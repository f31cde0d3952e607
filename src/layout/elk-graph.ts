import type { ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import { SPACING, type Layout, type LayoutGraph, type LayoutNode, type Point } from './layout-types';

const OPTIONS: { readonly [option: string]: string } = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  // Orthogonal routes keep clear of nodes; the view rounds them.
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': String(SPACING.node),
  'elk.spacing.edgeNode': String(SPACING.edge),
  'elk.spacing.edgeEdge': '8',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(SPACING.column),
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  // The order of `_dash-dependencies` is the author's; keep it if that causes no more crossings.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.separateConnectedComponents': 'false',
  'elk.randomSeed': '1',
};

/** From this many nodes on, ELK's better placement takes seconds, so its linear one is used. */
const LARGE = 300;

/**
 * One connected part as ELK's input. Ids are numbered: ELK needs distinct ids for nodes, ports and edges, and ours may
 * coincide.
 * @param aspect width / height to aim at: columns then wrap like lines of text, and edges lead around them
 */
export function toElkGraph(part: LayoutGraph, aspect?: number): ElkNode {
  const nodeNumber = new Map(part.nodes.map((node, index) => [node.id, index] as const));
  const portOf = (node: string, port: string | undefined): string => {
    const number = nodeNumber.get(node) ?? -1;
    const index = part.nodes[number]?.ports?.findIndex((each) => each.id === port) ?? -1;
    return index < 0 ? `n${number}` : `n${number}p${index}`;
  };
  return {
    id: 'part',
    layoutOptions: {
      ...OPTIONS,
      ...(aspect !== undefined && { 'elk.layered.wrapping.strategy': 'MULTI_EDGE', 'elk.aspectRatio': String(aspect) }),
      ...(part.nodes.length > LARGE && { 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF' }),
    },
    children: part.nodes.map((node, index) => toElkNode(node, index)),
    edges: part.edges.map((edge, index) => ({
      id: `e${index}`,
      sources: [portOf(edge.source, edge.sourcePort)],
      targets: [portOf(edge.target, edge.targetPort)],
    })),
  };
}

function toElkNode(node: LayoutNode, number: number): ElkNode {
  const ports = node.ports ?? [];
  const fixed = ports.every((port) => port.y !== undefined);
  return {
    id: `n${number}`,
    width: node.width,
    height: node.height,
    layoutOptions: { 'elk.portConstraints': ports.length === 0 ? 'FREE' : fixed ? 'FIXED_POS' : 'FIXED_SIDE' },
    ports: ports.map((port, index): ElkPort => {
      return {
        id: `n${number}p${index}`,
        width: 0,
        height: 0,
        ...(fixed && { x: port.side === 'west' ? 0 : node.width, y: port.y ?? 0 }),
        layoutOptions: { 'elk.port.side': port.side === 'west' ? 'WEST' : 'EAST' },
      };
    }),
  };
}

/** ELK's result in our types; `null` if a node of the part has no usable position. */
export function fromElkGraph(part: LayoutGraph, answer: ElkNode): Layout | null {
  const positions = new Map<string, Point>();
  for (const [index, child] of (answer.children ?? []).entries()) {
    const node = part.nodes[index];
    if (!node || !isFinitePoint(child)) return null;
    positions.set(node.id, { x: Math.round(child.x), y: Math.round(child.y) });
  }
  if (positions.size !== part.nodes.length) return null;

  const routes = new Map<string, readonly Point[]>();
  let width = answer.width ?? 0;
  let height = answer.height ?? 0;
  for (const [index, elkEdge] of (answer.edges ?? []).entries()) {
    const edge = part.edges[index];
    const bends = elkEdge.sections?.[0]?.bendPoints ?? [];
    if (!edge || bends.length === 0 || !bends.every(isFinitePoint)) continue;
    routes.set(
      edge.id,
      bends.map(({ x, y }) => ({ x, y })),
    );
  }
  for (const node of part.nodes) {
    const at = positions.get(node.id) ?? { x: 0, y: 0 };
    width = Math.max(width, at.x + node.width);
    height = Math.max(height, at.y + node.height);
  }
  return { positions, routes, width, height };
}

function isFinitePoint(point: { x?: number; y?: number }): point is Point {
  return Number.isFinite(point.x) && Number.isFinite(point.y);
}
