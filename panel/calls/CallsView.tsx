import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { CallId } from '../../src/trace/types';
import { CALLS_TEXTS } from '../../src/words/panel';
import { filterCalls, isFiltering } from '../search/call-query';
import { selectFilters, selectModel, selectPaused, selectSelectedCallId } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { Term } from '../ui/Term';
import { useElementSize } from '../ui/use-element-size';
import { useRowKeys } from '../ui/use-row-keys';
import './calls.css';
import { CallRow, callRowId } from './CallRow';
import { CallsToolbar } from './CallsToolbar';
import { withoutRoutine } from './never-ran';
import { useFollow } from './use-follow';
import { useNeverRan } from './use-never-ran';

const WIDE_ROW = 24;
/** Two lines per call: five columns would be too narrow to read. */
const NARROW_ROW = 42;
const NARROW_BELOW = 540;

/** Every call in the order of requests, newest last. */
export function CallsView() {
  const model = usePanel(selectModel);
  const filters = usePanel(selectFilters);
  const paused = usePanel(selectPaused);
  const selected = usePanel(selectSelectedCallId);
  const { all } = useNeverRan();
  // A filter by outcome or call shows them anyway.
  const hidesRoutine = !all && filters.outcomes.length === 0 && !/\b(?:outcome|call):/i.test(filters.text);
  const fitting = useMemo(() => (model ? filterCalls(model, filters) : []), [model, filters]);
  const ids = useMemo(
    () => (model && hidesRoutine ? withoutRoutine(model, fitting, selected) : fitting),
    [model, fitting, hidesRoutine, selected],
  );

  if (!model || model.callIds.length === 0) {
    return (
      <EmptyState title={CALLS_TEXTS.emptyTitle}>
        <p>{paused ? CALLS_TEXTS.emptyPaused : CALLS_TEXTS.empty}</p>
      </EmptyState>
    );
  }
  return <CallsGrid ids={ids} filtered={isFiltering(filters)} />;
}

function CallsGrid({ ids, filtered }: { readonly ids: readonly CallId[]; readonly filtered: boolean }) {
  const store = usePanelStore();
  const selected = usePanel(selectSelectedCallId);
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(root);
  const narrow = size !== null && size.width < NARROW_BELOW;
  const height = narrow ? NARROW_ROW : WIDE_ROW;
  const { following, follow, stop } = useFollow(scroller, ids.length, selected === null);
  // The compiler leaves this component alone, which is what the virtualizer needs.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: useCallback(() => height, [height]),
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    overscan: 10,
  });
  // The virtualizer remembers the sizes it once estimated.
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, height]);
  const onKeyDown = useRowKeys(
    ids,
    selected,
    (id) => store.getState().selectCall(id),
    () => store.getState().setInspectorOpen(true),
  );
  // Scrolls to the selected call, whether it was selected here, in the graph or with [ and ].
  const reveal = useEffectEvent((id: CallId) => {
    const index = ids.indexOf(id);
    if (index < 0) return;
    if (index < ids.length - 1) stop();
    virtualizer.scrollToIndex(index, { align: 'auto' });
  });
  useEffect(() => {
    if (selected !== null) reveal(selected);
  }, [selected]);
  const rows = virtualizer.getVirtualItems();
  const isActiveShown = selected !== null && rows.some((row) => row.key === selected);

  return (
    <div ref={root} className="calls" data-narrow={narrow || undefined}>
      <CallsToolbar shown={ids.length} following={following} onFollow={follow} />
      <div
        role="grid"
        aria-label="Calls"
        aria-rowcount={ids.length + 1}
        aria-activedescendant={isActiveShown ? callRowId(selected) : undefined}
        tabIndex={0}
        className="calls-grid"
        onKeyDown={onKeyDown}
      >
        <CallsHead narrow={narrow} />
        <div ref={scroller} role="rowgroup" className="calls-scroller">
          {ids.length === 0 ? (
            <NoMatchingCalls filtered={filtered} />
          ) : (
            <div className="calls-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
              {rows.map((row) => {
                const id = ids[row.index];
                return id === undefined ? null : (
                  <CallRow
                    key={id}
                    id={id}
                    rowIndex={row.index + 2}
                    top={row.index * height}
                    height={height}
                    selected={id === selected}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

/** The titles of the columns. */
function CallsHead({ narrow }: { readonly narrow: boolean }) {
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className="calls-head">
        <span role="columnheader" className="calls-time">
          Time
        </span>
        <span role="columnheader" className="calls-callback">
          Callback
        </span>
        <span role="columnheader" className="calls-trigger">
          {narrow ? 'Trigger' : <Term name="triggered">Trigger</Term>}
        </span>
        <span role="columnheader" className="calls-outcome">
          {narrow ? 'Outcome' : <Term name="outcome">Outcome</Term>}
        </span>
        <span role="columnheader" className="calls-duration">
          Duration
        </span>
      </div>
    </div>
  );
}

function NoMatchingCalls({ filtered }: { readonly filtered: boolean }) {
  return (
    <EmptyState title={CALLS_TEXTS.noMatchTitle}>
      <p>{filtered ? CALLS_TEXTS.noMatch : CALLS_TEXTS.onlyRoutine}</p>
    </EmptyState>
  );
}
