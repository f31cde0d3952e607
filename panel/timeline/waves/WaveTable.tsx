import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { Wave } from '../../../src/analysis/waves';
import type { TraceModel } from '../../../src/trace/model';
import type { CallId } from '../../../src/trace/types';
import { describeBeginning } from '../../../src/words/causes';
import { TIMELINE_TEXTS } from '../../../src/words/panel';
import { filterCalls, isFiltering } from '../../search/call-query';
import { callbackName } from '../../selectors/callback-names';
import { selectFilters, selectSelectedCallId } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { EmptyState } from '../../ui/EmptyState';
import { formatClock, formatCount, formatDuration } from '../../ui/format';
import { IdText } from '../../ui/values/IdText';
import { KindMark } from '../../ui/marks/KindMark';
import { OutcomeMark } from '../../ui/marks/OutcomeMark';
import { useRowKeys } from '../../ui/use-row-keys';
import type { TimelineMemory } from '../timeline-memory';
import { toTableRows, type TableRow } from './to-table-rows';
import { mostlyOf, showWave } from './WaveList';

const ROW = 24;

/** The timeline in words: every wave with its calls, when they began, how long they waited and took. */
export function WaveTable({
  memory,
  model,
  waves,
}: {
  readonly memory: TimelineMemory;
  readonly model: TraceModel;
  readonly waves: readonly Wave[];
}) {
  const store = usePanelStore();
  const selected = usePanel(selectSelectedCallId);
  const filters = usePanel(selectFilters);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => {
    const shown = isFiltering(filters) ? new Set(filterCalls(model, filters)) : null;
    return toTableRows(waves, (id) => shown?.has(id) ?? true);
  }, [model, waves, filters]);
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: useCallback(() => ROW, []),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 10,
  });
  const current = rows.find((row) => row.type === 'call' && row.call === selected) ?? null;
  const onKeyDown = useRowKeys(
    rows,
    current,
    (row) => {
      const call = row.type === 'call' ? row.call : row.wave.calls[0];
      if (call !== undefined) store.getState().selectCall(callOrNeighbour(rows, row, current) ?? call);
    },
    () => store.getState().setInspectorOpen(true),
  );
  const reveal = useEffectEvent((id: CallId) => {
    const index = rows.findIndex((row) => row.type === 'call' && row.call === id);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  });
  useEffect(() => {
    if (selected !== null) reveal(selected);
  }, [selected]);

  return (
    <div
      role="grid"
      aria-label={TIMELINE_TEXTS.waves}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      aria-activedescendant={current ? `timeline-row-${current.key}` : undefined}
      className="timeline-table"
      onKeyDown={onKeyDown}
    >
      <WaveTableHead />
      <div ref={scroller} role="rowgroup" className="timeline-table-scroller">
        {rows.length === 0 ? (
          <EmptyState title={TIMELINE_TEXTS.noMatchTitle}>
            <p>{TIMELINE_TEXTS.noMatch}</p>
          </EmptyState>
        ) : (
          <div className="timeline-table-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <WaveTableRow
                  key={row.key}
                  row={row}
                  index={index}
                  model={model}
                  selected={selected}
                  onClick={() => {
                    if (row.type === 'wave') showWave(memory, row.wave);
                    else store.getState().selectCall(row.call, true);
                  }}
                />
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}

function WaveTableHead() {
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className="timeline-head">
        {['Begins', 'What', 'Waited', 'Duration', 'Outcome'].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}

/** A wave, or one of its calls. */
function WaveTableRow(props: {
  readonly row: TableRow;
  /** Place in the table, from 0. */
  readonly index: number;
  readonly model: TraceModel;
  readonly selected: CallId | null;
  readonly onClick: () => void;
}) {
  const { row, index, model, selected, onClick } = props;
  const isWave = row.type === 'wave';
  return (
    // The grid holds the focus and has the keys; a click on a row is the mouse's way to the same.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`timeline-row-${row.key}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isWave ? undefined : row.call === selected}
      className="timeline-row"
      data-wave={isWave ? row.wave.number : undefined}
      data-call={isWave ? undefined : row.call}
      style={{ height: ROW, transform: `translateY(${index * ROW}px)` }}
      onClick={onClick}
    >
      {isWave ? <WaveCells wave={row.wave} /> : <CallCells model={model} id={row.call} wave={row.wave} />}
    </div>
  );
}

/** The keyboard steps over the rows of waves, which cannot be selected. */
function callOrNeighbour(rows: readonly TableRow[], row: TableRow, current: TableRow | null): CallId | null {
  if (row.type === 'call') return row.call;
  const at = rows.indexOf(row);
  const upwards = current !== null && rows.indexOf(current) > at;
  const next = rows[upwards ? at - 1 : at + 1];
  return next?.type === 'call' ? next.call : null;
}

function WaveCells({ wave }: { readonly wave: Wave }) {
  const { text, id } = describeBeginning(wave.cause);
  return (
    <>
      <span role="gridcell">{formatClock(wave.start)}</span>
      <span role="gridcell" className="timeline-row-what">
        {`Wave ${wave.number}: ${text}`}
        {id === '' ? null : <IdText text={id} />}
        <span className="timeline-row-count">{formatCount(wave.calls.length, 'call')}</span>
      </span>
      <span role="gridcell" className="timeline-row-mostly">
        {mostlyOf(wave)}
      </span>
      <span role="gridcell">{wave.end === null ? 'running' : formatDuration(wave.end - wave.start)}</span>
      <span role="gridcell">{wave.errors > 0 ? `${wave.errors} failed` : ''}</span>
    </>
  );
}

function CallCells({ model, id, wave }: { readonly model: TraceModel; readonly id: CallId; readonly wave: Wave }) {
  const call = model.calls.get(id);
  if (!call) return null;
  const { requested = 0, sent } = call.phases;
  // In a wave of one call there is nothing to distinguish it from.
  const isCritical = wave.calls.length > 1 && wave.path.some((step) => step.call === id);
  const waiting = call.outcome === 'pending' && sent === undefined;
  return (
    <>
      <span role="gridcell">{formatClock(requested)}</span>
      <span role="gridcell" className="timeline-row-what" data-level="2">
        <KindMark kind={call.kind} />
        <IdText text={callbackName(model.callbacks, call.callback)} whole={call.callback} />
        {isCritical ? (
          <span className="ui-tag" title={TIMELINE_TEXTS.onCriticalPath}>
            critical
          </span>
        ) : null}
      </span>
      <span role="gridcell">{sent === undefined ? '' : formatDuration(sent - requested)}</span>
      <span role="gridcell">
        {sent === undefined || call.ended === null ? '' : formatDuration(call.ended - requested)}
      </span>
      <span role="gridcell">
        <OutcomeMark outcome={call.outcome} waiting={waiting} />
      </span>
    </>
  );
}
