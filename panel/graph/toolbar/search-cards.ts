import type { Card, CardGraph, CardId } from '../card-graph';

/** Cards that contain every word of the text in a name, an id or a property; `null` when there is nothing to find. */
export function searchCards(graph: CardGraph, text: string): CardId[] | null {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const has = (card: Card): boolean => {
    const content = contentOf(card).toLowerCase();
    return words.every((word) => content.includes(word));
  };
  // A closed group is found by its contents.
  const hits = [...graph.cards.values()].filter((card) => has(card) || graph.within.get(card.id)?.some(has) === true);
  // Callbacks first: they are what most people look for.
  return [...hits.filter((card) => card.type === 'callback'), ...hits.filter((card) => card.type !== 'callback')].map(
    (card) => card.id,
  );
}

function contentOf(card: Card): string {
  if (card.type === 'callback') return `${card.name} ${card.key} ${card.kind} ${card.definition.source?.file ?? ''}`;
  if (card.type === 'group') return card.name;
  return [card.title, ...card.declared, ...card.rows.map((row) => `${card.title}.${row.property}`)].join(' ');
}
