import type { Finding } from '../../src/analysis/problems/finding';
import { RULE_TEXTS } from '../../src/analysis/problems/rule-texts';
import { HAS_STOPPED } from '../../src/analysis/problems/words';
import type { CallbackKey, CallId } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall, selectDefinition } from '../selectors/current-app';
import { setMuted } from '../selectors/problems';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatClock, formatCount, formatNumber } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { OutcomeMark } from '../ui/marks/OutcomeMark';
import { useHasStopped } from './use-has-stopped';

/** As many calls as are looked at one by one; the others are a click away. */
const CALLS_SHOWN = 6;

/** One finding: what happened, and opened why, what helps, and where it was seen. */
export function FindingCard(props: {
  readonly finding: Finding;
  readonly muted: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const { finding, muted, open, onOpen } = props;
  const store = usePanelStore();
  const { title } = RULE_TEXTS[finding.rule];
  const hasStopped = useHasStopped(finding);
  return (
    <li className="problem" data-rule={finding.rule}>
      <div className="problem-head">
        <button
          type="button"
          className="problem-main"
          aria-expanded={open}
          data-finding={finding.id}
          onClick={() => onOpen(!open)}
        >
          <span className="problem-sign">
            <Icon name={open ? 'down' : 'next'} />
          </span>
          <span className="problem-words">
            <span className="problem-title">{title}</span>
            <span className="problem-sentence">
              {hasStopped ? `${finding.sentence} ${HAS_STOPPED}` : finding.sentence}
            </span>
          </span>
        </button>
        <div className="problem-acts">
          {finding.callbacks.length === 0 ? null : (
            <button
              type="button"
              className="ui-button"
              data-kind="quiet"
              aria-label={`Show in the graph: ${title}`}
              title={
                finding.callbacks.length === 1
                  ? 'Show the callback in the graph'
                  : 'Show the callbacks in the graph, with what leads from one to the other'
              }
              onClick={() =>
                store.getState().pointOut({ title, callbacks: finding.callbacks, props: finding.evidence.props })
              }
            >
              Show in the graph
            </button>
          )}
          <button
            type="button"
            className="ui-button"
            data-kind="quiet"
            aria-label={`${muted ? 'Show again' : 'Mute'}: ${title}`}
            title={muted ? 'Count and show it again' : 'Do not show this problem for this app any more'}
            onClick={() => setMuted(store, finding, !muted)}
          >
            {muted ? 'Show again' : 'Mute'}
          </button>
        </div>
      </div>
      {open ? <Details finding={finding} /> : null}
    </li>
  );
}

function Details({ finding }: { readonly finding: Finding }) {
  const store = usePanelStore();
  const { because, advice } = RULE_TEXTS[finding.rule];
  const { calls, props } = finding.evidence;
  const shown = calls.slice(-CALLS_SHOWN);
  const showAll = (): void => {
    store.getState().setFilters({ text: `call:${calls.join(',')}`, kinds: [], outcomes: [], timeRange: null });
    store.getState().showView('calls');
  };
  return (
    <div className="problem-details">
      <dl>
        {finding.circles === undefined ? null : (
          <div>
            <dt>Circles</dt>
            <dd>
              <ul className="problem-circles">
                {finding.circles.paths.map((path, index) => (
                  <li key={index}>{path}</li>
                ))}
                {finding.circles.isAll ? null : <li className="ui-dim">and more</li>}
              </ul>
            </dd>
          </div>
        )}
        <div>
          <dt>Rule of Dash</dt>
          <dd>{because}</dd>
        </div>
        <div>
          <dt>What helps</dt>
          <dd>{advice}</dd>
        </div>
        {finding.saved === null ? null : (
          <div>
            <dt>Would save</dt>
            <dd>{finding.saved}</dd>
          </div>
        )}
        <div>
          <dt>{finding.callbacks.length === 1 ? 'Callback' : 'Callbacks'}</dt>
          <dd className="problem-links">
            {finding.callbacks.slice(0, 12).map((key) => (
              <CallbackLink key={key} callback={key} />
            ))}
          </dd>
        </div>
        {props.length === 0 ? null : (
          <div>
            <dt>{props.length === 1 ? 'Property' : 'Properties'}</dt>
            <dd className="problem-links">
              {props.slice(0, 12).map((prop) => (
                <button
                  key={prop}
                  type="button"
                  className="ui-link"
                  title={`${prop}: show what reads and writes it`}
                  onClick={() => store.getState().selectProp(prop, true)}
                >
                  <IdText text={prettyPropId(prop)} whole={prop} />
                </button>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>Seen in</dt>
          <dd>
            {calls.length === 0 ? (
              'what the app declares; no call is needed to see it'
            ) : (
              <>
                <ul className="problem-calls">
                  {shown.map((id) => (
                    <CallLine key={id} id={id} />
                  ))}
                </ul>
                <button type="button" className="ui-link" onClick={showAll}>
                  {calls.length === 1
                    ? 'Show it among the calls'
                    : `Show ${calls.length < finding.evidence.count ? `the last ${formatNumber(calls.length)} calls` : formatCount(calls.length, 'call')} in the list`}
                </button>
              </>
            )}
          </dd>
        </div>
      </dl>
    </div>
  );
}

function CallbackLink({ callback }: { readonly callback: CallbackKey }) {
  const store = usePanelStore();
  const name = usePanel((state) => selectCallbackName(state, callback));
  const definition = usePanel((state) => selectDefinition(state, callback));
  return (
    <button
      type="button"
      className="ui-link problem-callback"
      title={`${callback}: show this callback`}
      onClick={() => store.getState().selectCallback(callback, true)}
    >
      <KindMark kind={definition?.kind ?? 'server'} />
      <IdText text={name} whole={callback} />
    </button>
  );
}

function CallLine({ id }: { readonly id: CallId }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  const name = usePanel((state) => selectCallbackName(state, call?.callback ?? null));
  if (call === null) return <li className="ui-dim">call {id}, no longer recorded</li>;
  return (
    <li>
      <button
        type="button"
        className="problem-call"
        title={`Call ${id}: open it`}
        onClick={() => store.getState().selectCall(id, true)}
      >
        <span className="problem-at">{formatClock(call.phases.requested ?? 0)}</span>
        <IdText text={name} whole={call.callback} />
        <OutcomeMark outcome={call.outcome} waiting={false} />
      </button>
    </li>
  );
}
