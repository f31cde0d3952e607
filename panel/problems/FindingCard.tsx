import type { Finding } from '../../src/analysis/problems/rules';
import type { CallbackKey, CallId } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import { HAS_STOPPED } from '../../src/words/en/findings';
import { describeFinding, type FindingWords } from '../../src/words/findings';
import { plainText, type Names } from '../../src/words/plain';
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

/** One finding: what happened and, when open, why it matters, how to fix it and where it was seen. */
export function FindingCard(props: {
  readonly finding: Finding;
  readonly names: Names;
  readonly muted: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const { finding, names, muted, open, onOpen } = props;
  const store = usePanelStore();
  const words = describeFinding(finding);
  const { title } = words;
  const sentence = plainText(words.sentence, names);
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
            <span className="problem-sentence">{hasStopped ? `${sentence} ${HAS_STOPPED}` : sentence}</span>
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
                  : 'Show the callbacks in the graph, with the connections between them'
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
      {open ? <Details finding={finding} words={words} names={names} /> : null}
    </li>
  );
}

function Details({
  finding,
  words,
  names,
}: {
  readonly finding: Finding;
  readonly words: FindingWords;
  readonly names: Names;
}) {
  const store = usePanelStore();
  const { why, fix, saving, list } = words;
  const { calls, props } = finding.evidence;
  const shown = calls.slice(-CALLS_SHOWN);
  const showAll = (): void => {
    store.getState().setFilters({ text: `call:${calls.join(',')}`, kinds: [], outcomes: [], timeRange: null });
    store.getState().showView('calls');
  };
  return (
    <div className="problem-details">
      <dl>
        {list === null || list.items.length === 0 ? null : (
          <div>
            <dt>{list.title}</dt>
            <dd>
              <ul className="problem-cycles">
                {list.items.map((item, index) => (
                  <li key={index}>{plainText(item, names)}</li>
                ))}
                {list.isAll ? null : <li className="ui-dim">and more</li>}
              </ul>
            </dd>
          </div>
        )}
        <div>
          <dt>Why it matters</dt>
          <dd>{why}</dd>
        </div>
        <div>
          <dt>How to fix</dt>
          <dd>{fix}</dd>
        </div>
        {saving === null ? null : (
          <div>
            <dt>Potential saving</dt>
            <dd>{plainText(saving, names)}</dd>
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
              'the declarations of the app, without any call'
            ) : (
              <>
                <ul className="problem-calls">
                  {shown.map((id) => (
                    <CallLine key={id} id={id} />
                  ))}
                </ul>
                <button type="button" className="ui-link" onClick={showAll}>
                  {calls.length === 1
                    ? 'Show it in the list of calls'
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
