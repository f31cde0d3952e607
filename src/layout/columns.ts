import type { Layering } from './layers';
import type { LayoutEdge, LayoutGraph, LayoutNode } from './layout-types';

/** A node in its column, or the space where a long edge passes through a column. */
export interface Slot {
  readonly id: string;
  readonly layer: number;
  readonly width: number;
  readonly height: number;
  /** Absent if an edge passes. */
  readonly node: LayoutNode | null;
}

/** A piece of an edge between neighbouring columns; the offsets are from the tops of the slots. */
export interface Segment {
  readonly from: Slot;
  readonly fromY: number;
  readonly to: Slot;
  readonly toY: number;
}

export interface Columns {
  /** Slots of each column, top to bottom. */
  readonly columns: Slot[][];
  readonly incoming: ReadonlyMap<Slot, readonly Segment[]>;
  readonly outgoing: ReadonlyMap<Slot, readonly Segment[]>;
  /** The slots a long edge passes, west to east. */
  readonly passages: ReadonlyMap<LayoutEdge, readonly Slot[]>;
}

const PASSAGE_HEIGHT = 2;
/** Beyond this many, long edges are drawn straight through: a graph of this size is not read edge by edge. */
const MOST_PASSAGES = 6000;
const SWEEPS = 6;

/**
 * Puts nodes into columns, reserves space where a long edge passes a column, and orders columns to reduce crossings.
 */
export function fillColumns(graph: LayoutGraph, layering: Layering): Columns {
  const { layerOf, layerCount, forward } = layering;
  const columns: Slot[][] = Array.from({ length: layerCount }, () => []);
  const slotOf = new Map<string, Slot>();
  for (const node of graph.nodes) {
    const layer = layerOf.get(node.id) ?? 0;
    const slot: Slot = { id: node.id, layer, width: node.width, height: node.height, node };
    slotOf.set(node.id, slot);
    columns[layer]?.push(slot);
  }

  const incoming = new Map<Slot, Segment[]>();
  const outgoing = new Map<Slot, Segment[]>();
  const passages = new Map<LayoutEdge, Slot[]>();
  const join = (from: Slot, fromY: number, to: Slot, toY: number): void => {
    const segment: Segment = { from, fromY, to, toY };
    append(outgoing, from, segment);
    append(incoming, to, segment);
  };
  let passageCount = 0;
  for (const edge of forward) {
    const source = slotOf.get(edge.source);
    const target = slotOf.get(edge.target);
    if (!source || !target) continue;
    const between = target.layer - source.layer - 1;
    let last = source;
    let lastY = portOffset(source.node, edge.sourcePort);
    if (between > 0 && passageCount + between <= MOST_PASSAGES) {
      passageCount += between;
      const passed: Slot[] = [];
      for (let layer = source.layer + 1; layer < target.layer; layer++) {
        const slot: Slot = { id: `${edge.id}~${layer}`, layer, width: 0, height: PASSAGE_HEIGHT, node: null };
        columns[layer]?.push(slot);
        passed.push(slot);
        join(last, lastY, slot, PASSAGE_HEIGHT / 2);
        last = slot;
        lastY = PASSAGE_HEIGHT / 2;
      }
      passages.set(edge, passed);
    }
    join(last, lastY, target, portOffset(target.node, edge.targetPort));
  }

  orderColumns(columns, incoming, outgoing);
  return { columns, incoming, outgoing, passages };
}

/** Where on its node an edge meets it, from the node's top. */
export function portOffset(node: LayoutNode | null, port: string | undefined): number {
  if (!node) return 0;
  return node.ports?.find((each) => each.id === port)?.y ?? node.height / 2;
}

/**
 * Barycentre sweeps: each slot moves to the mean position of its neighbours in the previous column, then in the next.
 */
function orderColumns(
  columns: Slot[][],
  incoming: ReadonlyMap<Slot, readonly Segment[]>,
  outgoing: ReadonlyMap<Slot, readonly Segment[]>,
): void {
  const place = new Map<Slot, number>();
  const number = (column: readonly Slot[]): void => {
    // Relative to the column's length, so that long and short columns pull equally.
    column.forEach((slot, index) => place.set(slot, (index + 0.5) / column.length));
  };
  columns.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const eastwards = sweep % 2 === 0;
    for (const column of eastwards ? columns : columns.toReversed()) {
      const wanted = new Map<Slot, number>();
      for (const slot of column) {
        const segments = (eastwards ? incoming : outgoing).get(slot) ?? [];
        let sum = 0;
        for (const segment of segments) {
          const other = eastwards ? segment.from : segment.to;
          const within = eastwards ? segment.fromY : segment.toY;
          // The port's height breaks ties between edges of one node.
          sum += (place.get(other) ?? 0) + within * 1e-6;
        }
        wanted.set(slot, segments.length > 0 ? sum / segments.length : (place.get(slot) ?? 0));
      }
      column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      number(column);
    }
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
