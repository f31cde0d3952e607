import { parseId, splitPropId, stringifyId, stripHash } from '../../../src/dash/component-id';
import { prettyId } from '../../../src/dash/pretty';
import { toPropId, type CallbackKey, type ComponentId } from '../../../src/trace/types';
import {
  callbackCardId,
  componentCardId,
  rowIdOf,
  sideEdgeId,
  type CardEdge,
  type CardGraph,
  type CardId,
  type ComponentCard,
  type RowId,
} from '../card-graph';
import type { ObservedOrigin } from '../../../src/words/observed';
import { keySet, patternKey } from '../shown/id-pattern';
import type { RowFinder } from './row-finder';

/** What calls were seen to write in addition to their outputs: edges, and a card for each property no callback declares. */
export interface ObservedLayer {
  /** In the order in which they were first seen. */
  readonly cards: ReadonlyMap<CardId, ComponentCard>;
  readonly edges: readonly CardEdge[];
}

export const NOTHING_OBSERVED: ObservedLayer = { cards: new Map(), edges: [] };

/** Turns observed writes into edges and cards. */
export interface ObservedCards {
  /** Adds one write and returns its edges; `changed` says whether the graph changed. */
  readonly take: (
    callback: CallbackKey,
    propId: string,
    origin: ObservedOrigin,
  ) => { readonly lit: readonly string[]; readonly changed: boolean };
  /** A copy of what there is now. */
  readonly layer: () => ObservedLayer;
  /** Rows of declared and observed cards alike. */
  readonly rowsOf: RowFinder;
}

/** A page that writes to ever new components must not grow the picture without bound. */
const MOST_EDGES = 300;

export function createObservedCards(graph: CardGraph, declaredRows: RowFinder): ObservedCards {
  const cards = new Map<CardId, ComponentCard>();
  const edges = new Map<string, CardEdge>();

  function rowsFor(propId: string, origin: ObservedOrigin): readonly RowId[] {
    const declared = declaredRows(propId);
    if (declared.length > 0) return declared;
    const { id: text, property } = splitPropId(propId);
    const id = parseId(text);
    const card = observedCardId(id, property);
    const known = cards.get(card);
    if (!known && edges.size >= MOST_EDGES) return [];
    if (!known?.declared.includes(stringifyId(id)) || !known.observed?.includes(origin)) {
      cards.set(card, toObservedCard(card, known, id, property, origin));
    }
    return [rowIdOf(card, property)];
  }

  return {
    take(callback, propId, origin) {
      const source = callbackCardId(callback);
      if (!graph.cards.has(source)) return { lit: [], changed: false };
      let changed = false;
      const lit: string[] = [];
      for (const row of rowsFor(propId, origin)) {
        const id = sideEdgeId(callback, row);
        const known = edges.get(id);
        lit.push(id);
        if (known?.observed?.includes(origin) || (!known && edges.size >= MOST_EDGES)) continue;
        changed = true;
        const target = row.slice(0, row.lastIndexOf('|')) as CardId;
        edges.set(id, {
          id,
          kind: 'side',
          source,
          target,
          targetRow: row,
          observed: [...(known?.observed ?? []), origin],
        });
      }
      return { lit, changed };
    },
    layer: () => ({ cards: new Map(cards), edges: [...edges.values()] }),
    rowsOf(propId) {
      const declared = declaredRows(propId);
      if (declared.length > 0 || cards.size === 0) return declared;
      const { id, property } = splitPropId(propId);
      const card = observedCardId(parseId(id), stripHash(property));
      return cards.has(card) ? [rowIdOf(card, stripHash(property))] : declared;
    },
  };
}

/** One card for ids that differ in numbers only: rows of a table that a callback writes one by one are one thing. */
function observedCardId(id: ComponentId, property: string): CardId {
  if (typeof id === 'string') return componentCardId(`${id}.${property}~`);
  const loose = Object.entries(id).map(([key, value]) => [key, typeof value === 'number' ? ['*'] : value] as const);
  return componentCardId(`${patternKey(Object.fromEntries(loose))}.${property}~`);
}

/** How many ids a card needs for its title. */
const MOST_IDS = 20;

function toObservedCard(
  card: CardId,
  known: ComponentCard | undefined,
  id: ComponentId,
  property: string,
  origin: ObservedOrigin,
): ComponentCard {
  const text = stringifyId(id);
  const declared = [...new Set([...(known?.declared ?? []), text])].slice(0, MOST_IDS);
  const single = typeof id === 'string' || declared.length === 1;
  const open = single
    ? id
    : Object.fromEntries(
        Object.entries(id).map(([key, value]) => [key, typeof value === 'number' ? ['…'] : value] as const),
      );
  return {
    type: 'component',
    id: card,
    title: prettyId(open),
    declared,
    pattern: false,
    rows: [
      {
        id: rowIdOf(card, property),
        property,
        propId: known?.rows[0]?.propId ?? toPropId(`${text}.${property}`),
        written: true,
        read: false,
        writers: [],
        hub: null,
      },
    ],
    observed: [...new Set([...(known?.observed ?? []), origin])],
  };
}

/** The declared card of the same component, to be placed next to; `null` when no callback declares it. */
export function declaredCardOf(graph: CardGraph, card: ComponentCard): CardId | null {
  const id = parseId(card.declared[0] ?? '');
  const exact = componentCardId(patternKey(id));
  if (graph.cards.has(exact)) return exact;
  if (typeof id === 'string') return null;
  for (const other of graph.cards.values()) {
    if (other.type !== 'component' || !other.pattern) continue;
    const pattern = parseId(other.declared[0] ?? '');
    if (typeof pattern === 'string' || keySet(pattern) !== keySet(id)) continue;
    if (Object.entries(pattern).every(([key, value]) => Array.isArray(value) || value === id[key])) return other.id;
  }
  return null;
}
