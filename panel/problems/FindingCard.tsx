import type { Finding } from '../../src/analysis/problems/rules';
import type { CallbackKey, CallId } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import { HAS_STOPPED } from '../../src/words/en/findings';
import { describeFinding, type FindingWords } from '../../src/words/findings';
import { plainText, type Names } from '../../src/words/plain';
import { COMMON_TEXTS, PROBLEMS_TEXTS } from '../../src/words/panel';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall, selectDefinition } from '../selectors/current-app';
import { setMuted } from '../selectors/problems';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatClock } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { OutcomeMark } from '../ui/marks/OutcomeMark';
import { useHasStopped } from './use-has-stopped';

/** More calls are not looked at one by one; the others are a click away. */
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
              aria-label={PROBLEMS_TEXTS.showFinding(title)}
              title={finding.callbacks.length === 1 ? PROBLEMS_TEXTS.showCallback : PROBLEMS_TEXTS.showCallbacks}
              onClick={() =>
                store.getState().pointOut({ title, callbacks: finding.callbacks, props: finding.evidence.props })
              }
            >
              {PROBLEMS_TEXTS.show}
            </button>
          )}
          <button
            type="button"
            className="ui-button"
            data-kind="quiet"
            aria-label={`${muted ? 'Show again' : 'Mute'}: ${title}`}
            title={muted ? PROBLEMS_TEXTS.unmute : PROBLEMS_TEXTS.mute}
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
          <dt>{PROBLEMS_TEXTS.why}</dt>
          <dd>{why}</dd>
        </div>
        <div>
          <dt>{PROBLEMS_TEXTS.fix}</dt>
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
                  title={COMMON_TEXTS.showUsers(prop)}
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
              PROBLEMS_TEXTS.inDeclarations
            ) : (
              <>
                <ul className="problem-calls">
                  {shown.map((id) => (
                    <CallLine key={id} id={id} />
                  ))}
                </ul>
                <button type="button" className="ui-link" onClick={showAll}>
                  {PROBLEMS_TEXTS.listCalls(calls.length, calls.length < finding.evidence.count)}
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
      title={COMMON_TEXTS.showCallback(callback)}
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
  if (call === null)
    return (
      <li className="ui-dim">
        call {id}
        {COMMON_TEXTS.noLongerRecorded}
      </li>
    );
  return (
    <li>
      <button
        type="button"
        className="problem-call"
        title={PROBLEMS_TEXTS.openCall(id)}
        onClick={() => store.getState().selectCall(id, true)}
      >
        <span className="problem-at">{formatClock(call.phases.requested ?? 0)}</span>
        <IdText text={name} whole={call.callback} />
        <OutcomeMark outcome={call.outcome} waiting={false} />
      </button>
    </li>
  );
}
