import type { Node, NodeProps } from '@xyflow/react';
import { memo, use } from 'react';
import { selectActivity, selectCall, selectJobOf, selectModel } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { Call, CallbackDefinition, CallId } from '../../../src/trace/types';
import type { CallbackCard } from '../card-graph';
import { callbackLabel, callbackWords } from '../../../src/words/callback-card';
import { CardHandles } from './CardHandles';
import { InstancesButton, useInstanceShare } from './Instances';
import { SharedContext, useLiveGraph, useHeat } from '../graph-context';
import { jobProgress } from '../../../src/words/job-progress';
import { GRAPH_TEXTS } from '../../../src/words/panel';
import { MiddleText } from './MiddleText';
import { Spark } from './Spark';
import { useTraceTime } from '../live/use-trace-time';
import { waitsFor } from './waits-for';

export type CallbackFlowNode = Node<{ readonly card: CallbackCard }, 'callback'>;

/**
 * A callback's card; the canvas handles its clicks and keys. It reads its own activity, so a call redraws no other
 * card.
 */
export const CallbackNode = memo(function CallbackNode({ data }: NodeProps<CallbackFlowNode>) {
  const { card } = data;
  const { graph, clock } = useLiveGraph();
  const store = usePanelStore();
  const activity = usePanel((state) => selectActivity(state, card.key));
  const callId = activity?.running[0] ?? activity?.waiting[0] ?? activity?.lastCall ?? null;
  const call = usePanel((state) => selectCall(state, callId));
  const job = usePanel((state) => selectJobOf(state, call));
  const selected = usePanel((state) => state.selection.callback === card.key);
  const heat = useHeat(card.id);

  const isBrief = heat.steady === true && isYoung(call, clock.now());
  const running = !isBrief && (activity?.running.length ?? 0) > 0;
  const waiting = !isBrief && !running && (activity?.waiting.length ?? 0) > 0;
  const now = useTraceTime(running || waiting);
  const progress = running ? jobProgress(job) : null;
  const model = waiting ? selectModel(store.getState()) : null;
  const words = callbackWords({
    kind: card.kind,
    activity: isBrief && activity ? { ...activity, running: NONE, waiting: NONE } : activity,
    call,
    job,
    progress,
    now,
    waitsFor: model && waitsFor(graph, model, card.id),
  });
  const errors = activity?.errors ?? 0;
  const share = useInstanceShare(card);
  const sharedBy = use(SharedContext).get(card.key);
  const label = [
    callbackLabel(card.name, card.kind, activity),
    share ? GRAPH_TEXTS.instancesRan(share) : '',
    sharedBy ? GRAPH_TEXTS.sharedBy(sharedBy) : '',
  ]
    .filter(Boolean)
    .join(', ');
  const hover = [hoverText(card.definition, card.kind), sharedBy ? GRAPH_TEXTS.sharedByTitle(sharedBy) : '']
    .filter(Boolean)
    .join('\n');

  return (
    <>
      <div
        className="graph-card callback"
        data-kind={call?.transport === 'websocket' ? 'websocket' : card.kind}
        data-tone={words.tone}
        data-steady={heat.steady}
        data-heat={running || heat.steady ? 'on' : waiting ? 'waiting' : heat.state === 'off' ? 'off' : 'fading'}
        data-selected={selected}
        data-errors={errors > 0}
        data-shared={sharedBy !== undefined}
        data-card={card.id}
        role="button"
        tabIndex={0}
        aria-label={label}
        aria-pressed={selected}
        title={hover}
      >
        <div className="line name">
          <MiddleText text={card.label ?? card.name} title={hover} />
          {activity && activity.count > 0 ? <span className="count">×{activity.count}</span> : null}
          {share && GRAPH_TEXTS.instances(share) !== '' ? (
            // Reserves room for the button, because a button cannot contain another one.
            <span className="graph-open-room" aria-hidden="true">
              {GRAPH_TEXTS.instances(share)}
            </span>
          ) : null}
        </div>
        <div className="line words">
          <b>{words.main}</b>
          {words.tone !== 'error' && errors > 0 ? <span className="errors">error ×{errors}</span> : null}
          <span className="detail">{words.detail}</span>
          {activity ? <Spark runs={activity.recent} /> : null}
        </div>
        {progress ? (
          <div className="progress" data-endless={progress.ratio === null}>
            <i style={{ width: `${(progress.ratio ?? 1) * 100}%` }} />
          </div>
        ) : null}
        <CardHandles />
      </div>
      {share && GRAPH_TEXTS.instances(share) !== '' ? <InstancesButton card={card} share={share} /> : null}
    </>
  );
});

const NONE: readonly CallId[] = [];
/** A shorter call of a callback that runs repeatedly is not shown as running, in milliseconds. */
const BRIEF = 300;

/** Whether the call is over or has only just begun. */
const isYoung = (call: Call | null, now: number | null): boolean =>
  now === null || call?.ended !== null || now - (call.phases.requested ?? now) < BRIEF;

function hoverText(definition: CallbackDefinition, kind: string): string {
  const { key, source, name } = definition;
  return [name ?? '', `${kind} callback`, key, source ? `${source.file}:${source.line}` : '']
    .filter(Boolean)
    .join('\n');
}
