import { useMemo } from 'react';
import { whyNot } from '../../src/analysis/why-not';
import type { CallbackKey } from '../../src/trace/types';
import { selectModel } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatClock } from '../ui/format';

/** Why a callback did not run: what became of the last request of it, and what it declares that keeps it from running. */
export function WhyNotSection({ callback }: { readonly callback: CallbackKey }) {
  const store = usePanelStore();
  const model = usePanel(selectModel);
  const answer = useMemo(() => (model ? whyNot(model, callback) : null), [model, callback]);
  if (answer === null) return null;
  const { last, reasons } = answer;
  const isFine = reasons.length === 0 && last?.call.phases.sent !== undefined && last.call.outcome === 'updated';
  return (
    <details className="way" open={!isFine}>
      <summary>Why did it not run?</summary>
      <ul>
        <li>
          {last === null ? (
            <span>It was never requested in this recording.</span>
          ) : (
            <span>
              It was requested last at{' '}
              <button type="button" className="why-link" title={`Call ${last.call.id}`} onClick={() => store.getState().selectCall(last.call.id, true)}>
                {formatClock(last.call.phases.requested ?? 0)}
              </button>
              . {last.sentence}
            </span>
          )}
        </li>
        {reasons.map(({ sentence, advice }) => (
          <li key={sentence}>
            <span>
              {sentence}
              {advice === null ? null : <span className="ui-dim"> {advice}</span>}
            </span>
          </li>
        ))}
        {isFine ? (
          <li>
            <span>Nothing keeps it from running: it runs when one of its Inputs changes.</span>
          </li>
        ) : null}
      </ul>
    </details>
  );
}
