import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import { placeNew } from '../../../src/layout/place-new';
import { hashText } from '../../../src/layout/structure-key';
import type { LayoutGraph, LayoutShape, Point } from '../../../src/layout/layout-types';

/** Cards that the user dragged, by id, for an app of one structure. */
interface MovedCards {
  readonly structure: string;
  readonly at: ReadonlyMap<string, Point>;
}

/** A page has one arrangement per shape of the panel: a card dragged in one keeps its place in the other. */
export const arrangementOf = (page: string, shape: LayoutShape): string =>
  shape === 'wide' ? page : `${page}#${shape}`;

export const movedKey = (page: string): string => `graph.moved:${page}`;

/** Reads what `writeMoved` wrote; anything else counts as nothing. */
export function readMoved(stored: JsonValue | undefined): MovedCards {
  const at = new Map<string, Point>();
  if (isJsonObject(stored) && isJsonObject(stored.at)) {
    for (const [id, pair] of Object.entries(stored.at)) {
      const [x, y] = Array.isArray(pair) ? (pair as readonly JsonValue[]) : [];
      if (typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y))
        at.set(id, { x, y });
    }
  }
  return { structure: isJsonObject(stored) && typeof stored.structure === 'string' ? stored.structure : '', at };
}

export function writeMoved(moved: MovedCards): JsonValue {
  const at = [...moved.at].map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)]] as const);
  return { structure: moved.structure, at: Object.fromEntries(at) };
}

export const structureName = (key: string): string => hashText(key);

/**
 * The layout's positions with the dragged cards where they were left. When the app has changed since, cards of the
 * new layout may lie where a dragged one is: those move out of its way.
 */
export function applyMoved(
  graph: LayoutGraph,
  positions: ReadonlyMap<string, Point>,
  moved: MovedCards,
  structure: string,
): ReadonlyMap<string, Point> {
  if (moved.at.size === 0) return positions;
  const pinned = graph.nodes.flatMap((node) => {
    const at = moved.at.get(node.id);
    return at ? [{ ...at, id: node.id, width: node.width, height: node.height }] : [];
  });
  const known = new Map(positions);
  for (const box of pinned) known.set(box.id, { x: box.x, y: box.y });
  if (moved.structure === structure) return known;
  for (const node of graph.nodes) {
    const at = positions.get(node.id);
    if (!at || moved.at.has(node.id)) continue;
    const covered = pinned.some(
      (box) =>
        at.x < box.x + box.width &&
        box.x < at.x + node.width &&
        at.y < box.y + box.height &&
        box.y < at.y + node.height,
    );
    if (covered) known.delete(node.id);
  }
  return placeNew(graph, known);
}
