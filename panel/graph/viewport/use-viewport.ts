import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Point } from '../../../src/layout/layout-types';
import type { CardId } from '../card-graph';
import { boundsOf, fitViewport, isInView, leastZoomOf, widened, ZOOM } from './fit-viewport';
import { followPicture, type FittedTo } from './follow-picture';
import type { WholeGraph } from '../live/use-observed';

/** The names on cards can be read down to this zoom (zoom-level.ts); a larger graph first shows only a part of itself. */
const LEAST_FIRST_ZOOM = 0.42;
const GLIDE = 220;

export interface GraphViewport {
  /** Shows the given cards, or all; with them the points that edges run through. */
  readonly fit: (cards?: Iterable<CardId>, points?: Iterable<Point>) => void;
  /** Shows the given cards so that they can be read; if there are too many, the first of them. */
  readonly show: (cards: Iterable<CardId>) => void;
  readonly centre: (card: CardId) => void;
  /** Centres the card if it cannot be seen. */
  readonly reveal: (card: CardId) => void;
  readonly zoom: (step: 1 | -1) => void;
  /** Called when the user moved the view: from then on it is theirs. */
  readonly taken: () => void;
}

/**
 * Moves the view. Follows the panel's size until the person takes over. A picture that only grows is followed as long
 * as all of it was in view; where it was cut off already nothing moves.
 * @param routes the same object as long as the layout is
 * @param hasNote whether a line of text lies over the upper edge
 * @param centreOf the card to show of a picture that is too large; `null`: begin where it begins
 * @param selectedOf the selected card; while there is one a new size moves nothing, it only stays in view: selecting it
 * opens the inspector, and the picture must not jump under the pointer
 */
export function useViewport(
  { graph, sizes, positions }: Pick<WholeGraph, 'graph' | 'sizes' | 'positions'>,
  routes: unknown,
  hasNote: boolean,
  centreOf: () => CardId | null,
  selectedOf: () => CardId | null,
): GraphViewport {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isTaken = useRef(false);
  const leastZoom = useRef(LEAST_FIRST_ZOOM);
  const fitted = useRef<FittedTo | null>(null);
  const latest = useRef({ graph, sizes, positions, width, height, hasNote, centreOf, selectedOf });
  useEffect(() => {
    latest.current = { graph, sizes, positions, width, height, hasNote, centreOf, selectedOf };
  });

  const boundsOfCards = useCallback((cards?: Iterable<CardId>) => {
    const { graph: shown, sizes: boxes, positions: places } = latest.current;
    return boundsOf(cards ?? shown.cards.keys(), boxes, places);
  }, []);

  useEffect(() => {
    if (width === 0 || height === 0 || isTaken.current) return;
    const step = followPicture(
      { graph, sizes, positions, routes },
      { width, height, hasNote: latest.current.hasNote },
      fitted.current,
      flow.getViewport(),
      latest.current.selectedOf(),
      leastZoom.current,
      latest.current.centreOf,
    );
    if (step === null) return;
    fitted.current = step.fitted;
    if (step.viewport !== null) void flow.setViewport(step.viewport, { duration: step.isGliding ? glide() : 0 });
  }, [flow, graph, sizes, positions, routes, width, height]);

  return useMemo((): GraphViewport => {
    const room = () => ({
      width: latest.current.width,
      height: latest.current.height,
      hasNote: latest.current.hasNote,
    });
    const centre = (card: CardId): void => {
      const box = boundsOfCards([card]);
      if (!box) return;
      isTaken.current = true;
      const zoom = Math.min(1, Math.max(0.6, flow.getZoom()));
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: glide() });
    };
    return {
      fit(cards, points = []) {
        const box = boundsOfCards(cards);
        // Fitting all of it again resumes following the panel's size.
        isTaken.current = cards !== undefined;
        leastZoom.current = ZOOM.least;
        if (box) void flow.setViewport(fitViewport(widened(box, points), room()), { duration: glide() });
      },
      show(cards) {
        const box = boundsOfCards(cards);
        isTaken.current = true;
        if (box) void flow.setViewport(fitViewport(box, room(), LEAST_FIRST_ZOOM), { duration: glide() });
      },
      centre,
      reveal(card) {
        // The first picture is made around what is selected already.
        const box = fitted.current === null ? null : boundsOfCards([card]);
        if (box && !isInView(box, room(), flow.getViewport())) centre(card);
      },
      zoom(step) {
        isTaken.current = true;
        const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, flow.getZoom() * (step > 0 ? 1.3 : 1 / 1.3)));
        void flow.zoomTo(zoom, { duration: glide() });
      },
      taken: () => {
        isTaken.current = true;
      },
    };
  }, [boundsOfCards, flow]);
}

/** The least zoom of a graph in the room it has now. */
export function useLeastZoom({ graph, sizes, positions }: Pick<WholeGraph, 'graph' | 'sizes' | 'positions'>): number {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return useMemo(
    () => leastZoomOf(boundsOf(graph.cards.keys(), sizes, positions), { width, height }),
    [graph, sizes, positions, width, height],
  );
}

function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE;
}
