import { useStore } from 'zustand';
import type { Wave } from '../../src/analysis/waves';
import { COMMON_TEXTS, TIMELINE_TEXTS } from '../../src/words/panel';
import { usePanelStore } from '../store/panel-context';
import { formatCount } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { TimeRangeChip } from '../ui/TimeRangeChip';
import type { TimelineMemory } from './timeline-memory';

const LEGEND = [
  ['wait', 'waiting'],
  ['net', 'network'],
  ['srv', 'server'],
  ['apply', 'apply'],
  ['paint', 'paint'],
] as const;

/** How much there is, what the colours mean, and how it is shown. */
export function TimelineToolbar(props: {
  readonly memory: TimelineMemory;
  readonly waves: readonly Wave[];
  readonly range: readonly [number, number] | null;
  readonly compact: boolean;
}) {
  const { memory, waves, range, compact } = props;
  const { view } = memory;
  const store = usePanelStore();
  const following = useStore(view, (state) => state.following);
  const asTable = useStore(view, (state) => state.asTable);
  return (
    <div className="timeline-toolbar">
      <span className="timeline-count">{formatCount(waves.length, 'wave')}</span>
      {range ? <TimeRangeChip range={range} onClear={() => store.getState().setFilters({ timeRange: null })} /> : null}
      {compact || asTable ? null : (
        <span className="timeline-legend">
          {LEGEND.map(([colour, word]) => (
            <span key={colour}>
              <i style={{ background: `var(--${colour})` }} />
              {word}
            </span>
          ))}
        </span>
      )}
      <span className="timeline-tools">
        {asTable ? null : (
          <button
            type="button"
            className="ui-button"
            title={TIMELINE_TEXTS.showAll}
            onClick={() => view.getState().fit()}
          >
            Fit
          </button>
        )}
        <button
          type="button"
          className="ui-button"
          aria-pressed={asTable}
          title={TIMELINE_TEXTS.asTableTitle}
          onClick={() => view.getState().set({ asTable: !asTable, hover: null })}
        >
          As table
        </button>
        <button
          type="button"
          className="ui-button"
          aria-pressed={following}
          title={COMMON_TEXTS.follow}
          onClick={() => view.getState().follow(!following)}
        >
          <Icon name="follow" />
          {compact ? <span className="ui-visually-hidden">Follow</span> : 'Follow'}
        </button>
      </span>
    </div>
  );
}
