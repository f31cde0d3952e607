import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Point } from '../../src/layout/layout-types';
import type { CardGraph, CardId } from './card-graph';
import type { CardSize } from './card-size';
import { boundsOf, fitViewport, isInView, ZOOM } from './fit-viewport';

/** Below this nobody reads the cards; the first picture of a graph rather shows a part of it. */
const LEAST_FIRST_ZOOM = 0.5;
const GLIDE = 220;

export interface GraphViewport {
  /** Shows the given cards, or all. */
  readonly fit: (cards?: Iterable<CardId>) => void;
  readonly centre: (card: CardId) => void;
  /** Centres the card if it cannot be seen. */
  readonly reveal: (card: CardId) => void;
  readonly zoom: (step: 1 | -1) => void;
  /** To be told when the person moved the view: from then on it is theirs. */
  readonly taken: () => void;
}

/** Moves the view. Follows the panel's size until the person takes over. */
export function useViewport(
  graph: CardGraph,
  sizes: ReadonlyMap<CardId, CardSize>,
  positions: ReadonlyMap<string, Point>,
): GraphViewport {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isTaken = useRef(false);
  const leastZoom = useRef(LEAST_FIRST_ZOOM);
  const latest = useRef({ graph, sizes, positions, width, height });
  useEffect(() => {
    latest.current = { graph, sizes, positions, width, height };
  });

  const boundsOfCards = useCallback((cards?: Iterable<CardId>) => {
    const { graph: shown, sizes: boxes, positions: places } = latest.current;
    return boundsOf(cards ?? shown.cards.keys(), boxes, places);
  }, []);

  useEffect(() => {
    if (width === 0 || height === 0 || isTaken.current) return;
    const box = boundsOf(graph.cards.keys(), sizes, positions);
    if (box) void flow.setViewport(fitViewport(box, { width, height }, leastZoom.current));
  }, [flow, graph, sizes, positions, width, height]);

  return useMemo((): GraphViewport => {
    const room = () => ({ width: latest.current.width, height: latest.current.height });
    const centre = (card: CardId): void => {
      const box = boundsOfCards([card]);
      if (!box) return;
      isTaken.current = true;
      const zoom = Math.min(1, Math.max(0.6, flow.getZoom()));
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: glide() });
    };
    return {
      fit(cards) {
        const box = boundsOfCards(cards);
        // Fitting all of it again gives the view back, so that it follows the panel's size.
        isTaken.current = cards !== undefined;
        leastZoom.current = ZOOM.least;
        if (box) void flow.setViewport(fitViewport(box, room()), { duration: glide() });
      },
      centre,
      reveal(card) {
        const box = boundsOfCards([card]);
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

function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE;
}
