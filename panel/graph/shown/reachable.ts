import type { CardEdge, CardGraph, CardId, RowId } from '../card-graph';

/**
 * A card with everything that can trigger it and everything it can trigger. The path passes through a component by
 * the row it came in by: writing `sales.data` does not reach callbacks that only read `sales.columns`. State counts
 * as read, but triggers nothing, so the path ends there.
 */
export function reachable(graph: CardGraph, start: CardId): Set<CardId> {
  const cards = new Set<CardId>([start]);
  follow('outgoing');
  follow('incoming');
  return cards;

  function follow(direction: 'incoming' | 'outgoing'): void {
    interface Stop {
      readonly card: CardId;
      readonly row: RowId | undefined;
    }
    // Visited by card and row: cycles end here.
    const visited = new Set<string>();
    const queue: Stop[] = [{ card: start, row: undefined }];
    for (let stop = queue.pop(); stop; stop = queue.pop()) {
      const key = stop.row ?? stop.card;
      if (visited.has(key)) continue;
      visited.add(key);
      cards.add(stop.card);
      for (const edge of graph[direction].get(stop.card) ?? []) {
        if (stop.row !== undefined && rowAt(edge, direction === 'outgoing' ? 'source' : 'target') !== stop.row)
          continue;
        const next = direction === 'outgoing' ? edge.target : edge.source;
        if (edge.kind === 'state') {
          if (direction === 'incoming') cards.add(next);
          continue;
        }
        queue.push({ card: next, row: rowAt(edge, direction === 'outgoing' ? 'target' : 'source') });
      }
    }
  }
}

const rowAt = (edge: CardEdge, end: 'source' | 'target'): RowId | undefined =>
  end === 'source' ? edge.sourceRow : edge.targetRow;
