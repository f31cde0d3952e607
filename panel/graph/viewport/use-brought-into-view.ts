import { useEffect, useEffectEvent } from 'react';
import { callbackCardId, groupCardId, type CardGraph } from '../card-graph';
import type { CallbackGroup } from '../shown/groups';
import type { GraphViewport } from './use-viewport';
import type { CardPlace } from './walk-cards';

/** A selection made elsewhere brings its card into view; one made in the graph is in view already. */
export function useSelectionInView(selectedPlace: CardPlace | null, view: GraphViewport, onTouch: () => void): void {
  useEffect(() => {
    if (!selectedPlace) return;
    onTouch();
    view.reveal(selectedPlace.card);
  }, [selectedPlace, view, onTouch]);
}

/**
 * Brings into view what was inside a group that has just been opened.
 * @param justOpened name of the group
 * @param routes the same object as long as the layout is
 */
export function useOpenedGroupInView(
  justOpened: string | null,
  groups: readonly CallbackGroup[],
  graph: CardGraph,
  routes: unknown,
  view: GraphViewport,
): void {
  const bring = useEffectEvent(() => {
    const group =
      justOpened === null || graph.cards.has(groupCardId(justOpened))
        ? undefined
        : groups.find(({ name }) => name === justOpened);
    const members = (group?.callbacks ?? []).map(callbackCardId).filter((card) => graph.cards.has(card));
    if (members.length > 0) view.show(members);
  });
  // Once for each opening, when what was inside has its places.
  useEffect(() => {
    bring();
  }, [justOpened, routes]);
}
