import type { TraceModel } from '../../../src/trace/model';
import type { CardGraph, CardId } from '../card-graph';

/**
 * The property that an open call of this card waits for: one of its inputs whose writer is busy; `null` if none was
 * found.
 */
export function waitsFor(graph: CardGraph, model: TraceModel, card: CardId): string | null {
  for (const edge of graph.incoming.get(card) ?? []) {
    for (const written of graph.incoming.get(edge.source) ?? []) {
      if (written.kind !== 'output' || written.targetRow !== edge.sourceRow || written.source === card) continue;
      const writer = graph.cards.get(written.source);
      const activity = writer?.type === 'callback' ? model.activity.get(writer.key) : undefined;
      if (!activity || activity.running.length + activity.waiting.length === 0) continue;
      const component = graph.cards.get(edge.source);
      if (component?.type !== 'component') continue;
      const row = component.rows.find((each) => each.id === edge.sourceRow);
      return row ? `${component.title}.${row.property}` : null;
    }
  }
  return null;
}
