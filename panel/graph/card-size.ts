/**
 * Sizes of the cards in pixels at zoom 1. The layout has to know them before anything is drawn, so the style sheet
 * follows these numbers and not the other way round.
 */
import type { Card, CardGraph, CardId } from './card-graph';

export const HEADER_HEIGHT = 26;
export const ROW_HEIGHT = 22;
const COMPONENT_PADDING = 4;
const CALLBACK_HEIGHT = 48;
/** Room for the progress bar of a job, kept free so that nothing moves when a job starts. */
const BACKGROUND_HEIGHT = 56;

/** Average advance of the fonts, a little generous: a name that just fits looks better than one that is just cut. */
const TITLE_ADVANCE = 6.9;
const MONO_ADVANCE = 6.7;
const COMPONENT_WIDTH = { least: 134, most: 220 };
const CALLBACK_WIDTH = { least: 184, most: 250 };

export interface CardSize {
  readonly width: number;
  readonly height: number;
}

/** Sizes of all cards: one width for all components and one for all callbacks, so that columns look like columns. */
export function cardSizes(graph: CardGraph): Map<CardId, CardSize> {
  let componentWidth = COMPONENT_WIDTH.least;
  let callbackWidth = CALLBACK_WIDTH.least;
  for (const card of graph.cards.values()) {
    if (card.type === 'callback') {
      callbackWidth = Math.max(callbackWidth, card.name.length * TITLE_ADVANCE + 66);
    } else {
      const longestRow = card.rows.reduce((most, row) => Math.max(most, row.property.length), 0);
      componentWidth = Math.max(componentWidth, card.title.length * TITLE_ADVANCE + (card.pattern ? 62 : 22), longestRow * MONO_ADVANCE + 56);
    }
  }
  const component = Math.round(Math.min(componentWidth, COMPONENT_WIDTH.most));
  const callback = Math.round(Math.min(callbackWidth, CALLBACK_WIDTH.most));
  const sizes = new Map<CardId, CardSize>();
  for (const card of graph.cards.values()) {
    const width = card.type === 'callback' ? callback : component;
    sizes.set(card.id, { width, height: cardHeight(card) });
  }
  return sizes;
}

function cardHeight(card: Card): number {
  if (card.type === 'component') return HEADER_HEIGHT + card.rows.length * ROW_HEIGHT + COMPONENT_PADDING;
  return card.kind === 'background' ? BACKGROUND_HEIGHT : CALLBACK_HEIGHT;
}

/** Middle of a component's row, from the top of its card. */
export const rowMiddle = (index: number): number => HEADER_HEIGHT + (index + 0.5) * ROW_HEIGHT;
