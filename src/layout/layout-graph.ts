import { connectedParts } from './connected-parts';
import { layeredLayout } from './layered-layout';
import type { LayoutEngine } from './layout-engine';
import type { Layout, LayoutGraph, LayoutShape } from './layout-types';
import { packParts } from './pack-parts';
import { structureKey } from './structure-key';

/** Laid-out parts by structure. A `Map` keeps its order, so the oldest entry is the first. */
export type LayoutCache = Map<string, Layout>;

export interface LayoutOptions {
  readonly engine: LayoutEngine;
  readonly cache: LayoutCache;
  /** Milliseconds that one connected part may take. */
  readonly timeLimit?: number;
  /** Milliseconds for all parts together; the remaining parts get the fallback. */
  readonly totalLimit?: number;
  readonly shape?: LayoutShape;
}

/** Preferred width / height of the whole. */
const ASPECT: Readonly<Record<LayoutShape, number>> = { wide: 2, tall: 0.7 };

const CACHED_PARTS = 200;

/**
 * The best layout within the time limits: ELK part by part, with the layered fallback if ELK fails. Never
 * rejects; equal graphs give equal layouts as long as no limit is hit.
 */
export async function layoutGraph(graph: LayoutGraph, options: LayoutOptions): Promise<Layout> {
  const { engine, cache, timeLimit = 2000, totalLimit = 10_000, shape = 'wide' } = options;
  const deadline = performance.now() + totalLimit;
  const layouts: Layout[] = [];
  let isMakeshift = false;
  for (const part of connectedParts(graph)) {
    const key = `${shape} ${structureKey(part)}`;
    let layout = cache.get(key) ?? null;
    if (!layout) {
      const left = deadline - performance.now();
      // A single node needs no layout.
      if (part.nodes.length > 1 && left > 0) layout = await layoutPart(part, engine, Math.min(timeLimit, left), shape);
      if (layout) remember(cache, key, layout);
      else if (part.nodes.length > 1) isMakeshift = true;
    }
    layouts.push(layout ?? layeredLayout(part));
  }
  const packed = packParts(layouts, ASPECT[shape]);
  return isMakeshift ? { ...packed, isMakeshift: true } : packed;
}

/** A part wider than this cannot be read in a panel docked at the side: about two callbacks with their components. */
const TALL_WIDTH = 820;
/** Beyond this many nodes, wrapping takes seconds and does not help. */
const MOST_WRAPPED = 150;

/** A wide part is wrapped if the space is tall, and if that makes the part much narrower. */
async function layoutPart(
  part: LayoutGraph,
  engine: LayoutEngine,
  limit: number,
  shape: LayoutShape,
): Promise<Layout | null> {
  const plain = await engine.layoutPart(part, limit);
  if (plain === null || shape === 'wide' || plain.width <= TALL_WIDTH || part.nodes.length > MOST_WRAPPED) return plain;
  // Wrapped, it covers about twice the area, because edges lead around and lines are seldom full.
  const aspect = TALL_WIDTH ** 2 / (plain.width * plain.height * 2);
  const wrapped = await engine.layoutPart(part, limit, aspect);
  return wrapped !== null && wrapped.width < plain.width * 0.8 ? wrapped : plain;
}

/** The fallback for a whole graph, synchronously. */
export function layoutAtOnce(graph: LayoutGraph, shape: LayoutShape = 'wide'): Layout {
  return { ...packParts(connectedParts(graph).map(layeredLayout), ASPECT[shape]), isMakeshift: true };
}

function remember(cache: LayoutCache, key: string, layout: Layout): void {
  cache.set(key, layout);
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED_PARTS) break;
    cache.delete(oldest);
  }
}
