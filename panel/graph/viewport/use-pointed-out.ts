import { useStore } from '@xyflow/react';
import { useEffect, useEffectEvent, useMemo, type RefObject } from 'react';
import type { Point } from '../../../src/layout/layout-types';
import { usePanel } from '../../store/panel-context';
import { callbackCardId, shownAs, type CardGraph } from '../card-graph';
import { pointedCards, type PointedCards } from '../shown/pointed-out';
import type { RowFinder } from '../live/row-finder';
import type { GraphViewport } from './use-viewport';

/**
 * What is pointed out in the graph. Brings all of it into view once for each request, and again when a new
 * layout puts it elsewhere: a group was opened for it, say.
 * @param routes the same object as long as the layout is
 */
export function usePointedOut(
  root: RefObject<HTMLElement | null>,
  graph: CardGraph,
  rowsOf: RowFinder,
  routes: ReadonlyMap<string, readonly Point[]>,
  view: GraphViewport,
  onTouch: () => void,
): PointedCards | null {
  const what = usePanel((state) => state.pointedOut);
  const isMeasured = useStore(({ width, height }) => width > 0 && height > 0);
  const pointed = useMemo(() => what && pointedCards(graph, what, rowsOf), [graph, what, rowsOf]);
  const bring = useEffectEvent((): (() => void) | undefined => {
    if (pointed === null || !isMeasured) return undefined;
    onTouch();
    view.fit(
      pointed.cards,
      [...pointed.edges].flatMap((edge) => routes.get(edge) ?? []),
    );
    // The button that was pressed is gone with its view: keys go on at the first card, once it is drawn.
    const [first] = what?.callbacks ?? [];
    const frame = requestAnimationFrame(() => {
      if (first === undefined || document.activeElement !== document.body) return;
      const card = shownAs(graph, callbackCardId(first));
      root.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(card)}"]`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  });
  // Observed writes that come in later, and cards that are added, move nothing.
  useEffect(() => {
    return bring();
  }, [what, isMeasured, routes]);
  return pointed;
}
