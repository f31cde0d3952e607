import { memo, type ReactNode } from 'react';
import type { CallbackKey } from '../../src/trace/types';
import { LIST_TEXTS } from '../../src/words/panel';
import { changeGraphChoices, selectGraphChoices, toggled } from '../selectors/graph-choices';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatDuration, formatNumber } from '../ui/format';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { PhaseSums } from '../ui/marks/PhaseSums';
import type { ListMode } from './columns';
import type { ListRow, PropText } from './to-list-rows';

export const listRowId = (key: CallbackKey): string => `list-row-${key}`;

/** A callback as one line of the list. */
export const ListLine = memo(function ListLine({
  row,
  selected,
  mode,
}: {
  readonly row: ListRow;
  readonly selected: boolean;
  readonly mode: ListMode;
}) {
  const store = usePanelStore();
  return (
    // The grid holds the focus and has the keys.

    <tr
      id={listRowId(row.key)}
      role="row"
      aria-selected={selected}
      data-callback={row.key}
      onClick={() => store.getState().selectCallback(row.key, true)}
    >
      <td role="gridcell" className="list-name">
        <span className="list-name-text">
          <KindMark kind={row.kind} />
          <IdText text={row.name} whole={row.key} />
        </span>
        <HiddenInGraph row={row} />
      </td>
      <td role="gridcell" className="list-kind">
        {row.kind}
      </td>
      {mode === 'times' ? <Times row={row} /> : <Connections row={row} />}
    </tr>
  );
});

/** Says that it is hidden in the graph, and shows it there again; nothing for all others. */
function HiddenInGraph({ row: { key, name } }: { readonly row: ListRow }) {
  const store = usePanelStore();
  const isHidden = usePanel((state) => selectGraphChoices(state).hiddenCallbacks.includes(key));
  if (!isHidden) return null;
  return (
    <span className="list-hidden">
      <span className="ui-tag" data-tone="dim">
        {LIST_TEXTS.hiddenInGraph}
      </span>{' '}
      <button
        type="button"
        className="ui-link"
        aria-label={LIST_TEXTS.showInGraph(name)}
        onClick={(event) => {
          event.stopPropagation();
          // The button disappears, so the focus moves to the list.
          event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
          changeGraphChoices(store, {
            hiddenCallbacks: toggled(selectGraphChoices(store.getState()).hiddenCallbacks, key, false),
          });
        }}
      >
        show again
      </button>
    </span>
  );
}

function Connections({ row }: { readonly row: ListRow }) {
  return (
    <>
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
    </>
  );
}

function Times({ row: { times } }: { readonly row: ListRow }) {
  const cell = (label: string, ms: number | undefined): ReactNode => (
    <td role="gridcell" data-figures data-label={label}>
      {ms === undefined ? '–' : formatDuration(ms)}
    </td>
  );
  return (
    <>
      <td role="gridcell" data-figures data-label="calls" className={times === null ? 'list-zero' : undefined}>
        {formatNumber(times?.count ?? 0)}
      </td>
      {cell('p50', times?.p50)}
      {cell('p95', times?.p95)}
      {cell('max', times?.max)}
      {cell('total', times?.total)}
      {cell('self', times?.self)}
      <td role="gridcell" className="list-phases">
        {times === null ? <span className="ui-dim">{LIST_TEXTS.noCalls}</span> : <PhaseSums phases={times.phases} />}
      </td>
    </>
  );
}

function Props({
  title,
  props,
  none,
}: {
  readonly title: string;
  readonly props: readonly PropText[];
  readonly none: string;
}) {
  return (
    <td role="gridcell" className="list-props" data-label={title} data-empty={props.length === 0 || undefined}>
      {props.length === 0 ? (
        <span className="ui-dim">{none}</span>
      ) : (
        props.map((prop) => <Prop key={prop.whole} prop={prop} />)
      )}
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
  const parts = [
    running > 0 ? (running > 1 ? `running ×${running}` : 'running') : '',
    waiting > 0 ? (waiting > 1 ? `waiting ×${waiting}` : 'waiting') : '',
  ];
  return parts.filter(Boolean).join(', ');
}
