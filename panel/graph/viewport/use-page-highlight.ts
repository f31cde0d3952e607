import { useEffect, useMemo, useRef, type FocusEvent, type PointerEvent } from 'react';
import { parseId, stringifyId } from '../../../src/dash/component-id';
import { isPattern, resolvePattern } from '../../../src/dash/pattern';
import type { ComponentId, LayoutIds } from '../../../src/trace/types';
import { selectModel } from '../../selectors/current-app';
import { usePanelSource, usePanelStore } from '../../store/panel-context';
import type { Card, CardGraph, CardId } from '../card-graph';

/** More frames than this in the page would hide it. */
const MOST = 50;

/** The components of a card: a callback's are those it writes. */
export function componentsOf(card: Card, layout: LayoutIds | null): readonly string[] {
  // Many, all over the page.
  if (card.type === 'group') return [];
  const ids: readonly ComponentId[] =
    card.type === 'callback' ? card.definition.outputs.map(({ id }) => id) : card.declared.map(parseId);
  const concrete = ids.flatMap((id): readonly ComponentId[] =>
    isPattern(id) ? (layout === null ? [] : resolvePattern(id, layout.families)) : [id],
  );
  return [...new Set(concrete.map(stringifyId))].slice(0, MOST);
}

/** While the pointer or the focus is on a card, the page shows where its components are. Handlers for what holds the cards. */
export function usePageHighlight(graph: CardGraph) {
  const store = usePanelStore();
  const source = usePanelSource();
  const shown = useRef<{ readonly app: string; readonly card: string } | null>(null);
  const handlers = useMemo(() => {
    const leave = (): void => {
      if (shown.current !== null) source.highlight(shown.current.app, []);
      shown.current = null;
    };
    const enter = (target: EventTarget): void => {
      const id = target instanceof Element ? target.closest<HTMLElement>('[data-card]')?.dataset['card'] : undefined;
      const state = store.getState();
      const card = id === undefined ? undefined : graph.cards.get(id as CardId);
      if (card === undefined || state.appId === null) {
        leave();
        return;
      }
      if (shown.current?.card === card.id && shown.current.app === state.appId) return;
      shown.current = { app: state.appId, card: card.id };
      source.highlight(state.appId, componentsOf(card, selectModel(state)?.layout ?? null));
    };
    return {
      leave,
      props: {
        onPointerOver: (event: PointerEvent) => enter(event.target),
        onPointerLeave: leave,
        onFocus: (event: FocusEvent) => enter(event.target),
        onBlur: leave,
      },
    };
  }, [graph, source, store]);
  useEffect(() => {
    const { leave } = handlers;
    return () => {
      leave();
    };
  }, [handlers]);
  return handlers.props;
}
