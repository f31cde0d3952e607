import { parseId } from '../../../src/dash/component-id';
import { belongsTo } from '../../../src/dash/side-update';
import type { Selection } from '../../store/panel-state';
import { callbackCardId, shownAs, type CardGraph } from '../card-graph';
import type { CardFlowNode } from '../flow-elements';
import type { RowFinder } from '../live/row-finder';
import type { CardPlace } from './walk-cards';

/** Where the selection is in the graph; `null` where nothing is selected, or what is not drawn. */
export function toPlace(graph: CardGraph, selection: Selection, rowsOf: RowFinder): CardPlace | null {
  if (selection.callback !== null) {
    const card = shownAs(graph, callbackCardId(selection.callback));
    return graph.cards.has(card) ? { card, row: null } : null;
  }
  const { component } = selection;
  if (component !== null) {
    for (const card of graph.cards.values()) {
      const [first] =
        card.type === 'component' && card.declared.some((id) => belongsTo(component, parseId(id))) ? card.rows : [];
      if (first) return { card: card.id, row: first.id };
    }
    return null;
  }
  const row = selection.prop === null ? undefined : rowsOf(selection.prop)[0];
  if (row === undefined) return null;
  for (const card of graph.cards.values()) {
    if (card.type === 'component' && card.rows.some((each) => each.id === row)) return { card: card.id, row };
  }
  return null;
}

/** Where the keyboard begins when it is nowhere yet. */
export function firstPlace(nodes: readonly CardFlowNode[]): CardPlace | null {
  const card = nodes[0]?.data.card;
  if (!card) return null;
  return { card: card.id, row: card.type === 'component' ? (card.rows[0]?.id ?? null) : null };
}
