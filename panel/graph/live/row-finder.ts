import { parseId, splitPropId, stripHash } from '../../../src/dash/component-id';
import type { ComponentId } from '../../../src/trace/types';
import type { CardGraph, CardRow, RowId } from '../card-graph';
import { keySet, patternsMeet } from '../shown/id-pattern';

/** The rows of a concrete (or declared) prop id; none for a property no callback uses. */
export type RowFinder = (propId: string) => readonly RowId[];

interface PatternRow {
  readonly id: ComponentId;
  readonly row: CardRow;
}

const NONE: readonly RowId[] = [];
/** Remembered answers; a large app has tens of thousands of pattern ids. */
const MOST_REMEMBERED = 50_000;

/** Finds rows by prop id and remembers the results: each call has the same few ids. */
export function createRowFinder(graph: CardGraph): RowFinder {
  const plain = new Map<string, RowId[]>();
  const patterns = new Map<string, PatternRow[]>();
  for (const card of graph.cards.values()) {
    if (card.type !== 'component') continue;
    const id = parseId(card.declared[0] ?? '');
    for (const row of card.rows) {
      if (typeof id === 'string') plain.set(`${id}.${row.property}`, [row.id]);
      else {
        const key = `${keySet(id)}.${row.property}`;
        const list = patterns.get(key);
        if (list) list.push({ id, row });
        else patterns.set(key, [{ id, row }]);
      }
    }
  }

  const remembered = new Map<string, readonly RowId[]>();
  return (propId) => {
    const direct = plain.get(propId);
    if (direct) return direct;
    const known = remembered.get(propId);
    if (known) return known;
    const rows = find(propId);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(propId, rows);
    return rows;
  };

  function find(propId: string): readonly RowId[] {
    const { id: text, property } = splitPropId(propId);
    const id = parseId(text);
    if (typeof id === 'string') return plain.get(`${id}.${stripHash(property)}`) ?? NONE;
    const candidates = patterns.get(`${keySet(id)}.${stripHash(property)}`) ?? [];
    return candidates.filter((candidate) => patternsMeet(candidate.id, id)).map((candidate) => candidate.row.id);
  }
}
