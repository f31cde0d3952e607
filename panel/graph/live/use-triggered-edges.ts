import { useMemo } from 'react';
import { whyFired } from '../../../src/analysis/why-fired';
import { selectCall, selectModel } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { CardGraph } from '../card-graph';
import type { PointedCards } from '../shown/pointed-out';
import type { RowFinder } from './row-finder';
import { triggeredEdges } from './triggered-edges';

const NONE: ReadonlySet<string> = new Set();

/** The edges that led to the selected call, from what began it; without one, those that are pointed out. */
export function useTriggeredEdges(
  graph: CardGraph,
  rowsOf: RowFinder,
  pointed: PointedCards | null,
): ReadonlySet<string> {
  const store = usePanelStore();
  const selectedCall = usePanel((state) => selectCall(state, state.selection.call));
  return useMemo(() => {
    if (!selectedCall) return pointed?.edges ?? NONE;
    const model = selectModel(store.getState());
    const steps = model === null ? [] : whyFired(model, selectedCall.id).steps;
    return new Set(
      [selectedCall, ...steps.map(({ call }) => call)].flatMap((call) =>
        triggeredEdges(call, graph, rowsOf, (id) => model?.calls.get(id)),
      ),
    );
  }, [selectedCall, pointed, graph, rowsOf, store]);
}
