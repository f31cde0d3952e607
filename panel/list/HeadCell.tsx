import type { ReactNode } from 'react';
import { Icon } from '../ui/marks/Icon';
import { Term } from '../ui/Term';
import type { Column } from './columns';
import type { ListSorting } from './to-list-rows';

/** The head of a column; a press sorts by it. */
export function HeadCell(props: {
  readonly column: Column;
  readonly sorting: ListSorting;
  readonly onSort: (sorting: ListSorting) => void;
}) {
  const { column, sorting, onSort } = props;
  const { title, sort, term } = column;
  const isSorted = sort !== undefined && sorting.column === sort;
  // Figures are sorted with the largest first, names from A; a third click goes back to the order of declaration.
  const firstDescending = column.figures === true || sort === 'live';
  const next = (): ListSorting => {
    if (sort === undefined || (isSorted && sorting.descending !== firstDescending))
      return { column: 'declared', descending: false };
    return { column: sort, descending: isSorted ? !sorting.descending : firstDescending };
  };
  const label: ReactNode =
    sort === undefined ? (
      title
    ) : (
      <button type="button" className="list-sort" onClick={() => onSort(next())}>
        {title}
        {isSorted ? <Icon name={sorting.descending ? 'down' : 'up'} /> : null}
      </button>
    );
  return (
    <th
      scope="col"
      role="columnheader"
      data-figures={column.figures}
      aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
    >
      {term ? <Term name={term}>{label}</Term> : label}
    </th>
  );
}
