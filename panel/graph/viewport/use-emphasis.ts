import { useCallback, useMemo, type RefObject } from 'react';
import { selectModel, selectSelection } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { CardId } from '../card-graph';
import type { LiveGraph } from '../graph-context';
import type { Placement } from '../layout/use-placement';
import type { WholeGraph } from '../live/use-observed';
import { useTriggeredEdges } from '../live/use-triggered-edges';
import { lastAsked } from '../shown/last-asked';
import { useSearch } from '../toolbar/use-search';
import { toPlace } from './places';
import { useSelectionInView } from './use-brought-into-view';
import { useFocusedCards } from './use-focused-cards';
import { usePointedOut } from './use-pointed-out';
import { useViewport } from './use-viewport';

interface EmphasisOptions {
  readonly root: RefObject<HTMLDivElement | null>;
  readonly liveGraph: LiveGraph;
  readonly whole: WholeGraph;
  readonly routes: Placement['routes'];
  /** A line of text lies over the upper edge. */
  readonly hasNote: boolean;
  readonly onTouch: () => void;
  /** Opens a group, or selects another card. */
  readonly openCard: (card: CardId) => void;
}

/**
 * What stands out in the graph: what is selected, searched, focused or pointed at; and the view, which follows it.
 * `shown` are the cards that are not dimmed, `null` for all; `triggered` are the edges that led to the selected call,
 * or those pointed at.
 */
export function useEmphasis(options: EmphasisOptions) {
  const { root, liveGraph, whole, routes, hasNote, onTouch, openCard } = options;
  const { graph } = whole;
  const { rowsOf } = liveGraph.observed;
  const store = usePanelStore();
  const selection = usePanel(selectSelection);
  const selectedPlace = useMemo(() => toPlace(graph, selection, rowsOf), [graph, selection, rowsOf]);
  const view = useViewport(
    whole,
    routes,
    hasNote,
    () => selectedPlace?.card ?? lastAsked(selectModel(store.getState()), graph),
    () => selectedPlace?.card ?? null,
  );
  const centre = useCallback(
    (card: CardId) => {
      onTouch();
      view.centre(card);
    },
    [onTouch, view],
  );
  const search = useSearch(graph, centre, openCard);
  const focused = useFocusedCards(graph, selectedPlace, view, onTouch);
  const pointed = usePointedOut(root, graph, rowsOf, routes, view, onTouch);
  const shown = useMemo(
    () => (search.hits ? new Set(search.hits) : (focused.cards ?? pointed?.cards ?? null)),
    [search.hits, focused.cards, pointed],
  );
  const triggered = useTriggeredEdges(graph, rowsOf, pointed);
  useSelectionInView(selectedPlace, view, onTouch);
  return { selection, selectedPlace, view, search, focused, pointed, shown, triggered };
}
