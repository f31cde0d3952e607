import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { canMeet } from '../../../src/analysis/declared-cycles';
import { propIdOf } from '../../../src/dash/component-id';
import { prettyPropId } from '../../../src/dash/pretty';
import {
  toPropId,
  type CallbackDefinition,
  type CallbackKey,
  type CallId,
  type Dependency,
} from '../../../src/trace/types';
import { COMMON_TEXTS, INSPECTOR_TEXTS } from '../../../src/words/panel';
import { selectCallbackName } from '../../selectors/callback-names';
import { selectActivity, selectDefinition, selectModel } from '../../selectors/current-app';
import { selectFigures } from '../../selectors/figures';
import { callsOf } from '../../selectors/related-calls';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { PanelState } from '../../store/panel-store';
import { formatDuration, formatNumber } from '../../ui/format';
import { IdText } from '../../ui/values/IdText';
import { KindMark } from '../../ui/marks/KindMark';
import { PhaseSums } from '../../ui/marks/PhaseSums';
import { Term } from '../../ui/Term';
import { useRarely } from '../../ui/use-rarely';
import { CallList } from './CallList';
import { CompanionHint } from './CompanionHint';
import { RunningSection } from './RunningSection';
import { SourceLink } from './SourceLink';
import { WhyNotSection } from '../why/WhyNotSection';

const RECENT = 12;

/** A callback: what it declares, how its calls did, and the calls themselves. */
export function CallbackDetail({ callback }: { readonly callback: CallbackKey }) {
  const definition = usePanel((state) => selectDefinition(state, callback));
  const name = usePanel((state) => selectCallbackName(state, callback));
  const ids = usePanel(useShallow((state: PanelState) => callIdsIn(state, callback)));
  const failed = usePanel(useShallow((state: PanelState) => failedIn(state, callback)));
  const recent = useMemo(() => ids.slice(-RECENT).reverse(), [ids]);
  return (
    <article className="callback" aria-label={`Callback ${name}`}>
      <header className="head">
        <h2 className="head-title">
          <KindMark kind={definition?.kind ?? 'server'} />
          <IdText text={name} whole={callback} />
        </h2>
        <div className="head-line">
          <span className="head-facts">
            <span>{definition ? `${definition.kind} callback` : INSPECTOR_TEXTS.undeclared}</span>
            {definition?.preventInitialCall ? <Term name="initial">{INSPECTOR_TEXTS.noInitialCall}</Term> : null}
          </span>
        </div>
        {definition?.doc ? <p className="head-doc">{definition.doc}</p> : null}
        {definition?.source ? <SourceLink source={definition.source} /> : <CompanionHint definition={definition} />}
      </header>
      <Figures callback={callback} />
      <Times callback={callback} />
      <WhyNotSection key={callback} callback={callback} />
      {definition ? (
        <div className="declared">
          <Declared title="inputs" list={definition.inputs} />
          <Declared title="states" list={definition.state} />
          <Declared title="outputs" list={definition.outputs} />
          <OwnOutputs definition={definition} />
        </div>
      ) : null}
      {definition?.running ? <RunningSection running={definition.running} /> : null}
      {failed.length > 0 ? <CallList title="Errors" ids={failed} /> : null}
      <CallList title={ids.length > RECENT ? INSPECTOR_TEXTS.lastCalls(RECENT, ids.length) : 'Calls'} ids={recent} />
    </article>
  );
}

/** A callback may have its own output as an Input, which looks like a cycle. */
function OwnOutputs({ definition: { outputs, inputs } }: { readonly definition: CallbackDefinition }) {
  const own = inputs.filter((input) =>
    outputs.some(({ id, property }) => property === input.property && canMeet(id, input.id)),
  );
  if (own.length === 0) return null;
  const names = own.map((input) => prettyPropId(propIdOf(input))).join(', ');
  return <p className="ui-dim">{INSPECTOR_TEXTS.ownOutput(names)}</p>;
}

const NONE: readonly CallId[] = [];

function callIdsIn(state: PanelState, callback: CallbackKey): readonly CallId[] {
  const model = selectModel(state);
  return model ? callsOf(model, callback) : NONE;
}

/** The last errors, newest first, so that they need not be searched for. */
function failedIn(state: PanelState, callback: CallbackKey): readonly CallId[] {
  const model = selectModel(state);
  if (!model || (model.activity.get(callback)?.errors ?? 0) === 0) return NONE;
  return callsOf(model, callback)
    .filter((id) => model.calls.get(id)?.outcome === 'error')
    .slice(-3)
    .reverse();
}

function Figures({ callback }: { readonly callback: CallbackKey }) {
  const activity = usePanel((state) => selectActivity(state, callback));
  if (!activity) return null;
  const { count, errors, running, waiting, lastDuration } = activity;
  const now = [
    running.length > 0 ? `${running.length} running` : '',
    waiting.length > 0 ? `${waiting.length} waiting` : '',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <dl className="figures">
      <div>
        <dt>calls</dt>
        <dd>{formatNumber(count)}</dd>
      </div>
      <div data-tone={errors > 0 ? 'err' : undefined}>
        <dt>errors</dt>
        <dd>{formatNumber(errors)}</dd>
      </div>
      <div>
        <dt>last</dt>
        <dd>{lastDuration === null ? '–' : formatDuration(lastDuration)}</dd>
      </div>
      <div data-tone={now ? 'hot' : undefined}>
        <dt>now</dt>
        <dd>{now || 'idle'}</dd>
      </div>
    </dl>
  );
}

const TIMES = [
  { name: 'p50', term: 'p50' },
  { name: 'p95', term: 'p95' },
  { name: 'max', term: null },
  { name: 'total', term: 'total' },
  { name: 'self', term: 'self' },
] as const;

/** How long its calls took, all that are kept, and how that time was spent. */
function Times({ callback }: { readonly callback: CallbackKey }) {
  const figures = useRarely(
    usePanel((state) => selectFigures(state).get(callback)),
    200,
  );
  if (!figures) return null;
  return (
    <section aria-label="Times">
      <dl className="figures">
        {TIMES.map(({ name, term }) => (
          <div key={name}>
            <dt>{term === null ? name : <Term name={term}>{name}</Term>}</dt>
            <dd>{formatDuration(figures[name])}</dd>
          </div>
        ))}
      </dl>
      <PhaseSums phases={figures.phases} />
    </section>
  );
}

function Declared({
  title,
  list,
}: {
  readonly title: 'inputs' | 'states' | 'outputs';
  readonly list: readonly Dependency[];
}) {
  const store = usePanelStore();
  if (list.length === 0 && title === 'states') return null;
  return (
    <section className="declared-group">
      <h3 className="props-title">{title}</h3>
      {list.length === 0 ? <span className="ui-dim">none</span> : null}
      <ul>
        {list.map((dependency, i) => {
          const prop = toPropId(propIdOf(dependency));
          return (
            <li key={`${prop} ${i}`}>
              <button
                type="button"
                className="props-name"
                title={COMMON_TEXTS.showUsers(prop)}
                onClick={() => store.getState().selectProp(prop, true)}
              >
                <IdText text={prettyPropId(prop)} whole={prop} />
              </button>
              {dependency.allow_duplicate ? (
                <span className="ui-tag" data-tone="dim">
                  allow_duplicate
                </span>
              ) : null}
              {dependency.allow_optional ? (
                <span className="ui-tag" data-tone="dim">
                  allow_optional
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
