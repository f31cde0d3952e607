import type { KeyboardEvent } from 'react';

const PAGE = 12;

/** Where an arrow, page or end key leads in a list of rows; `null` for other keys. `at` is -1 when nothing is selected. */
export function rowAfterKey(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  const clamp = (row: number) => Math.max(0, Math.min(count - 1, row));
  switch (key) {
    case 'ArrowDown':
      return clamp(at + 1);
    case 'ArrowUp':
      return at < 0 ? count - 1 : clamp(at - 1);
    case 'PageDown':
      return clamp(at + PAGE);
    case 'PageUp':
      return at < 0 ? count - 1 : clamp(at - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Arrow keys move through rows, Enter opens the one that is selected. */
export function useRowKeys<T>(
  rows: readonly T[],
  selected: T | null,
  onMove: (row: T, index: number) => void,
  onOpen: () => void,
) {
  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // A button inside a row or the head handles Enter itself.
    if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('button')) return;
    if (event.key === 'Enter' && selected !== null) {
      event.preventDefault();
      onOpen();
      return;
    }
    const index = rowAfterKey(event.key, selected === null ? -1 : rows.indexOf(selected), rows.length);
    const row = index === null ? undefined : rows[index];
    if (row === undefined || index === null) return;
    event.preventDefault();
    onMove(row, index);
  };
}
