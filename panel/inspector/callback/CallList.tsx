import { durationOf } from '../../../src/trace/duration';
import type { CallId } from '../../../src/trace/types';
import { describeError } from '../../../src/words/errors';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { selectCallName } from '../../selectors/call-names';
import { selectCall } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { formatClock, formatDuration } from '../../ui/format';
import { IdText } from '../../ui/values/IdText';
import { OutcomeMark } from '../../ui/marks/OutcomeMark';

/** A few calls to choose from. `named` also says of which callback each is; of one callback with MATCH each is named anyway. */
export function CallList({
  title,
  ids,
  named = false,
}: {
  readonly title: string;
  readonly ids: readonly CallId[];
  readonly named?: boolean;
}) {
  return (
    <section className="call-list">
      <h3 className="section-title">{title}</h3>
      {ids.length === 0 ? <p className="ui-dim">{INSPECTOR_TEXTS.noCalls}</p> : null}
      <ul>
        {ids.map((id) => (
          <Line key={id} id={id} named={named} />
        ))}
      </ul>
    </section>
  );
}

function Line({ id, named }: { readonly id: CallId; readonly named: boolean }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  const name = usePanel((state) => selectCallName(state, call));
  if (!call) return null;
  const duration = call.phases.sent === undefined ? null : durationOf(call);
  return (
    <li>
      <button type="button" className="call-line" data-call={id} onClick={() => store.getState().selectCall(id, true)}>
        <span className="ui-dim">{formatClock(call.phases.requested ?? 0)}</span>
        <OutcomeMark outcome={call.outcome} waiting={call.outcome === 'pending' && call.phases.sent === undefined} />
        {call.error ? (
          <span className="call-line-text">{describeError(call)}</span>
        ) : named || call.match ? (
          <IdText text={name} whole={call.callback} />
        ) : (
          <span />
        )}
        <span className="call-line-duration">{duration === null ? '' : formatDuration(duration)}</span>
      </button>
    </li>
  );
}
