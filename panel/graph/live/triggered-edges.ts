import type { Call, CallId } from '../../../src/trace/types';
import { callbackCardId, shownAs, sideEdgeId, type CardGraph } from '../card-graph';
import type { RowFinder } from './row-finder';

/**
 * The edges a call came in by: from each property that changed to its callback, and from the callback that wrote it.
 * @param findCall looks up a causing call, which may be forgotten already
 */
export function triggeredEdges(
  call: Call,
  graph: CardGraph,
  rowsOf: RowFinder,
  findCall: (id: CallId) => Call | undefined,
): string[] {
  const found = new Set<string>();
  const changed = new Set(call.changed.flatMap(rowsOf));
  for (const cause of call.causes) if (cause.prop_id) for (const row of rowsOf(cause.prop_id)) changed.add(row);
  for (const edge of graph.incoming.get(shownAs(graph, callbackCardId(call.callback))) ?? []) {
    if (edge.kind === 'input' && edge.sourceRow && changed.has(edge.sourceRow)) found.add(edge.id);
  }
  for (const cause of call.causes) {
    const writer =
      (cause.type === 'call' || cause.type === 'side-update') && cause.call ? findCall(cause.call) : undefined;
    if (!writer || !cause.prop_id) continue;
    const rows = rowsOf(cause.prop_id);
    if (cause.type === 'side-update') {
      for (const row of rows) found.add(sideEdgeId(writer.callback, row));
      continue;
    }
    for (const edge of graph.outgoing.get(shownAs(graph, callbackCardId(writer.callback))) ?? []) {
      if (edge.targetRow && rows.includes(edge.targetRow)) found.add(edge.id);
    }
  }
  // Two patterns for the same components: the edge between them lights up as well.
  for (const row of changed) {
    const at = row.slice(0, row.lastIndexOf('|'));
    for (const edge of graph.incoming.get(at as ReturnType<typeof callbackCardId>) ?? []) {
      if (edge.kind === 'match' && edge.targetRow === row && edge.sourceRow && changed.has(edge.sourceRow))
        found.add(edge.id);
    }
  }
  return [...found];
}
