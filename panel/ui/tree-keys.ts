import { rowAfterKey } from './use-row-keys';

/** What a tree's keys need to know of a row. */
interface TreeRow {
  /** Depth, from 1. */
  readonly level: number;
  /** `null` for a row with nothing below it. */
  readonly open: boolean | null;
}

type TreeStep =
  { readonly type: 'move'; readonly to: number } | { readonly type: 'open' | 'close'; readonly row: number };

/**
 * What a key does in a tree of rows: arrows up and down move, right opens and then enters, left closes and then leads
 * to the parent; `null` for other keys and where there is nowhere to go.
 * @param at -1 when no row is active
 */
export function treeStep(key: string, rows: readonly TreeRow[], at: number): TreeStep | null {
  const row = rows[at];
  if (key === 'ArrowRight' && row) {
    if (row.open === false) return { type: 'open', row: at };
    return row.open === true && at + 1 < rows.length ? { type: 'move', to: at + 1 } : null;
  }
  if (key === 'ArrowLeft' && row) {
    if (row.open === true) return { type: 'close', row: at };
    const parent = rows.slice(0, at).findLastIndex(({ level }) => level < row.level);
    return parent < 0 ? null : { type: 'move', to: parent };
  }
  const to = rowAfterKey(key, at, rows.length);
  return to === null ? null : { type: 'move', to };
}
