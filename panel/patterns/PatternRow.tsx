import type { MouseEvent } from 'react';
import { durationOf } from '../../src/trace/duration';
import { describeError } from '../../src/words/errors';
import { COMMON_TEXTS, PATTERNS_TEXTS } from '../../src/words/panel';
import { selectCall } from '../selectors/current-app';
import { usePanel } from '../store/panel-context';
import { formatClock, formatCount, formatDuration, formatNumber } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { OutcomeMark } from '../ui/marks/OutcomeMark';
import type {
  CallbackRow,
  InstanceCallRow,
  ChangeRow,
  InstanceRow,
  InstancesRow,
  PatternRow,
  PatternSortColumn,
  PatternSorting,
  UseRow,
} from './pattern-rows';

/** The contents of one row of the tree; the row itself, its keys and its position belong to the view. */
export function PatternRowView(props: {
  readonly row: PatternRow;
  readonly sorting: PatternSorting;
  readonly onSort: (sorting: PatternSorting) => void;
  readonly onToggle: () => void;
}) {
  const { row, sorting, onSort, onToggle } = props;
  switch (row.type) {
    case 'callback':
      return <Callback row={row} onToggle={onToggle} />;
    case 'pattern':
      return <Use row={row} />;
    case 'id':
      return (
        <span role="gridcell" className="patterns-entry" title={COMMON_TEXTS.showHistory(row.whole)}>
          <span className="patterns-number">{formatNumber(row.number)}</span>
          <IdText text={row.text} whole={row.prop} />
        </span>
      );
    case 'near':
      return (
        <span role="gridcell" className="patterns-entry patterns-near">
          <span className="patterns-number" aria-hidden="true">
            ≠
          </span>
          <span className="patterns-why">
            <IdText text={row.text} whole={row.whole} /> <span>{PATTERNS_TEXTS.doesNotMatch(row.why)}</span>
          </span>
        </span>
      );
    case 'instances':
      return <InstancesHead row={row} sorting={sorting} onSort={onSort} />;
    case 'instance':
      return <InstanceCells row={row} />;
    case 'call':
      return <CallCells row={row} />;
    case 'change':
      return <Change row={row} />;
    case 'changed':
      return (
        <span role="gridcell" className="patterns-entry">
          <span className="patterns-number" aria-label={row.came ? 'added' : 'removed'}>
            {row.came ? '+' : '−'}
          </span>
          <IdText text={row.text} whole={row.whole} />
        </span>
      );
    case 'note':
      return (
        <span role="gridcell" className="patterns-entry ui-dim">
          {row.text}
        </span>
      );
  }
}

function Chevron({ open }: { readonly open: boolean | null }) {
  return <span className="patterns-chevron">{open === null ? null : <Icon name={open ? 'down' : 'next'} />}</span>;
}

function Callback({ row, onToggle }: { readonly row: CallbackRow; readonly onToggle: () => void }) {
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    onToggle();
  };
  return (
    <>
      <span role="gridcell" className="patterns-name">
        {/* The row selects the callback, so opening it has a place of its own; keys have the arrows. */}
        <button
          type="button"
          tabIndex={-1}
          className="patterns-toggle"
          aria-label={row.open === true ? 'Close' : 'Open'}
          onClick={toggle}
        >
          <Chevron open={row.open} />
        </button>
        <KindMark kind={row.kind} />
        <IdText text={row.name} whole={row.key} />
      </span>
      <span role="gridcell" className="patterns-words">
        {row.words}
      </span>
      <span role="gridcell" className="patterns-count">
        {formatCount(row.calls, 'call')}
      </span>
    </>
  );
}

function Use({ row }: { readonly row: UseRow }) {
  const { count, near } = row;
  return (
    <>
      <span role="gridcell" className="patterns-spec">
        <Chevron open={row.open} />
        <span className="patterns-role">{row.role}</span>
        <IdText text={row.text} whole={row.whole} />
      </span>
      <span role="gridcell" className="patterns-words">
        {row.words}
        {row.open === true || row.preview.length === 0 ? null : (
          <span className="patterns-preview">
            {row.preview.map(({ number, text, whole }) => (
              <span key={number} title={whole}>
                <i>{number}</i> {withoutProperty(text)}
              </span>
            ))}
            {count !== null && count > row.preview.length ? <span>…</span> : null}
          </span>
        )}
      </span>
      <span role="gridcell" className="patterns-count">
        {near > 0 ? (
          <span className="ui-tag">{near === 1 ? '1 near miss' : `${formatNumber(near)} near misses`}</span>
        ) : null}
        {count === null ? 'not reported' : count === 0 ? 'none now' : formatCount(count, 'id')}
      </span>
    </>
  );
}

