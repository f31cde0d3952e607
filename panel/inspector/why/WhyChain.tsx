import { useMemo } from 'react';
import { whyFired, type ChainStep, type TriggerMark, type TriggerStep } from '../../../src/analysis/why-fired';
import type { TraceModel } from '../../../src/trace/model';
import type { Call } from '../../../src/trace/types';
import { describeCause, describeConsequence, NOT_RECORDED, TRIGGER_MARKS } from '../../../src/words/causes';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { selectModel } from '../../selectors/current-app';
import { whileSame } from '../../selectors/while-same';
import { usePanel } from '../../store/panel-context';
import { formatClock, formatCount } from '../../ui/format';
import { TextParts } from '../../text/TextParts';

const MARK_TONES: Readonly<Record<TriggerMark, string | undefined>> = {
  changed: undefined,
  same: 'hot',
  new: 'dim',
  other: 'hot',
};

/** What led to a call, from the beginning: a sentence for each step, and how each trigger's value compares. */
export function WhyChain({ call }: { readonly call: Call }) {
  const calls = usePanel((state) => selectModel(state)?.calls);
  const why = usePanel(useMemo(() => whileSame((model) => whyFired(model, call.id)), [call.id]));
  if (calls === undefined || why === null) return null;
  const { steps, before } = why;
  const hasMarks = steps.some(({ triggers }) => triggers.some(({ mark }) => mark !== null));
  if (steps.length < 2 && !hasMarks) return null;
  return (
    <details className="way" open>
      <summary>{INSPECTOR_TEXTS.ledHere(steps.length + (before ?? 0))}</summary>
      <ol>
        {before === null ? (
          <li className="way-before">{INSPECTOR_TEXTS.earlierForgotten}</li>
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
        {triggers.length === 0 ? <TextParts parts={NOT_RECORDED} /> : null},{' '}
        <TextParts
          parts={describeConsequence(
            call,
            isLast ? undefined : { type: 'call', call: call.id, callback: call.callback },
          )}
        />
        .
      </span>
    </li>
  );
}

function Trigger({ trigger, calls }: { readonly trigger: TriggerStep; readonly calls: TraceModel['calls'] }) {
  const { mark } = trigger;
  return (
    <>
      <TextParts parts={describeCause(trigger.cause, calls)} />
      {mark === null ? null : (
        <>
          {' '}
          <span className="ui-tag" data-tone={MARK_TONES[mark]} title={TRIGGER_MARKS[mark].title}>
            {TRIGGER_MARKS[mark].text}
          </span>
        </>
      )}
    </>
  );
}
