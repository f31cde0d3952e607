import { stringifyId, stripHash } from '../../../src/dash/component-id';
import { prettyId } from '../../../src/dash/pretty';
import {
  toPropId,
  type CallbackDefinition,
  type CallbackKey,
  type ComponentId,
  type Dependency,
} from '../../../src/trace/types';
import {
  callbackCardId,
  componentCardId,
  rowIdOf,
  type Card,
  type CardEdge,
  type CardGraph,
  type CardId,
  type ComponentCard,
  type EdgeKind,
  type CardRow,
  type RowId,
} from '../card-graph';
import { distinctLabels } from './distinct-labels';
import { hasWildcard, keySet, mergeWildcards, patternKey, patternsMeet } from './id-pattern';
import { placeOf, type Hub } from './narrow';

interface ToGraphOptions {
  /** Also callbacks declared with `hidden=True`, by Dash (pages, cancel inputs) or by the app. */
  readonly showHidden: boolean;
  /** A short name for a callback among all of them. */
  readonly nameOf: (definition: CallbackDefinition) => string;
  /** Properties whose readers get no lines (`placeOf`). */
  readonly hubsWithoutLines?: ReadonlySet<string>;
  /** Properties that feed everything, whether their readers get lines or not. */
  readonly hubs?: readonly Hub[];
}

interface DraftRow {
  readonly property: string;
  readonly propId: string;
  written: boolean;
  read: boolean;
  readonly writers: Set<string>;
  hub: CardRow['hub'];
}

interface DraftComponent {
  readonly card: CardId;
  readonly ids: ComponentId[];
  readonly rows: Map<string, DraftRow>;
}

/** Cards and edges of an app's callbacks, in the order the app declares them. Pure; knows nothing of calls. */
export function toGraph(callbacks: ReadonlyMap<CallbackKey, CallbackDefinition>, options: ToGraphOptions): CardGraph {
  const all = [...callbacks.values()];
  const shown = options.showHidden ? all : all.filter((definition) => !definition.hidden);
  const hubs = new Map((options.hubs ?? []).map((hub) => [hub.place, hub]));
  const components = new Map<CardId, DraftComponent>();
  const edges = new Map<string, CardEdge>();
  const callbackCards: Card[] = [];

  const touch = (dependency: Dependency, use: 'written' | 'read', writer?: string): { card: CardId; row: RowId } => {
    const card = componentCardId(patternKey(dependency.id));
    let component = components.get(card);
    if (!component) components.set(card, (component = { card, ids: [], rows: new Map() }));
    const text = stringifyId(dependency.id);
    if (!component.ids.some((id) => stringifyId(id) === text)) component.ids.push(dependency.id);
    // allow_duplicate marks the property with a hash; it is the same property.
    const property = stripHash(dependency.property);
    let row = component.rows.get(property);
    if (!row)
      component.rows.set(
        property,
        (row = { property, propId: `${text}.${property}`, written: false, read: false, writers: new Set(), hub: null }),
      );
    row[use] = true;
    if (writer !== undefined) row.writers.add(writer);
    return { card, row: rowIdOf(card, property) };
  };

  const add = (edge: CardEdge): void => {
    edges.set(edge.id, edge);
  };

  for (const definition of shown) {
    const card = callbackCardId(definition.key);
    const name = options.nameOf(definition);
    callbackCards.push({ type: 'callback', id: card, key: definition.key, kind: definition.kind, name, definition });
    const read = (dependency: Dependency, kind: EdgeKind): void => {
      const from = touch(dependency, 'read');
      const place = placeOf(dependency);
      const linesHidden = options.hubsWithoutLines?.has(place) === true;
      const hub = hubs.get(place);
      const row = hub && components.get(from.card)?.rows.get(stripHash(dependency.property));
      if (row) row.hub = { ...hub, linesHidden };
      if (linesHidden) return;
      add({ id: `${kind}:${from.row}>${definition.key}`, kind, source: from.card, sourceRow: from.row, target: card });
    };
    for (const input of definition.inputs) read(input, 'input');
    for (const state of definition.state) read(state, 'state');
    for (const output of definition.outputs) {
      const to = touch(output, 'written', name);
      add({
        id: `output:${definition.key}>${to.row}`,
        kind: 'output',
        source: card,
        target: to.card,
        targetRow: to.row,
      });
    }
  }
  for (const edge of meetingPatterns([...components.values()])) add(edge);

  const cards = new Map<CardId, Card>();
  for (const component of components.values()) cards.set(component.card, toComponentCard(component));
  for (const card of callbackCards) cards.set(card.id, card);
  for (const card of withDistinctLabels([...cards.values()])) cards.set(card.id, card);
  const list = [...edges.values()];
  return {
    cards,
    edges: list,
    incoming: groupBy(list, (edge) => edge.target),
    outgoing: groupBy(list, (edge) => edge.source),
    standIns: new Map(),
    within: new Map(),
    hiddenCount: all.length - shown.length,
  };
}

function toComponentCard({ card, ids, rows }: DraftComponent): ComponentCard {
  return {
    type: 'component',
    id: card,
    title: prettyId(mergeWildcards(ids)),
    declared: ids.map(stringifyId),
    pattern: ids.some(hasWildcard),
    rows: [...rows.values()].map((row): CardRow => ({
      ...row,
      id: rowIdOf(card, row.property),
      propId: toPropId(row.propId),
      writers: [...row.writers],
    })),
  };
}

const nameOfCard = (card: Card): string => (card.type === 'component' ? card.title : card.name);

/** Labels for cards whose names would look the same when they are cut. */
function withDistinctLabels(cards: readonly Card[]): readonly Card[] {
  const labels = distinctLabels(cards.map(nameOfCard));
  return cards.flatMap((card) => {
    const label = labels.get(nameOfCard(card));
    return label === undefined || card.type === 'group' ? [] : [{ ...card, label }];
  });
}

/** `item[1].value` written here is `item[ALL].value` read there: without this edge the chain would look broken. */
function meetingPatterns(components: readonly DraftComponent[]): CardEdge[] {
  const found: CardEdge[] = [];
  const byKeys = groupBy(
    components.filter((component) => typeof component.ids[0] !== 'string'),
    ({ ids: [id] }) => (id === undefined || typeof id === 'string' ? '' : keySet(id)),
  );
  for (const family of byKeys.values()) {
    for (const writer of family) {
      for (const reader of family) {
        const [a, b] = [writer.ids[0], reader.ids[0]];
        if (writer === reader || a === undefined || b === undefined || !patternsMeet(a, b)) continue;
        for (const row of writer.rows.values()) {
          if (!row.written || !reader.rows.get(row.property)?.read) continue;
          const sourceRow = rowIdOf(writer.card, row.property);
          const targetRow = rowIdOf(reader.card, row.property);
          const id = `match:${sourceRow}>${targetRow}`;
          found.push({ id, kind: 'match', source: writer.card, sourceRow, target: reader.card, targetRow });
        }
      }
    }
  }
  return found;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
