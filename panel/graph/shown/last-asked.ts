import type { TraceModel } from '../../../src/trace/model';
import { callbackCardId, type CardGraph, type CardId } from '../card-graph';

/** Calls further back are not of interest any more. */
const MOST_CALLS = 200;

/**
 * The callback that a person set off last, by a key or a click: what one is after. What the page's load set off, or a
 * timer, says nothing of that. `null`: the user has done nothing yet.
 */
export function lastAsked(model: TraceModel | null, graph: CardGraph): CardId | null {
  if (!model) return null;
  for (const id of model.callIds.slice(-MOST_CALLS).toReversed()) {
    const call = model.calls.get(id);
    if (!call?.causes.some((cause) => cause.type === 'user' && cause.gesture)) continue;
    const card = callbackCardId(call.callback);
    if (graph.cards.has(card)) return card;
  }
  return null;
}
