import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CardGraph, CardId, RowId } from './card-graph';
import type { Heat } from './live/glows';
import type { Live } from './live/live';
import type { RowCount } from './live/row-counts';
import type { Observed } from './live/observed-writes';
import { NONE_SHARED, type SharedCallbacks } from './shown/shared-callbacks';
import type { TraceClock } from './live/trace-clock';
import type { CardPlace } from './viewport/walk-cards';

/** What all cards and edges of one graph share. It changes with the app's structure, never with its activity. */
export interface LiveGraph {
  /** What the app declares. */
  readonly graph: CardGraph;
  readonly live: Live;
  readonly observed: Observed;
  readonly clock: TraceClock;
  /** Shows what is inside a group. */
  readonly openGroup: (name: string) => void;
  /** Selects what is at a place, in every view; `open` also opens the inspector. */
  readonly choose: (place: CardPlace, open?: boolean) => void;
}

export const GraphContext = createContext<LiveGraph | null>(null);

/** Which callbacks on the page other pages have as well: changes as pages are visited, apart from the structure. */
export const SharedContext = createContext<SharedCallbacks>(NONE_SHARED);

export function useLiveGraph(): LiveGraph {
  const liveGraph = useContext(GraphContext);
  if (!liveGraph) throw new Error('a card was rendered outside the graph');
  return liveGraph;
}

/** How the card or edge glows; a change redraws only that card or edge. */
export function useHeat(id: CardId | string): Heat {
  const { live } = useLiveGraph();
  return useSyncExternalStore(
    (listener) => live.subscribe(id, listener),
    () => live.heatOf(id),
  );
}

export function useRowCount(row: RowId): RowCount {
  const { live } = useLiveGraph();
  return useSyncExternalStore(
    (listener) => live.subscribe(row, listener),
    () => live.countOf(row),
  );
}
