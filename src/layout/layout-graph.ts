import { connectedParts } from './connected-parts';
import { layeredLayout } from './layered-layout';
import type { LayoutEngine } from './layout-engine';
import type { Layout, LayoutGraph } from './layout-types';
import { packParts } from './pack-parts';
import { structureKey } from './structure-key';

/** Laid-out parts by structure. A `Map` keeps its order, so the oldest entry is the first. */
export type LayoutCache = Map<string, Layout>;

export interface LayoutOptions {
  readonly engine: LayoutEngine;
  readonly cache: LayoutCache;
  /** Milliseconds that one connected part may take. */
  readonly timeLimit?: number;
  /** Milliseconds for all parts together; parts left over get the fallback. */
  readonly totalLimit?: number;
  /** Wished width / height of the whole. */
  readonly aspect?: number;
}

const CACHED_PARTS = 200;

/**
 * The best layout to be had within the time limits: ELK part by part, the layered fallback where ELK fails. Never
 * rejects; equal graphs give equal layouts as long as no limit is hit.
 */
export async function layoutGraph(graph: LayoutGraph, options: LayoutOptions): Promise<Layout> {
  const { engine, cache, timeLimit = 2000, totalLimit = 10_000, aspect = 2 } = options;
  const deadline = performance.now() + totalLimit;
  const layouts: Layout[] = [];
  for (const part of connectedParts(graph)) {
    const key = structureKey(part);
    let layout = cache.get(key) ?? null;
    if (!layout) {
      const left = deadline - performance.now();
      // One node needs no search for a good place.
      if (part.nodes.length > 1 && left > 0) layout = await engine.layoutPart(part, Math.min(timeLimit, left));
      if (layout) remember(cache, key, layout);
    }
    layouts.push(layout ?? layeredLayout(part));
  }
  return packParts(layouts, aspect);
}

/** The fallback for a whole graph, at once. */
export function layoutAtOnce(graph: LayoutGraph, aspect = 2): Layout {
  return packParts(connectedParts(graph).map(layeredLayout), aspect);
}

function remember(cache: LayoutCache, key: string, layout: Layout): void {
  cache.set(key, layout);
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED_PARTS) break;
    cache.delete(oldest);
  }
}
