import { memo, useMemo, useRef, useState, type ReactNode } from 'react';
import type { CallbackKey } from '../../src/trace/types';
import { selectFilters, selectModel, selectSelectedCallback } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { formatCount, formatDuration, formatNumber } from '../ui/format';
import { Icon } from '../ui/Icon';
import { IdText } from '../ui/IdText';
import { KindMark } from '../ui/KindMark';
import { Term } from '../ui/Term';
import { useRowKeys } from '../ui/use-row-keys';
import type { TermName } from '../ui/words';
import './list.css';
import { filterRows, sortRows, toListRows, type ListRow, type PropText, type SortColumn, type Sorting } from './to-list-rows';

interface Column {
  readonly title: string;
  readonly sort?: SortColumn;
  readonly term?: TermName;
  readonly figures?: true;
}

const COLUMNS: readonly Column[] = [
  { title: 'Callback', sort: 'name' },
  { title: 'Kind', sort: 'kind', term: 'kind' },
  { title: 'Inputs' },
  { title: 'State' },
  { title: 'Outputs' },
  { title: 'Calls', sort: 'count', figures: true },
  { title: 'Errors', sort: 'errors', figures: true },
  { title: 'Last', sort: 'last', figures: true },
  { title: 'p95', sort: 'p95', term: 'p95', figures: true },
  { title: 'Now', sort: 'live' },
];

/** Every callback as a line of text: the same as the graph for whoever cannot use the picture. */
export function ListView() {
  const store = usePanelStore();
  const model = usePanel(selectModel);
  const filters = usePanel(selectFilters);
  const selected = usePanel(selectSelectedCallback);
  const [sorting, setSorting] = useState<Sorting>({ column: 'declared', descending: false });
  const body = useRef<HTMLTableSectionElement>(null);
  const all = useMemo(() => (model ? toListRows(model) : []), [model]);
  const rows = useMemo(() => sortRows(filterRows(all, filters.text, filters.kinds), sorting), [all, filters.text, filters.kinds, sorting]);
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const onKeyDown = useRowKeys(
    keys,
    selected,
    (key, index) => {
      store.getState().selectCallback(key);
      body.current?.children[index]?.scrollIntoView({ block: 'nearest' });
    },
    () => store.getState().setInspectorOpen(true),
  );

  if (all.length === 0) {
    return (
      <EmptyState title="No callbacks yet">
        <p>Every callback that the app declares appears here, with what it reads and writes. Dash sends the list when the page loads.</p>
      </EmptyState>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        title="No callback fits"
        actions={
          <button type="button" className="ui-button" onClick={() => store.getState().setFilters({ text: '', kinds: [] })}>
            Show all {formatCount(all.length, 'callback')}
          </button>
        }
      >
        <p>None of the callbacks has the words of the search field in its name or its properties.</p>
      </EmptyState>
    );
  }
  return (
    <div className="list">
      <table
        role="grid"
        aria-label="Callbacks"
        aria-activedescendant={selected !== null && keys.includes(selected) ? rowId(selected) : undefined}
        tabIndex={0}
        className="list-table"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr role="row">
            {COLUMNS.map((column) => (
              <HeadCell key={column.title} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <Row key={row.key} row={row} selected={row.key === selected} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const rowId = (key: CallbackKey): string => `list-row-${key}`;

function HeadCell(props: { readonly column: Column; readonly sorting: Sorting; readonly onSort: (sorting: Sorting) => void }) {
  const { column, sorting, onSort } = props;
  const { title, sort, term } = column;
  const isSorted = sort !== undefined && sorting.column === sort;
  // Figures are asked for "the most" first, names from A; a third click goes back to the order of declaration.
  const firstDescending = column.figures === true || sort === 'live';
  const next = (): Sorting => {
    if (sort === undefined || (isSorted && sorting.descending !== firstDescending)) return { column: 'declared', descending: false };
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
    <th scope="col" role="columnheader" data-figures={column.figures} aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}>
      {term ? <Term name={term}>{label}</Term> : label}
    </th>
  );
}

const Row = memo(function Row({ row, selected }: { readonly row: ListRow; readonly selected: boolean }) {
  const store = usePanelStore();
  return (
    // The grid holds the focus and has the keys.
     
    <tr id={rowId(row.key)} role="row" aria-selected={selected} data-callback={row.key} onClick={() => store.getState().selectCallback(row.key, true)}>
      <td role="gridcell" className="list-name">
        <span className="list-name-text">
          <KindMark kind={row.kind} />
          <IdText text={row.name} whole={row.key} />
        </span>
      </td>
      <td role="gridcell" className="list-kind">
        {row.kind}
      </td>
      <Props title="Inputs" props={row.inputs} none="no input" />
      <Props title="State" props={row.state} none="" />
      <Props title="Outputs" props={row.outputs} none="no output" />
      <td role="gridcell" data-figures data-label="calls">
        {formatNumber(row.count)}
      </td>
      <td role="gridcell" data-figures data-label="errors" className={row.errors > 0 ? 'list-errors' : 'list-zero'}>
        {formatNumber(row.errors)}
      </td>
      <td role="gridcell" data-figures data-label="last">
        {row.last === null ? '–' : formatDuration(row.last)}
      </td>
      <td role="gridcell" data-figures data-label="p95">
        {row.p95 === null ? '–' : formatDuration(row.p95)}
      </td>
      <td role="gridcell" className="list-live">
        {liveText(row)}
      </td>
    </tr>
  );
});

function Props({ title, props, none }: { readonly title: string; readonly props: readonly PropText[]; readonly none: string }) {
  return (
    <td role="gridcell" className="list-props" data-label={title} data-empty={props.length === 0 || undefined}>
      {props.length === 0 ? <span className="ui-dim">{none}</span> : props.map((prop) => <Prop key={prop.whole} prop={prop} />)}
    </td>
  );
}

/** Nothing is cut off here: what does not fit breaks, before the property first. */
function Prop({ prop }: { readonly prop: PropText }) {
  const dot = prop.text.lastIndexOf('.');
  return (
    <span className="list-prop" title={prop.whole}>
      {prop.text.slice(0, dot)}
      <wbr />
      {prop.text.slice(dot)}
    </span>
  );
}

/** `running`, `running ×2`, `1 waiting`; empty when nothing is going on. */
function liveText({ running, waiting }: ListRow): string {
  const parts = [running > 0 ? (running > 1 ? `running ×${running}` : 'running') : '', waiting > 0 ? (waiting > 1 ? `waiting ×${waiting}` : 'waiting') : ''];
  return parts.filter(Boolean).join(', ');
}
