import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import type { Layout, LayoutGraph, Point } from '../../../src/layout/layout-types';

type Drawing = Pick<Layout, 'positions' | 'routes'>;

/** Larger ones would fill the storage, and are opened less often than they are laid out. */
const MOST_NODES = 400;

/** Where the finished layout of an app's page is kept, so that it is on screen at once the next time. */
export const storedLayoutKey = (page: string): string => `graph.layout:${page}`;

/** As JSON, `null` when the layout is too large to keep. */
export function writeLayout(structure: string, { positions, routes }: Drawing): JsonValue {
  if (positions.size > MOST_NODES) return null;
  const flat = (points: readonly Point[]): number[] => points.flatMap(({ x, y }) => [Math.round(x), Math.round(y)]);
  return {
    structure,
    positions: Object.fromEntries([...positions].map(([id, point]) => [id, flat([point])])),
    routes: Object.fromEntries([...routes].map(([id, points]) => [id, flat(points)])),
  };
}

/** The layout kept for this very structure; `null` when there is none or it does not place every node. */
export function readLayout(stored: JsonValue | undefined, structure: string, graph: LayoutGraph): Drawing | null {
  if (!isJsonObject(stored) || stored.structure !== structure) return null;
  const positions = new Map<string, Point>();
  for (const [id, [point]] of readPoints(stored.positions)) if (point) positions.set(id, point);
  if (!graph.nodes.every((node) => positions.has(node.id))) return null;
  return { positions, routes: readPoints(stored.routes) };
}

function readPoints(stored: JsonValue | undefined): Map<string, Point[]> {
  const found = new Map<string, Point[]>();
  if (!isJsonObject(stored)) return found;
  for (const [id, flat] of Object.entries(stored)) {
    if (!Array.isArray(flat) || !flat.every((value) => Number.isFinite(value))) continue;
    const numbers = flat as readonly number[];
    const points: Point[] = [];
    for (let index = 0; index + 1 < numbers.length; index += 2)
      points.push({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 });
    found.set(id, points);
  }
  return found;
}
