import { useMemo } from 'react';
import { whyFired, type ChainStep, type TriggerMark, type TriggerStep } from '../../../src/analysis/why-fired';
import type { TraceModel } from '../../../src/trace/model';
import type { Call } from '../../../src/trace/types';
import type { Text } from '../../../src/words/parts';
import { selectModel } from '../../selectors/current-app';
import { whileSame } from '../../selectors/while-same';
import { usePanel } from '../../store/panel-context';
import { formatClock, formatCount } from '../../ui/format';
import { TextParts } from '../../text/TextParts';
import { describeCause } from './describe-cause';

const MARKS: Readonly<
  Record<TriggerMark, { readonly text: string; readonly title: string; readonly tone: string | undefined }>
> = {
  changed: { text: 'changed', title: 'The callback got another value than the last time it ran', tone: undefined },
  same: {
    text: 'same value',
    title: 'Written, with the value the callback got the last time: Dash calls it all the same',
    tone: 'hot',
  },
  new: { text: 'new', title: 'The callback did not get this property before', tone: 'dim' },
};

/** The whole way to a call, from what began it: a sentence for each step, and what each trigger's value did. */
export function WhyChain({ call }: { readonly call: Call }) {
  const calls = usePanel((state) => selectModel(state)?.calls);
  const why = usePanel(useMemo(() => whileSame((model) => whyFired(model, call.id)), [call.id]));
  if (calls === undefined || why === null) return null;
  const { steps, before } = why;
  const hasMarks = steps.some(({ triggers }) => triggers.some(({ mark }) => mark !== null));
  if (steps.length < 2 && !hasMarks) return null;
  return (
    <details className="way" open>
      <summary>How it came to this: {formatCount(steps.length + (before ?? 0), 'step')}</summary>
      <ol>
        {before === null ? (
          <li className="way-before">What came before is not recorded any more.</li>
        ) : before > 0 ? (
          <li className="way-before">{formatCount(before, 'earlier step')}</li>
        ) : null}
        {steps.map((step) => (
          <Step key={step.call.id} step={step} calls={calls} isLast={step.call.id === call.id} />
        ))}
      </ol>
    </details>
  );
}

/** Triggers of one step that are named; a callback with ALL may have hundreds. */
const MOST_TRIGGERS = 6;

function Step({
  step,
  calls,
  isLast,
}: {
  readonly step: ChainStep;
  readonly calls: TraceModel['calls'];
  readonly isLast: boolean;
}) {
  const { call, triggers } = step;
  const ran = call.phases.sent !== undefined;
  const self: Text = isLast
    ? [{ type: 'text', text: 'this call' }]
    : [{ type: 'call', call: call.id, callback: call.callback }];
  return (
    <li aria-current={isLast ? 'step' : undefined}>
      <span className="way-at">{formatClock(call.phases.requested ?? 0)}</span>
      <span>
        {triggers.slice(0, MOST_TRIGGERS).map((trigger, i) => (
          <span key={i}>
            {i === 0 ? '' : ', and '}
            <Trigger trigger={trigger} calls={calls} />
          </span>
        ))}
        {triggers.length > MOST_TRIGGERS ? `, and ${triggers.length - MOST_TRIGGERS} more` : ''}
        {triggers.length === 0 ? 'Why it was requested was not seen' : ''}, so <TextParts parts={self} />{' '}
        {ran ? 'ran' : call.outcome === 'pending' ? 'was requested' : 'was requested, and never ran'}.
      </span>
    </li>
  );
}

function Trigger({ trigger, calls }: { readonly trigger: TriggerStep; readonly calls: TraceModel['calls'] }) {
  const mark = trigger.mark === null ? null : MARKS[trigger.mark];
  return (
    <>
      <TextParts parts={describeCause(trigger.cause, calls)} />
      {mark === null ? null : (
        <>
          {' '}
          <span className="ui-tag" data-tone={mark.tone} title={mark.title}>
            {mark.text}
          </span>
        </>
      )}
    </>
  );
}
