/**
 * Plain nodes and edges for the layout, so that this folder knows nothing of callbacks and runs in a worker and in
 * Node alike. All lengths are in pixels at zoom 1; a position is a node's top left corner; y grows downwards.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point on the west (incoming) or east (outgoing) border of a node where edges meet. */
export interface LayoutPort {
  readonly id: string;
  readonly side: 'west' | 'east';
  /** Distance from the node's top. Absent: the layout may put it anywhere along the side. */
  readonly y?: number;
}

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly ports?: readonly LayoutPort[];
  /** Id of a node this one belongs to: when it is added to a picture, it goes right below that one. */
  readonly below?: string;
}

/** An edge leaves its source to the east and enters its target from the west, whatever is between them. */
export interface LayoutEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Id of a port of the source; absent: the middle of its east side. */
  readonly sourcePort?: string;
  /** Id of a port of the target; absent: the middle of its west side. */
  readonly targetPort?: string;
}

export interface LayoutGraph {
  readonly nodes: readonly LayoutNode[];
  /** An edge whose source or target is not among the nodes is ignored. */
  readonly edges: readonly LayoutEdge[];
}

/** Where everything goes. Every node of the graph has a position, and no two nodes overlap. */
export interface Layout {
  readonly positions: ReadonlyMap<string, Point>;
  /**
   * The bends of an edge between its two ends, as corners of an orthogonal line that keeps clear of the nodes:
   * horizontal and vertical pieces alternate, the first and last piece are horizontal. Absent for a straight edge.
   */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly width: number;
  readonly height: number;
  /** Some part has the fallback's layout, because a better one failed or took too long. */
  readonly isMakeshift?: true;
}

/** The shape of the space: wide, or tall, in which case long rows of columns are wrapped like lines of text. */
export type LayoutShape = 'wide' | 'tall';

/** Distances that the fallback and ELK share, so that both look similar. */
export const SPACING = {
  /** Between two nodes of one column. */
  node: 22,
  /** Between a node and one that belongs to it. */
  below: 4,
  /** Between two columns, room for the edges to turn. */
  column: 58,
  /** Between an edge and a node it passes. */
  edge: 14,
  /** Between connected parts. */
  part: 40,
} as const;
