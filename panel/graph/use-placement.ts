import { useCallback, useEffect, useRef, useState } from 'react';
import { createElkEngine, type LayoutEngine } from '../../src/layout/layout-engine';
import { layoutAtOnce, layoutGraph, type LayoutCache } from '../../src/layout/layout-graph';
import type { LayoutGraph, Point } from '../../src/layout/layout-types';
import { placeNew } from '../../src/layout/place-new';
import { startLayoutWorker } from '../../src/layout/start-layout-worker';

/** Where the layout put the cards of one app, before anybody dragged them. */
export interface Placement {
  /** The app and structure it was made for. */
  readonly app: string;
  readonly structure: string;
  readonly positions: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

/** Longer than this without an answer of ELK, and the quick placement is shown. */
const PATIENCE = 160;
const APPS_KEPT = 8;

// Kept while the panel lives: coming back to the graph must not lay out again.
const cache: LayoutCache = new Map();
const finished = new Map<string, Placement>();

/**
 * Lays out an app's cards. The first placement comes within `PATIENCE`; ELK's better one replaces it only while
 * nobody has begun to work with the first (`isTouched`). Afterwards nothing moves: cards that appear later are placed
 * beside their neighbours, until `redo` is called. For one app only; give the component a key.
 */
export function usePlacement(
  app: string,
  structure: string,
  graph: LayoutGraph,
  isTouched: () => boolean,
): { readonly placement: Placement | null; readonly redo: () => void } {
  const engine = useRef<LayoutEngine | null>(null);
  const [placement, setPlacement] = useState<Placement | null>(() => finished.get(app) ?? null);
  const [round, setRound] = useState(0);

  let current = placement;
  if (current && current.structure !== structure) {
    // While rendering, so that there is no moment without a picture.
    current = isGrown(current, graph) ? { ...current, structure, positions: placeNew(graph, current.positions) } : null;
    setPlacement(current);
  }

  useEffect(() => {
    const started = createElkEngine(startLayoutWorker);
    engine.current = started;
    return () => {
      started.dispose();
      engine.current = null;
    };
  }, []);

  const settled = current;
  useEffect(() => {
    if (settled && finished.has(app)) keep(settled);
  }, [app, settled]);

  const known = settled !== null;
  useEffect(() => {
    if (known && finished.has(app)) return;
    let over = false;
    let shown = false;
    const quick = setTimeout(() => {
      shown = true;
      const { positions, routes } = layoutAtOnce(graph);
      setPlacement({ app, structure, positions, routes });
    }, PATIENCE);
    if (engine.current) {
      void layoutGraph(graph, { engine: engine.current, cache }).then(({ positions, routes }) => {
        if (over) return;
        clearTimeout(quick);
        if (shown && isTouched()) return;
        const placed = { app, structure, positions, routes };
        keep(placed);
        setPlacement(placed);
      });
    }
    return () => {
      over = true;
      clearTimeout(quick);
    };
    // `graph` and `isTouched` follow from app and structure; a new object of the same content is no reason to begin again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [app, structure, round]);

  const redo = useCallback(() => {
    finished.delete(app);
    setRound((count) => count + 1);
  }, [app]);

  return { placement: current, redo };
}

function keep(placement: Placement): void {
  finished.delete(placement.app);
  finished.set(placement.app, placement);
  for (const oldest of finished.keys()) {
    if (finished.size <= APPS_KEPT) break;
    finished.delete(oldest);
  }
}

/** More than half of the cards were there before: the picture is kept and the new ones are added to it. */
function isGrown(before: Placement, graph: LayoutGraph): boolean {
  const known = graph.nodes.filter((node) => before.positions.has(node.id)).length;
  return known > 0 && known * 2 >= graph.nodes.length;
}
