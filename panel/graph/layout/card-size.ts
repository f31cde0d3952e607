/**
 * Sizes of the cards in pixels at zoom 1. The layout has to know them before anything is drawn, so the style sheet
 * follows these numbers and not the other way round.
 */
import { wildcardOf } from '../../../src/dash/pattern';
import { prettyIdText } from '../../../src/dash/pretty';
import type { CallbackCard, Card, CardGraph, CardId, ComponentCard } from '../card-graph';

const HEADER_HEIGHT = 26;
const ROW_HEIGHT = 22;
const COMPONENT_PADDING = 4;
const CALLBACK_HEIGHT = 48;
/** Room for the progress bar of a job, kept free so that nothing moves when a job starts. */
const BACKGROUND_HEIGHT = 56;
/** Room for the name, the contents and the activity of a group. */
const GROUP_WIDTH = 230;
const GROUP_HEIGHT = 72;
/** A property that no callback declares: one line. */
const OBSERVED_HEIGHT = 24;

/** Average advance of the fonts, a little generous: a name that just fits looks better than one that is just cut. */
const TITLE_ADVANCE = 6.9;
const MONO_ADVANCE = 6.7;
const COMPONENT_WIDTH = { least: 134, most: 220 };
const OBSERVED_WIDTH = { least: 134, most: 260 };
/** "12 writers" next to a property. */
const WRITERS = 64;
/** "feeds 480" next to a property. */
const HUB = 70;
/** "6 of 14" next to the name. */
const INSTANCES = 62;
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
      callbackWidth = Math.max(
        callbackWidth,
        card.name.length * TITLE_ADVANCE + 66 + (makesInstances(card) ? INSTANCES : 0),
      );
    } else if (card.type === 'component') {
      const longestRow = card.rows.reduce(
        (most, row) =>
          Math.max(
            most,
            row.property.length * MONO_ADVANCE + (row.writers.length > 1 ? WRITERS : 0) + (row.hub === null ? 0 : HUB),
          ),
        0,
      );
      componentWidth = Math.max(
        componentWidth,
        card.title.length * TITLE_ADVANCE + (card.pattern ? 72 : 22),
        longestRow + 56,
      );
    }
  }
  const component = Math.round(Math.min(componentWidth, COMPONENT_WIDTH.most));
  const withInstances = [...graph.cards.values()].some((card) => card.type === 'callback' && makesInstances(card));
  const callback = Math.round(Math.min(callbackWidth, CALLBACK_WIDTH.most + (withInstances ? INSTANCES / 2 : 0)));
  const sizes = new Map<CardId, CardSize>();
  for (const card of graph.cards.values()) {
    const width = card.type === 'callback' ? callback : card.type === 'group' ? GROUP_WIDTH : component;
    sizes.set(card.id, { width, height: cardHeight(card) });
  }
  return sizes;
}

function cardHeight(card: Card): number {
  if (card.type === 'group') return GROUP_HEIGHT;
  if (card.type === 'component') return HEADER_HEIGHT + card.rows.length * ROW_HEIGHT + COMPONENT_PADDING;
  return card.kind === 'background' ? BACKGROUND_HEIGHT : CALLBACK_HEIGHT;
}

/** Size of the card of a property that was only observed. It does not change as more writes are seen. */
export function observedSize(card: ComponentCard): CardSize {
  const first = prettyIdText(card.declared[0] ?? '').length + (card.rows[0]?.property.length ?? 0) + 1;
  const width = first * MONO_ADVANCE + 'set_props'.length * 6 + 30;
  return {
    width: Math.round(Math.min(Math.max(width, OBSERVED_WIDTH.least), OBSERVED_WIDTH.most)),
    height: OBSERVED_HEIGHT,
  };
}

/** Middle of a component's row, from the top of its card. */
export const rowMiddle = (card: ComponentCard, index: number): number =>
  card.observed ? OBSERVED_HEIGHT / 2 : HEADER_HEIGHT + (index + 0.5) * ROW_HEIGHT;

/** One run for each combination of MATCH values, so that a card can say how many there are. */
export const makesInstances = ({ definition }: CallbackCard): boolean =>
  [...definition.outputs, ...definition.inputs].some(
    ({ id }) => typeof id !== 'string' && Object.values(id).some((value) => wildcardOf(value) === 'MATCH'),
  );
