import type { KeyboardEvent } from 'react';
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

interface TreeActions<T> {
  /** Opens a closed row, and closes an open one. */
  readonly toggle: (row: T) => void;
  readonly enter: (row: T) => void;
  /** @param to the place of the row among all */
  readonly move: (row: T, to: number) => void;
}

/** Handles the keys of a tree that has the focus itself; `active` is the place of the active row, -1 if there is none. */
export function treeKeys<T extends TreeRow>(
  rows: readonly T[],
  active: number,
  { toggle, enter, move }: TreeActions<T>,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    const row = rows[active];
    if (event.key === 'Enter' && row) {
      event.preventDefault();
      enter(row);
      return;
    }
    const step = treeStep(event.key, rows, active);
    if (step === null) return;
    event.preventDefault();
    const to = step.type === 'move' ? step.to : step.row;
    const target = rows[to];
    if (target === undefined) return;
    if (step.type === 'move') move(target, to);
    else toggle(target);
  };
}
