import { memo } from 'react';
import { durationOf } from '../../src/trace/duration';
import type { CallId } from '../../src/trace/types';
import { selectCallName } from '../selectors/call-names';
import { selectCall } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatClock, formatDuration } from '../ui/format';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { OutcomeMark } from '../ui/marks/OutcomeMark';
import { describeTrigger } from '../../src/words/trigger';
import { neverRan } from './never-ran';

export const callRowId = (id: CallId): string => `call-row-${id}`;

/** One call of the list. It reads its own record, so that a change of another call leaves it alone. */
export const CallRow = memo(function CallRow(props: {
  readonly id: CallId;
  readonly rowIndex: number;
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
}) {
  const { id, rowIndex, top, height, selected } = props;
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  const name = usePanel((state) => selectCallName(state, call));
  if (!call) return null;
  const trigger = describeTrigger(call);
  // A request that never ran has an end, but its duration means nothing.
  const duration = call.phases.sent === undefined ? null : durationOf(call);
  return (
    // The grid holds the focus and has the keys; a click on a row is the mouse's way to the same.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={callRowId(id)}
      role="row"
      className="calls-row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      data-call={id}
      data-outcome={call.outcome}
      data-never-ran={neverRan(call) || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => store.getState().selectCall(id, true)}
    >
      <span role="gridcell" className="calls-time">
        {formatClock(call.phases.requested ?? 0)}
      </span>
      <span role="gridcell" className="calls-callback">
        <KindMark kind={call.kind} />
        <IdText text={name} whole={call.callback} />
      </span>
      <span role="gridcell" className="calls-trigger">
        {trigger.isProp ? (
          <IdText text={trigger.text} whole={trigger.whole} />
        ) : (
          <span className="calls-word">{trigger.text}</span>
        )}
        {trigger.more > 0 ? <span className="calls-more">+{trigger.more}</span> : null}
      </span>
      <span role="gridcell" className="calls-outcome">
        <OutcomeMark outcome={call.outcome} waiting={call.outcome === 'pending' && call.phases.sent === undefined} />
      </span>
      <span role="gridcell" className="calls-duration">
        {duration === null ? '' : formatDuration(duration)}
      </span>
    </div>
  );
});
