import { useCallback, useMemo, useState } from 'react';
import type { CardGraph, CardId } from '../card-graph';
import { reachable } from '../shown/reachable';
import type { GraphViewport } from './use-viewport';
import type { CardPlace } from './walk-cards';

export interface FocusedCards {
  /** The card whose ancestors and descendants alone are shown. */
  readonly card: CardId | null;
  /** That card, what leads to it and what follows from it; `null` when all are shown. */
  readonly cards: ReadonlySet<CardId> | null;
  /** The name of that card, for the toolbar. */
  readonly name: string | null;
  /** Focuses on the selected card, or shows everything again. */
  readonly toggle: () => void;
}

/** Shows only what leads to the selected card and what follows from it. */
export function useFocusedCards(
  graph: CardGraph,
  selectedPlace: CardPlace | null,
  view: GraphViewport,
  onTouch: () => void,
): FocusedCards {
  const [card, setCard] = useState<CardId | null>(null);
  const cards = useMemo(() => (card !== null && graph.cards.has(card) ? reachable(graph, card) : null), [graph, card]);
  const toggle = useCallback(() => {
    const next = card === null ? (selectedPlace?.card ?? null) : null;
    onTouch();
    setCard(next);
    view.fit(next === null ? undefined : reachable(graph, next));
  }, [card, selectedPlace, graph, view, onTouch]);
  const focused = card === null ? undefined : graph.cards.get(card);
  const name = focused === undefined ? null : focused.type === 'component' ? focused.title : focused.name;
  return { card, cards, name, toggle };
}
