import { useMemo, useRef, type RefObject } from 'react';
import { usePanelStore } from '../../store/panel-context';
import type { CardFlowNode } from '../flow-elements';
import type { LiveGraph } from '../graph-context';
import type { WholeGraph } from '../live/use-observed';
import type { GraphSearch } from '../toolbar/use-search';
import { firstPlace } from './places';
import type { FocusedCards } from './use-focused-cards';
import { useGraphKeys, type GraphKeys } from './use-graph-keys';
import type { GraphViewport } from './use-viewport';
import { walkCards, type CardPlace } from './walk-cards';

interface GraphWalk {
  readonly whole: WholeGraph;
  readonly nodes: readonly CardFlowNode[];
  readonly selectedPlace: CardPlace | null;
  readonly choose: LiveGraph['choose'];
  readonly view: GraphViewport;
  readonly focused: FocusedCards;
  readonly search: GraphSearch;
  /** Something is pointed out: Escape ends that. */
  readonly isPointedOut: boolean;
}

/** Joins the keys of the graph to what they do: walking, opening, searching, focusing and zooming. */
export function useGraphWalk(root: RefObject<HTMLElement | null>, walk: GraphWalk): void {
  const { whole, nodes, selectedPlace, choose, view, focused, search, isPointedOut } = walk;
  const { graph, sizes, positions } = whole;
  const { card: focusedCard, toggle: toggleFocus } = focused;
  const store = usePanelStore();
  /** Where the keyboard will be: the next key may arrive before the focus does. */
  const heading = useRef<CardPlace | null>(null);
  const keys = useMemo((): GraphKeys => {
    const goTo = (place: CardPlace): void => {
      heading.current = place;
      choose(place);
      view.reveal(place.card);
      // A card off the screen is drawn once the view has moved there.
      requestAnimationFrame(() => {
        const card = `[data-card="${CSS.escape(place.card)}"]`;
        const inCard = place.row ? `${card} [data-row="${CSS.escape(place.row)}"]` : card;
        root.current?.querySelector<HTMLElement>(inCard)?.focus({ preventScroll: true });
        if (heading.current === place) heading.current = null;
      });
    };
    return {
      place: (under) => {
        if (heading.current !== null) return heading.current;
        if (under?.row === null && selectedPlace?.card === under.card) return selectedPlace;
        return under ?? selectedPlace ?? firstPlace(nodes);
      },
      walk: (from, direction) => goTo(walkCards(graph, sizes, positions, from, direction) ?? from),
      open: (place) => choose(place, true),
      choose: (place) => choose(place),
      search: () => search.setOpen(true),
      focus: toggleFocus,
      fit: () => view.fit(),
      zoom: view.zoom,
      escape: () => {
        if (focusedCard === null && search.text === '') {
          if (isPointedOut) store.getState().clearSelection();
          return isPointedOut;
        }
        if (focusedCard !== null) toggleFocus();
        search.setText('');
        search.setOpen(false);
        return true;
      },
    };
  }, [
    root,
    choose,
    view,
    selectedPlace,
    nodes,
    graph,
    sizes,
    positions,
    toggleFocus,
    focusedCard,
    search,
    isPointedOut,
    store,
  ]);
  useGraphKeys(root, keys);
}
