import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { createElkEngine, type LayoutEngine } from '../../../src/layout/layout-engine';
import { layoutAtOnce, layoutGraph, type LayoutCache } from '../../../src/layout/layout-graph';
import type { LayoutGraph, LayoutShape, Point } from '../../../src/layout/layout-types';
import { placeNew } from '../../../src/layout/place-new';
import { startLayoutWorker } from '../../../src/layout/start-layout-worker';

/** Where the layout put the cards of one app, before the user dragged any of them. */
export interface Placement {
  /** The app and structure it was made for. */
  readonly app: string;
  readonly structure: string;
  readonly shape: LayoutShape;
  readonly positions: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  /** False while a better one is on its way. */
  readonly final: boolean;
  /** A stopgap: the next time, a better one is tried. */
  readonly isMakeshift?: true;
}

/** What outlives the panel, and whether the user has begun to work with what is on screen. */
export interface LayoutMemory {
  readonly recall: (shape: LayoutShape) => Pick<Placement, 'positions' | 'routes'> | null;
  readonly remember: (placement: Placement) => void;
  readonly forget: (shape: LayoutShape) => void;
  readonly isTouched: () => boolean;
}

/** If ELK takes longer than this, the quick placement is shown. */
const PATIENCE = 160;
const APPS_KEPT = 8;

// Kept while the panel lives: returning to the graph must not start the layout again.
const cache: LayoutCache = new Map();
const finished = new Map<string, Placement>();

/**
 * Lays out an app's cards. A layout that was kept for this structure is there at once; else the first placement comes
 * within `PATIENCE`, and ELK's better one replaces it only until the user begins to work with it. Afterwards nothing
 * moves: cards that appear later are placed next to their neighbours, until `redo` is called or the panel gets another
 * shape, for which there is another layout. For one app only; give the component a key.
 */
export function usePlacement(
  app: string,
  structure: string,
  shape: LayoutShape,
  graph: LayoutGraph,
  memory: LayoutMemory,
): { readonly placement: Placement | null; readonly redo: () => void } {
  const engine = useRef<LayoutEngine | null>(null);
  const [placement, setPlacement] = useState<Placement | null>(() => {
    const kept = finished.get(app);
    if (kept?.shape === shape) return kept;
    const recalled = memory.recall(shape);
    return recalled && { app, structure, shape, ...recalled, final: true };
  });
  const [round, setRound] = useState(0);

  let current = placement;
  if (current && current.shape !== shape) {
    const recalled = memory.recall(shape);
    current = recalled ? { app, structure, shape, ...recalled, final: true } : { ...current, shape, final: false };
    setPlacement(current);
  }
  if (current && current.structure !== structure) {
    // While rendering, so that the graph is never empty in between.
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

  const keepFinal = useEffectEvent(() => {
    if (!current?.final) return;
    keep(current);
    // A machine that was busy once must not keep a poorer layout forever.
    if (!current.isMakeshift) memory.remember(current);
  });
  useEffect(() => {
    keepFinal();
  }, [current]);

  const begin = useEffectEvent((): (() => void) | undefined => {
    if (current?.final || !engine.current) return undefined;
    let over = false;
    let shown = false;
    const quick = setTimeout(() => {
      shown = true;
      setPlacement({ app, structure, shape, ...layoutAtOnce(graph, shape), final: false });
    }, PATIENCE);
    void layoutGraph(graph, { engine: engine.current, cache, shape }).then((layout) => {
      if (over) return;
      clearTimeout(quick);
      const keepQuick = shown && memory.isTouched();
      setPlacement((before) =>
        keepQuick && before
          ? { ...before, final: true, isMakeshift: true }
          : { app, structure, shape, ...layout, final: true },
      );
    });
    return () => {
      over = true;
      clearTimeout(quick);
    };
  });
  // A new `graph` of the same structure is no reason to begin again, nor is the placement this makes.
  useEffect(() => {
    return begin();
  }, [app, structure, shape, round]);

  const redo = useCallback(() => {
    finished.delete(app);
    memory.forget(shape);
    setPlacement((before) => before && { ...before, final: false });
    setRound((count) => count + 1);
  }, [app, shape, memory]);

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

/** More than half of the cards were there before: they stay where they are and the new ones are added. */
function isGrown(before: Placement, graph: LayoutGraph): boolean {
  const known = graph.nodes.filter((node) => before.positions.has(node.id)).length;
  return known > 0 && known * 2 >= graph.nodes.length;
}
