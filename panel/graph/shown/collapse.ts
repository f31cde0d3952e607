import { groupCardId, type CardEdge, type CardGraph, type CardId, type Card, callbackCardId } from '../card-graph';
import type { CallbackGroup } from './groups';

/**
 * Shows each closed group as one card: its callbacks, and the components that no other callback uses. Edges to and from
 * what is inside become edges of the group, one for each property outside and each kind.
 */
export function collapse(graph: CardGraph, groups: readonly CallbackGroup[]): CardGraph {
  if (groups.length === 0) return graph;
  const standIns = new Map<CardId, CardId>();
  for (const { name, callbacks } of groups)
    for (const key of callbacks)
      if (graph.cards.has(callbackCardId(key))) standIns.set(callbackCardId(key), groupCardId(name));
  const inside = new Map<CardId, number>();
  for (const card of graph.cards.values()) {
    // A hub property keeps its card, with the button for its edges: its readers have no edges that would show it.
    if (card.type !== 'component' || card.rows.some(({ hub }) => hub !== null)) continue;
    const users = [
      ...(graph.incoming.get(card.id) ?? []).map(({ source }) => source),
      ...(graph.outgoing.get(card.id) ?? []).map(({ target }) => target),
    ];
    const homes = new Set(users.map((user) => standIns.get(user)));
    const [home] = homes;
    if (homes.size !== 1 || home === undefined) continue;
    standIns.set(card.id, home);
    inside.set(home, (inside.get(home) ?? 0) + 1);
  }

  const cards = new Map<CardId, Card>();
  for (const { name, callbacks } of groups) {
    const id = groupCardId(name);
    const shown = callbacks.filter((key) => standIns.has(callbackCardId(key)));
    if (shown.length > 0) cards.set(id, { type: 'group', id, name, callbacks: shown, components: inside.get(id) ?? 0 });
  }
  for (const [id, card] of graph.cards) if (!standIns.has(id)) cards.set(id, card);

  const edges = new Map<string, CardEdge>();
  for (const edge of graph.edges) {
    const source = standIns.get(edge.source);
    const target = standIns.get(edge.target);
    if (source === undefined && target === undefined) {
      edges.set(edge.id, edge);
      continue;
    }
    if (source === target) continue;
    const from = source ?? edge.sourceRow ?? edge.source;
    const to = target ?? edge.targetRow ?? edge.target;
    const id = `group ${edge.kind}:${from}>${to}`;
    const known = edges.get(id);
    edges.set(id, {
      id,
      kind: edge.kind,
      source: source ?? edge.source,
      target: target ?? edge.target,
      count: (known?.count ?? 0) + 1,
      ...(source === undefined && edge.sourceRow !== undefined ? { sourceRow: edge.sourceRow } : {}),
      ...(target === undefined && edge.targetRow !== undefined ? { targetRow: edge.targetRow } : {}),
    });
  }
  const list = [...edges.values()];
  const by = (end: 'source' | 'target'): ReadonlyMap<CardId, readonly CardEdge[]> => {
    const found = new Map<CardId, CardEdge[]>();
    for (const edge of list) {
      const known = found.get(edge[end]);
      if (known) known.push(edge);
      else found.set(edge[end], [edge]);
    }
    return found;
  };
  const within = new Map<CardId, Card[]>();
  for (const [id, home] of standIns) {
    const card = graph.cards.get(id);
    if (card !== undefined) within.set(home, [...(within.get(home) ?? []), card]);
  }
  return { ...graph, cards, edges: list, incoming: by('target'), outgoing: by('source'), standIns, within };
}
