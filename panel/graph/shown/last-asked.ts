import type { TraceModel } from '../../../src/trace/model';
import { callbackCardId, type CardGraph, type CardId } from '../card-graph';

/** Earlier calls are of no interest any more. */
const MOST_CALLS = 200;

/**
 * The callback that the user triggered last, with a key or a click: probably what they are looking for. Calls of the
 * page load or of an interval say nothing about that. `null` if the user has done nothing yet.
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
