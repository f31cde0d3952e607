import { useMemo, useRef, useState } from 'react';
import { COMMON_TEXTS, LIST_TEXTS } from '../../src/words/panel';
import { selectFilters, selectModel, selectSelectedCallback } from '../selectors/current-app';
import { selectFigures } from '../selectors/figures';
import { selectShowsHidden, showHidden } from '../selectors/hidden-callbacks';
import { usePanel, usePanelStore } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { formatCount } from '../ui/format';
import { useRarely } from '../ui/use-rarely';
import { useRowKeys } from '../ui/use-row-keys';
import { COLUMNS, LIST_MODES, type ListMode } from './columns';
import { HeadCell } from './HeadCell';
import './list.css';
import { ListLine, listRowId } from './ListLine';
import { filterRows, sortRows, toListRows, type ListRow, type ListSorting } from './to-list-rows';

const MODE_KEY = 'list:mode';
/** The least time between two sorts of the table, in milliseconds: in a busy app, rows would jump too fast to read. */
const PACE = 200;

const UNSORTED: ListSorting = { column: 'declared', descending: false };
/** Times are opened to find what took the most. */
const FIRST_SORTING: Readonly<Record<ListMode, ListSorting>> = {
  connections: UNSORTED,
  times: { column: 'total', descending: true },
};

/** Every callback as a line of text: the graph for users who cannot use the picture, and how long its calls took. */
export function ListView() {
  const store = usePanelStore();
  const model = useRarely(usePanel(selectModel), PACE);
  const filters = usePanel(selectFilters);
  const mode = usePanel(
    (state): ListMode => LIST_MODES.find((one) => one === state.readPreference(MODE_KEY)) ?? 'connections',
  );
  const figures = useRarely(
    usePanel((state) => (mode === 'times' ? selectFigures(state) : null)),
    PACE,
  );
  const [sortings, setSortings] = useState(FIRST_SORTING);
  const sorting = sortings[mode];
  const withHidden = usePanel(selectShowsHidden);
  const all = useMemo(() => (model ? toListRows(model, figures, withHidden) : []), [model, figures, withHidden]);
  const hidden = useMemo(() => [...(model?.callbacks.values() ?? [])].filter((each) => each.hidden).length, [model]);
  const rows = useMemo(
    () => sortRows(filterRows(all, filters.text, filters.kinds), sorting),
    [all, filters.text, filters.kinds, sorting],
  );

  if (all.length === 0 && hidden > 0) {
    return (
      <EmptyState
        title={COMMON_TEXTS.onlyHiddenTitle}
        actions={
          <button type="button" className="ui-button" onClick={() => showHidden(store, true)}>
            Show {hidden === 1 ? 'it' : `all ${hidden}`}
          </button>
        }
      >
        <p>{LIST_TEXTS.onlyHidden}</p>
      </EmptyState>
    );
  }
  if (all.length === 0) {
    return (
      <EmptyState title={COMMON_TEXTS.noCallbacksTitle}>
        <p>{LIST_TEXTS.empty}</p>
      </EmptyState>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        title={LIST_TEXTS.noMatchTitle}
        actions={
          <button
            type="button"
            className="ui-button"
            onClick={() => store.getState().setFilters({ text: '', kinds: [] })}
          >
            {LIST_TEXTS.showAll(all.length)}
          </button>
        }
      >
        <p>{LIST_TEXTS.noMatch}</p>
      </EmptyState>
    );
  }
  return (
    <div className="list-view">
      <div className="list-modes" role="radiogroup" aria-label="Columns">
        {LIST_MODES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="list-mode"
              checked={one === mode}
              onChange={() => store.getState().setPreference(MODE_KEY, one)}
            />
            {one === 'times' ? 'Times' : 'Connections'}
          </label>
        ))}
        <span className="list-count">
          {formatCount(rows.length, 'callback')}
          {hidden > 0 ? <HiddenToggle count={hidden} isShown={withHidden} /> : null}
        </span>
      </div>
      <Table mode={mode} rows={rows} sorting={sorting} onSort={(next) => setSortings({ ...sortings, [mode]: next })} />
    </div>
  );
}

/** Says how many callbacks are declared with `hidden=True`, and shows or hides them. */
function HiddenToggle({ count, isShown }: { readonly count: number; readonly isShown: boolean }) {
  const store = usePanelStore();
  return (
    <>
      {LIST_TEXTS.hidden(count, isShown)}{' '}
      <button
        type="button"
        className="ui-link"
        title={LIST_TEXTS.hiddenTitle}
        onClick={() => showHidden(store, !isShown)}
      >
        {isShown ? 'hide' : 'show'}
      </button>
    </>
  );
}

function Table(props: {
  readonly mode: ListMode;
  readonly rows: readonly ListRow[];
  readonly sorting: ListSorting;
  readonly onSort: (sorting: ListSorting) => void;
}) {
  const { mode, rows, sorting, onSort } = props;
  const store = usePanelStore();
  const selected = usePanel(selectSelectedCallback);
  const body = useRef<HTMLTableSectionElement>(null);
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
  return (
    <div className="list" data-mode={mode}>
      <table
        role="grid"
        aria-label="Callbacks"
        aria-activedescendant={selected !== null && keys.includes(selected) ? listRowId(selected) : undefined}
        tabIndex={0}
        className="list-table"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr role="row">
            {COLUMNS[mode].map((column) => (
              <HeadCell key={column.title} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <ListLine key={row.key} row={row} selected={row.key === selected} mode={mode} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
