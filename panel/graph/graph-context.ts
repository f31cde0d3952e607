import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CardGraph, CardId, RowId } from './card-graph';
import type { Heat, Live, RowCount } from './live/live';
import type { Observed } from './live/observed-writes';
import { NONE_SHARED, type SharedCallbacks } from './shown/shared-callbacks';
import type { TraceClock } from './live/trace-clock';
import type { Place } from './viewport/walk';

/** What all cards and edges of one graph share. It changes with the app's structure, never with its activity. */
export interface GraphSession {
  /** What the app declares. */
  readonly graph: CardGraph;
  readonly live: Live;
  readonly observed: Observed;
  readonly clock: TraceClock;
  /** Shows what is inside a group. */
  readonly openGroup: (name: string) => void;
  /** Selects what a place stands for in every view; `open` also brings up the inspector. */
  readonly choose: (place: Place, open?: boolean) => void;
}

export const GraphContext = createContext<GraphSession | null>(null);

/** Which callbacks on the page other pages have as well: changes as pages are visited, apart from the structure. */
export const SharedContext = createContext<SharedCallbacks>(NONE_SHARED);

export function useGraphSession(): GraphSession {
  const session = useContext(GraphContext);
  if (!session) throw new Error('a card was rendered outside the graph');
  return session;
}

/** How the card or edge glows; redraws only the one that asks. */
export function useHeat(id: CardId | string): Heat {
  const { live } = useGraphSession();
  return useSyncExternalStore(
    (listener) => live.subscribe(id, listener),
    () => live.heatOf(id),
  );
}

export function useRowCount(row: RowId): RowCount {
  const { live } = useGraphSession();
  return useSyncExternalStore(
    (listener) => live.subscribe(row, listener),
    () => live.countOf(row),
  );
}
