import { parseId, splitPropId, stringifyId, stripHash } from '../../../src/dash/component-id';
import { prettyId } from '../../../src/dash/pretty';
import type { TraceModel } from '../../../src/trace/model';
import { toPropId, type CallbackKey, type CallId, type ComponentId } from '../../../src/trace/types';
import {
  callbackCardId,
  componentCardId,
  rowIdOf,
  sideEdgeId,
  type CardEdge,
  type CardGraph,
  type CardId,
  type ComponentCard,
  type ObservedOrigin,
  type RowId,
} from '../card-graph';
import { createClientsideWrites } from './clientside-writes';
import { keySet, patternKey } from '../shown/id-pattern';
import type { RowFinder } from './row-finder';

/** What calls were seen to write beside their outputs: edges, and a card for each property no callback declares. */
export interface ObservedLayer {
  /** In the order in which they were first seen. */
  readonly cards: ReadonlyMap<CardId, ComponentCard>;
  readonly edges: readonly CardEdge[];
}

export const NOTHING_OBSERVED: ObservedLayer = { cards: new Map(), edges: [] };

export interface Observed {
  /** Takes over what is new in the model; cheap when nothing is. */
  observe(model: TraceModel): void;
  /** The same object until something was seen for the first time. */
  readonly layer: () => ObservedLayer;
  readonly subscribe: (listener: () => void) => () => void;
  /** Rows of declared and observed cards alike. */
  readonly rowsOf: RowFinder;
  dispose(): void;
}

/** A page that writes to ever new components must not grow the picture without bound. */
const MOST_EDGES = 300;
/** Settled calls whose late writes (`runningOff`, `progressDefault`) are still waited for. */
const MOST_SETTLED = 60;
/** Milliseconds in which first sights are gathered before the picture changes. */
const GATHER = 120;

/**
 * Collects observed writes. What was recorded before the graph was opened is there at once; later writes also call
 * `onWrite` with the ids of their edges, each time they happen.
 */
export function createObserved(
  graph: CardGraph,
  declaredRows: RowFinder,
  onWrite: (edges: readonly string[]) => void,
): Observed {
  const cards = new Map<CardId, ComponentCard>();
  const edges = new Map<string, CardEdge>();
  /** Side updates already taken of each call that may make more. */
  const watched = new Map<CallId, number>();
  const clientside = createClientsideWrites();
  const listeners = new Set<() => void>();
  let layer = NOTHING_OBSERVED;
  let newest: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const publish = (): void => {
    timer = null;
    layer = { cards: new Map(cards), edges: [...edges.values()] };
    listeners.forEach((listener) => listener());
  };

  /** Notes one write and answers with its edges; `changed` says whether the picture did. */
  function take(
    callback: CallbackKey,
    propId: string,
    origin: ObservedOrigin,
  ): { readonly lit: string[]; readonly changed: boolean } {
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
  }

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

  function observeCalls(model: TraceModel): { readonly lit: Set<string>; readonly changed: boolean } {
    const lit = new Set<string>();
    let changed = false;
    const note = (callback: CallbackKey, propId: string, origin: ObservedOrigin): void => {
      const taken = take(callback, propId, origin);
      taken.lit.forEach((edge) => lit.add(edge));
      changed ||= taken.changed;
    };
    watchNewCalls(model);
    let settled = 0;
    for (const [id, seen] of watched) {
      const call = model.calls.get(id);
      if (!call) {
        watched.delete(id);
        continue;
      }
      for (const { origin, props } of call.sideUpdates.slice(seen)) {
        for (const [component, written] of Object.entries(props)) {
          for (const property of Object.keys(written))
            note(call.callback, `${component}.${stripHash(property)}`, origin);
        }
      }
      if (call.sideUpdates.length !== seen) watched.set(id, call.sideUpdates.length);
      if (call.ended !== null) settled += 1;
    }
    for (const id of watched.keys()) {
      if (settled <= MOST_SETTLED) break;
      if (model.calls.get(id)?.ended === null) continue;
      watched.delete(id);
      settled -= 1;
    }
    for (const { callback, propId } of clientside(model)) note(callback, propId, 'clientside set_props');
    return { lit, changed };
  }

  function watchNewCalls(model: TraceModel): void {
    const last = model.callIds.at(-1);
    const index = (last && model.calls.get(last)?.index) ?? 0;
    // Cleared: numbers begin again. What was seen stays in the picture.
    if (newest !== null && index < newest) newest = 0;
    for (let at = model.callIds.length - 1; at >= 0; at--) {
      const id = model.callIds[at];
      const call = id && model.calls.get(id);
      if (!call || (newest !== null && call.index <= newest)) break;
      watched.set(call.id, 0);
    }
    newest = index;
  }

  return {
    observe(model) {
      const first = newest === null;
      const { lit, changed } = observeCalls(model);
      if (first) {
        if (changed) publish();
        return;
      }
      if (changed) timer ??= setTimeout(publish, GATHER);
      if (lit.size > 0) onWrite([...lit]);
    },
    layer: () => layer,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rowsOf(propId) {
      const declared = declaredRows(propId);
      if (declared.length > 0 || cards.size === 0) return declared;
      const { id, property } = splitPropId(propId);
      const card = observedCardId(parseId(id), stripHash(property));
      return cards.has(card) ? [rowIdOf(card, stripHash(property))] : declared;
    },
    dispose() {
      if (timer !== null) clearTimeout(timer);
      listeners.clear();
    },
  };
}

/** One card for ids that differ in numbers only: rows of a table that a callback writes one by one are one thing. */
function observedCardId(id: ComponentId, property: string): CardId {
  if (typeof id === 'string') return componentCardId(`${id}.${property}~`);
  const loose = Object.entries(id).map(([key, value]) => [key, typeof value === 'number' ? ['*'] : value] as const);
  return componentCardId(`${patternKey(Object.fromEntries(loose))}.${property}~`);
}

/** Enough to say what a card stands for. */
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

/** The declared card of the same component, to stand beside; `null` when no callback declares it. */
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
