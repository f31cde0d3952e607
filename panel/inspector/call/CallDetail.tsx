import type { Call, CallId } from '../../../src/trace/types';
import { selectCallName } from '../../selectors/call-names';
import { selectCall, selectDefinition, selectModel } from '../../selectors/current-app';
import { comparedWith, positionOf } from '../../selectors/related-calls';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { PanelState } from '../../store/panel-store';
import { formatClock } from '../../ui/format';
import { Icon } from '../../ui/marks/Icon';
import { IdText } from '../../ui/values/IdText';
import { KindMark } from '../../ui/marks/KindMark';
import { OutcomeMark } from '../../ui/marks/OutcomeMark';
import { Term } from '../../ui/Term';
import { OUTCOME_MEANINGS } from '../../../src/words/terms';
import { CALL_DETAIL_TEXTS, COMMON_TEXTS } from '../../../src/words/panel';
import { ContextSection } from './ContextSection';
import { CopyBar } from './CopyBar';
import { ErrorSection } from './ErrorSection';
import { FunctionSource } from './FunctionSource';
import { JobSection } from './JobSection';
import { PhaseBar } from './PhaseBar';
import { PropRows } from './PropRows';
import { valuePreview } from '../../ui/values/value-preview';
import { WhyChain } from '../why/WhyChain';
import { WhySentence } from '../why/WhySentence';
import { WireFacts } from './WireFacts';

/** What exactly happened in one call. */
export function CallDetail({ id }: { readonly id: CallId }) {
  const call = usePanel((state) => selectCall(state, id));
  const definition = usePanel((state) => selectDefinition(state, call?.callback ?? null));
  const before = usePanel((state) => (call ? beforeIn(state, call) : null));
  const app = usePanel((state) => state.appId);
  if (!call || app === null) return null;
  return (
    <article className="call" aria-label={`Call ${call.id}`}>
      <Head call={call} />
      <WhySentence call={call} />
      <WhyChain key={call.id} call={call} />
      <ErrorSection call={call} />
      <PhaseBar call={call} />
      <PropRows call={call} definition={definition} before={before} app={app} />
      {call.job ? <JobSection call={call} /> : null}
      <ContextSection call={call} definition={definition} app={app} />
      <WireFacts call={call} />
      {call.clientside ? (
        <FunctionSource key={call.callback} source={call.clientside.source} code={definition?.code} app={app} />
      ) : null}
      <CopyBar call={call} definition={definition} app={app} />
    </article>
  );
}

function beforeIn(state: PanelState, call: Call): Call | null {
  const model = selectModel(state);
  return model ? comparedWith(model, call) : null;
}

function Head({ call }: { readonly call: Call }) {
  const store = usePanelStore();
  const name = usePanel((state) => selectCallName(state, call));
  const definition = usePanel((state) => selectDefinition(state, call.callback));
  const waiting = call.outcome === 'pending' && call.phases.sent === undefined;
  return (
    <header className="head">
      <h2 className="head-title">
        <KindMark kind={call.kind} />
        <button
          type="button"
          className="head-name"
          title={COMMON_TEXTS.showCallback(call.callback)}
          onClick={() => store.getState().selectCallback(call.callback, true)}
        >
          <IdText text={name} whole={call.callback} />
        </button>
        <span className="head-outcome">
          <Term name="outcome" text={OUTCOME_MEANINGS[call.outcome]}>
            <OutcomeMark outcome={call.outcome} waiting={waiting} />
          </Term>
        </span>
      </h2>
      <div className="head-line">
        <span className="head-facts">
          <span>call {call.index}</span>
          <span>{formatClock(call.phases.requested ?? 0)}</span>
          <span>{call.kind}</span>
          {call.initial ? <Term name="initial">initial call</Term> : null}
          {call.match ? (
            <Term name="match">
              <span className="ui-mono">MATCH {valuePreview(call.match)}</span>
            </Term>
          ) : null}
          {definition?.source ? (
            <span className="ui-mono" title={definition.source.file}>
              {definition.source.file.split(/[/\\]/).slice(-2).join('/')}:{definition.source.line}
            </span>
          ) : null}
        </span>
        <Neighbours call={call} />
      </div>
    </header>
  );
}

function Neighbours({ call }: { readonly call: Call }) {
  const store = usePanelStore();
  const previous = usePanel((state) => neighbour(state, call, 'previous'));
  const next = usePanel((state) => neighbour(state, call, 'next'));
  const at = usePanel((state) => neighbour(state, call, 'at'));
  const of = usePanel((state) => neighbour(state, call, 'of'));
  const go = (id: CallId | null) => id !== null && store.getState().selectCall(id, true);
  return (
    <span className="head-walk" role="group" aria-label={CALL_DETAIL_TEXTS.calls}>
      <button
        type="button"
        className="ui-button"
        data-kind="quiet"
        disabled={previous === null}
        aria-label={CALL_DETAIL_TEXTS.previous}
        title={CALL_DETAIL_TEXTS.previousTitle}
        onClick={() => go(previous)}
      >
        <Icon name="previous" />
      </button>
      <span>
        {at} of {of}
      </span>
      <button
        type="button"
        className="ui-button"
        data-kind="quiet"
        disabled={next === null}
        aria-label={CALL_DETAIL_TEXTS.next}
        title={CALL_DETAIL_TEXTS.nextTitle}
        onClick={() => go(next)}
      >
        <Icon name="next" />
      </button>
    </span>
  );
}

function neighbour<K extends 'at' | 'of' | 'previous' | 'next'>(
  state: PanelState,
  call: Call,
  key: K,
): ReturnType<typeof positionOf>[K] | null {
  const model = selectModel(state);
  return model ? positionOf(model, call)[key] : null;
}
