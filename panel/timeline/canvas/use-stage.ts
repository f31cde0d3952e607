import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import type { TimeWindow } from '../lanes/time-scale';
import type { BarPlace } from '../lanes/to-lanes';
import type { TimelineMemory } from '../timeline-memory';
import type { OverviewHandle } from './Overview';
import { createStage, type Stage } from './stage';
import { listenToPointer, type StageActions } from './stage-input';

interface StageWithRefs {
  readonly stage: Stage | null;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** As tall as all lanes, so that the scroller scrolls. */
  readonly spacer: RefObject<HTMLDivElement | null>;
  readonly overview: RefObject<OverviewHandle | null>;
}

/**
 * The stage that draws into these elements and listens to the pointer above them.
 * @returns the refs for those elements, and the stage: `null` until they are there
 */
export function useStage(memory: TimelineMemory, actions: StageActions): StageWithRefs {
  const { view } = memory;
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const overview = useRef<OverviewHandle>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const select = useEffectEvent((place: BarPlace | null) => actions.select(place));
  const filter = useEffectEvent((range: TimeWindow | null) => actions.filter(range));
  const zoomTo = useEffectEvent((place: BarPlace | null) => actions.zoomTo(place));

  useEffect(() => {
    const overviewCanvas = overview.current?.canvas;
    if (!root.current || !scroller.current || !canvas.current || !spacer.current || !overviewCanvas) return;
    const created = createStage(memory, {
      root: root.current,
      scroller: scroller.current,
      canvas: canvas.current,
      spacer: spacer.current,
      overview: overviewCanvas,
      onFrame: () => overview.current?.sync(),
    });
    const stop = listenToPointer(scroller.current, created, view, {
      select: (place) => select(place),
      filter: (range) => filter(range),
      zoomTo: (place) => zoomTo(place),
    });
    setStage(created);
    return () => {
      stop();
      created.dispose();
    };
  }, [memory, view]);

  return { stage, root, scroller, canvas, spacer, overview };
}
