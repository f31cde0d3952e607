import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { patternCallbacks } from '../../src/analysis/patterns';
import type { TraceModel } from '../../src/trace/model';
import { PATTERNS_TEXTS } from '../../src/words/panel';
import { selectApp, selectFilters } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import type { PanelStore } from '../store/panel-store';
import { EmptyState } from '../ui/EmptyState';
import { formatCount } from '../ui/format';
import { treeKeys } from '../ui/tree-keys';
import type { PatternRow, PatternSorting } from './pattern-rows';
import { selectPatternModel } from './pattern-model';
import { PatternRowView } from './PatternRow';
import './patterns.css';
import { toPatternRows, toWords } from './to-pattern-rows';

const ROW = 26;

/** Every pattern id of every callback, what it matches now, and the instances of MATCH. */
export function PatternsView() {
  const app = usePanel((state) => state.appId);
  const connected = usePanel((state) => selectApp(state)?.connected === true);
  const model = usePanel(selectPatternModel)?.model;
  if (app === null || model === undefined) return null;
  if (patternCallbacks(model).length === 0) {
    return (
      <EmptyState title={PATTERNS_TEXTS.emptyTitle}>
        <p>{PATTERNS_TEXTS.empty}</p>
      </EmptyState>
    );
  }
  return (
    <div className="patterns">
      {model.layout === null ? <Untold connected={connected} /> : null}
      <PatternTree key={app} model={model} />
    </div>
  );
}

function Untold({ connected }: { readonly connected: boolean }) {
  return (
    <p className="patterns-untold" role="status">
      {connected ? PATTERNS_TEXTS.idsMissing : PATTERNS_TEXTS.idsNotRecorded}
    </p>
  );
}

/** Selects what a row shows in the inspector; rows that only open and close select nothing. */
function select(store: PanelStore, row: PatternRow, open: boolean): void {
  if (row.type === 'call') store.getState().selectCall(row.call, open);
  else if (row.type === 'callback') store.getState().selectCallback(row.key, open);
  else if (row.type === 'id') store.getState().selectProp(row.prop, open);
}

function PatternTree({ model }: { readonly model: TraceModel }) {
  const store = usePanelStore();
  const { text } = usePanel(selectFilters);
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [sorting, setSorting] = useState<PatternSorting>({ column: 'page', descending: false });
  const [activeId, setActiveId] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const words = useMemo(() => toWords(text), [text]);
  const rows = useMemo(() => toPatternRows(model, { words, sorting, opened }), [model, words, sorting, opened]);
  const active = activeId === null ? -1 : rows.findIndex(({ id }) => id === activeId);
  // The compiler leaves this component alone, which is what the virtualizer needs.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: useCallback(() => ROW, []),
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: 12,
  });
  const toggle = (row: PatternRow): void => {
    if (row.open !== null) setOpened((before) => new Map(before).set(row.id, row.open === false));
  };
  const choose = (row: PatternRow): void => {
    setActiveId(row.id);
    select(store, row, true);
  };
  const onKeyDown = treeKeys(rows, active, {
    toggle,
    enter: (row) => {
      if (row.open !== null && row.type !== 'callback') toggle(row);
      else select(store, row, true);
    },
    move: (row, to) => {
      setActiveId(row.id);
      select(store, row, false);
      virtualizer.scrollToIndex(to, { align: 'auto' });
    },
  });

  if (rows.length === 0) return <NoMatchingPatterns model={model} />;
  const items = virtualizer.getVirtualItems();
  const isActiveShown = items.some(({ index }) => index === active);
  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label="Patterns"
      aria-rowcount={rows.length}
      aria-activedescendant={isActiveShown ? rowId(active) : undefined}
      tabIndex={0}
      className="patterns-tree"
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="patterns-rows" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const isActive = item.index === active;
          return (
            // The tree holds the focus and has the keys; a click is the mouse's way to the same.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              id={rowId(item.index)}
              role="row"
              aria-level={row.level}
              aria-rowindex={item.index + 1}
              aria-expanded={row.open ?? undefined}
              aria-selected={isActive}
              data-index={item.index}
              data-row={row.type}
              className="patterns-row"
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => {
                if (row.open !== null && row.type !== 'callback') toggle(row);
                choose(row);
              }}
            >
              <PatternRowView row={row} sorting={sorting} onSort={setSorting} onToggle={() => toggle(row)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function NoMatchingPatterns({ model }: { readonly model: TraceModel }) {
  const store = usePanelStore();
  return (
    <EmptyState
      title={PATTERNS_TEXTS.noMatchTitle}
      actions={
        <button type="button" className="ui-button" onClick={() => store.getState().setFilters({ text: '' })}>
          Show all {formatCount(patternCallbacks(model).length, 'callback')} with patterns
        </button>
      }
    >
      <p>{PATTERNS_TEXTS.noMatch}</p>
    </EmptyState>
  );
}

const rowId = (index: number): string => `pattern-row-${index}`;