/** In a line of examples the property is the same for all. */
const withoutProperty = (text: string): string => text.slice(0, text.lastIndexOf('.'));

const COLUMNS: readonly { readonly column: PatternSortColumn; readonly title: string }[] = [
  { column: 'label', title: 'Instance' },
  { column: 'calls', title: 'Calls' },
  { column: 'errors', title: 'Errors' },
  { column: 'last', title: 'Last' },
  { column: 'total', title: 'Total' },
];

function InstancesHead({
  row,
  sorting,
  onSort,
}: {
  readonly row: InstancesRow;
  readonly sorting: PatternSorting;
  readonly onSort: (sorting: PatternSorting) => void;
}) {
  return COLUMNS.map(({ column, title }) => {
    const isSorted = sorting.column === column;
    // Figures are sorted descending first; a third click returns to the order of the page.
    const firstDescending = column !== 'label';
    const next = (): PatternSorting =>
      isSorted && sorting.descending !== firstDescending
        ? { column: 'page', descending: false }
        : { column, descending: isSorted ? !sorting.descending : firstDescending };
    return (
      <span
        key={column}
        role="columnheader"
        className={column === 'label' ? 'patterns-instance' : 'patterns-figure'}
        aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
      >
        <button
          type="button"
          className="patterns-sort"
          onClick={(event) => {
            event.stopPropagation();
            onSort(next());
          }}
        >
          {title}
          {isSorted ? <Icon name={sorting.descending ? 'down' : 'up'} /> : null}
        </button>
        {column === 'label' && row.shown < row.of ? (
          <span>{`${formatNumber(row.shown)} of ${formatNumber(row.of)}`}</span>
        ) : null}
      </span>
    );
  });
}

function InstanceCells({ row }: { readonly row: InstanceRow }) {
  const { label, present, calls, errors, lastDuration, total } = row.instance;
  return (
    <>
      <span role="gridcell" className="patterns-instance">
        <Chevron open={row.open} />
        <code className="patterns-label">{label}</code>
        {present ? null : (
          <span className="ui-tag" data-tone="dim">
            gone
          </span>
        )}
      </span>
      <span role="gridcell" className="patterns-figure" data-label="calls">
        {formatNumber(calls.length)}
      </span>
      <span role="gridcell" className="patterns-figure" data-label="errors" data-tone={errors > 0 ? 'err' : 'zero'}>
        {formatNumber(errors)}
      </span>
      <span role="gridcell" className="patterns-figure" data-label="last">
        {lastDuration === null ? '–' : formatDuration(lastDuration)}
      </span>
      <span role="gridcell" className="patterns-figure" data-label="total">
        {calls.length === 0 ? '–' : formatDuration(total)}
      </span>
    </>
  );
}

function CallCells({ row }: { readonly row: InstanceCallRow }) {
  const call = usePanel((state) => selectCall(state, row.call));
  if (!call) return null;
  const duration = durationOf(call);
  return (
    <>
      <span role="gridcell" className="patterns-call">
        <Chevron open={null} />
        <span className="patterns-role">call</span>
        <span className="ui-dim">{formatClock(call.phases.requested ?? 0)}</span>
        <OutcomeMark outcome={call.outcome} waiting={call.outcome === 'pending' && call.phases.sent === undefined} />
        <span className="patterns-error">{describeError(call)}</span>
      </span>
      <span role="gridcell" className="patterns-count">
        {duration === null ? '' : formatDuration(duration)}
      </span>
    </>
  );
}

function Change({ row }: { readonly row: ChangeRow }) {
  const { at, added, removed } = row;
  return (
    <span role="gridcell" className="patterns-change">
      <Chevron open={row.open} />
      <span>{PATTERNS_TEXTS.lastChange(at, added, removed)}</span>
    </span>
  );
}
