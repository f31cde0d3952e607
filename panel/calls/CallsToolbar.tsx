import { useMemo } from 'react';
import { OUTCOMES, type Call, type CallbackKind } from '../../src/trace/types';
import { CALLS_TEXTS, COMMON_TEXTS } from '../../src/words/panel';
import { isFiltering } from '../search/call-query';
import { selectFilters, selectModel } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { Forgotten } from '../ui/Forgotten';
import { FilterMenu } from '../ui/FilterMenu';
import { formatCount, formatNumber } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { KindMark } from '../ui/marks/KindMark';
import { OutcomeMark } from '../ui/marks/OutcomeMark';
import { TimeRangeChip } from '../ui/TimeRangeChip';
import { countRoutine } from './never-ran';
import { SavedFilters } from './SavedFilters';
import { useNeverRan } from './use-never-ran';

const KINDS: readonly CallbackKind[] = ['server', 'clientside', 'background'];

function countBy<T>(calls: ReadonlyMap<unknown, Call> | undefined, key: (call: Call) => T): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const call of calls?.values() ?? []) counts.set(key(call), (counts.get(key(call)) ?? 0) + 1);
  return counts;
}

/** How many calls are shown, what narrows them down, and whether the list follows the newest. */
export function CallsToolbar(props: {
  readonly shown: number;
  readonly following: boolean;
  readonly onFollow: () => void;
}) {
  const { shown, following, onFollow } = props;
  const store = usePanelStore();
  const filters = usePanel(selectFilters);
  const model = usePanel(selectModel);
  const total = model?.callIds.length ?? 0;
  const kinds = () => {
    const counts = countBy(model?.calls, (call) => call.kind);
    return KINDS.map((kind) => ({
      value: kind,
      label: (
        <>
          <KindMark kind={kind} /> {kind}
        </>
      ),
      count: counts.get(kind) ?? 0,
    }));
  };
  const outcomes = () => {
    const counts = countBy(model?.calls, (call) => call.outcome);
    return OUTCOMES.filter((outcome) => counts.has(outcome) || filters.outcomes.includes(outcome)).map((outcome) => ({
      value: outcome,
      label: <OutcomeMark outcome={outcome} />,
      count: counts.get(outcome) ?? 0,
    }));
  };
  const filtering = isFiltering(filters);
  return (
    <div className="calls-toolbar">
      <FilterMenu
        name="Kind"
        chosen={filters.kinds}
        onChange={(chosen) => store.getState().setFilters({ kinds: chosen })}
        options={kinds}
      />
      <FilterMenu
        name="Outcome"
        chosen={filters.outcomes}
        onChange={(chosen) => store.getState().setFilters({ outcomes: chosen })}
        options={outcomes}
      />
      <SavedFilters />
      <span className="calls-count" role="status">
        {filtering ? `${formatNumber(shown)} of ${formatCount(total, 'call')}` : formatCount(shown, 'call')}
      </span>
      <Forgotten count={model?.forgotten.calls ?? 0} what="call" />
      {filters.timeRange ? (
        <TimeRangeChip range={filters.timeRange} onClear={() => store.getState().setFilters({ timeRange: null })} />
      ) : null}
      {filtering ? (
        <button
          type="button"
          className="ui-button"
          data-kind="quiet"
          onClick={() => store.getState().setFilters({ text: '', kinds: [], outcomes: [], timeRange: null })}
        >
          Show all
        </button>
      ) : null}
      <NeverRan />
      <button
        type="button"
        className="ui-button calls-follow"
        aria-pressed={following}
        title={COMMON_TEXTS.follow}
        onClick={onFollow}
      >
        <Icon name="follow" />
        Follow
      </button>
    </div>
  );
}

/** Also lists the routine requests that never ran; requests that never ran for another reason are always listed. */
function NeverRan() {
  const model = usePanel(selectModel);
  const { all, setAll } = useNeverRan();
  const count = useMemo(() => (model ? countRoutine(model) : null), [model]);
  const label = count === null ? '' : CALLS_TEXTS.routine(count);
  if (label === '') return null;
  return (
    <label className="calls-never-ran" title={CALLS_TEXTS.routineTitle}>
      <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
      {label}
    </label>
  );
}
