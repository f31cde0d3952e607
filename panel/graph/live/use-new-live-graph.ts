import { useEffect, useMemo } from 'react';
import { selectModel } from '../../selectors/current-app';
import { usePanelStore } from '../../store/panel-context';
import { toPropId } from '../../../src/trace/types';
import type { CardGraph } from '../card-graph';
import type { LiveGraph } from '../graph-context';
import { createLive } from './live';
import { createObserved } from './observed-writes';
import { createRowFinder } from './row-finder';
import { createTraceClock } from './trace-clock';

/**
 * What cards and edges share, fed with every new revision of the model for as long as the graph is on screen.
 *
 * @param openGroup shows what is inside a group
 */
export function useNewLiveGraph(appId: string, graph: CardGraph, openGroup: (name: string) => void): LiveGraph {
  const store = usePanelStore();
  const liveGraph = useMemo((): LiveGraph => {
    const observed = createObserved(graph, createRowFinder(graph), (edges) => live.flash(edges));
    const live = createLive(graph, observed.rowsOf);
    return {
      graph,
      live,
      observed,
      clock: createTraceClock(),
      openGroup,
      choose: ({ card: id, row }, open = false) => {
        const card = graph.cards.get(id) ?? observed.layer().cards.get(id);
        if (card?.type === 'callback') store.getState().selectCallback(card.key, open);
        else if (card?.type === 'group') {
          if (open) openGroup(card.name);
        } else if (card) {
          const prop = card.rows.find((each) => each.id === row) ?? card.rows[0];
          if (prop) store.getState().selectProp(toPropId(prop.propId), open);
        }
      },
    };
    // Another app is another trace with another clock, even if its graph were the same object.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [appId, graph, store, openGroup]);

  useEffect(() => {
    const { live, observed, clock } = liveGraph;
    const observe = (): void => {
      const model = selectModel(store.getState());
      if (!model) return;
      clock.observe(model);
      live.observe(model);
      observed.observe(model);
    };
    const stopCounting = observed.subscribe(() => live.recount());
    observe();
    const stop = store.subscribe(observe);
    return () => {
      stop();
      stopCounting();
      live.dispose();
      observed.dispose();
    };
  }, [liveGraph, store]);
  return liveGraph;
}
