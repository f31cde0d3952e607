import { useMemo } from 'react';
import { OUTCOMES, type CallbackKind, type Outcome } from '../../src/trace/types';
import { isFiltering } from '../selectors/call-query';
import { selectFilters, selectModel } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { FilterMenu } from '../ui/FilterMenu';
import { formatCount, formatNumber } from '../ui/format';
import { Icon } from '../ui/Icon';
import { KindMark } from '../ui/KindMark';
import { OutcomeMark } from '../ui/OutcomeMark';

const KINDS: readonly CallbackKind[] = ['server', 'clientside', 'background'];

/** How many calls are shown, what narrows them down, and whether the list follows the newest. */
export function CallsToolbar(props: { readonly shown: number; readonly following: boolean; readonly onFollow: () => void }) {
  const { shown, following, onFollow } = props;
  const store = usePanelStore();
  const filters = usePanel(selectFilters);
  const model = usePanel(selectModel);
  const calls = model?.calls;
  const counts = useMemo(() => {
    const outcomes = new Map<Outcome, number>();
    const kinds = new Map<CallbackKind, number>();
    for (const call of calls?.values() ?? []) {
      outcomes.set(call.outcome, (outcomes.get(call.outcome) ?? 0) + 1);
      kinds.set(call.kind, (kinds.get(call.kind) ?? 0) + 1);
    }
    return { outcomes, kinds };
  }, [calls]);
  const total = calls?.size ?? 0;
  const filtering = isFiltering(filters);
  return (
    <div className="calls-toolbar">
      <FilterMenu
        name="Kind"
        chosen={filters.kinds}
        onChange={(kinds) => store.getState().setFilters({ kinds })}
        options={KINDS.map((kind) => ({
          value: kind,
          label: (
            <>
              <KindMark kind={kind} /> {kind}
            </>
          ),
          count: counts.kinds.get(kind) ?? 0,
        }))}
      />
      <FilterMenu
        name="Outcome"
        chosen={filters.outcomes}
        onChange={(outcomes) => store.getState().setFilters({ outcomes })}
        options={OUTCOMES.filter((outcome) => counts.outcomes.has(outcome) || filters.outcomes.includes(outcome)).map((outcome) => ({
          value: outcome,
          label: <OutcomeMark outcome={outcome} />,
          count: counts.outcomes.get(outcome) ?? 0,
        }))}
      />
      <span className="calls-count" role="status">
        {filtering ? `${formatNumber(shown)} of ${formatCount(total, 'call')}` : formatCount(total, 'call')}
      </span>
      {filtering ? (
        <button type="button" className="ui-button" data-kind="quiet" onClick={() => store.getState().setFilters({ text: '', kinds: [], outcomes: [] })}>
          Show all
        </button>
      ) : null}
      <button type="button" className="ui-button calls-follow" aria-pressed={following} title="Keep the newest call in sight" onClick={onFollow}>
        <Icon name="follow" />
        Follow
      </button>
    </div>
  );
}
