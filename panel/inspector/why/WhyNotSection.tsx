import { useMemo, useState } from 'react';
import { mainChanges, whyNot } from '../../../src/analysis/why-not';
import type { CallbackKey } from '../../../src/trace/types';
import { describeFate } from '../../../src/words/fate';
import { plainText } from '../../../src/words/plain';
import { describeChanges, describeWhyNot } from '../../../src/words/why-not';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { whileSame } from '../../selectors/while-same';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { formatClock } from '../../ui/format';
import { TextParts } from '../../text/TextParts';
import { momentsOf, type Moment } from './moments';

/** Why a callback did not run, now or at a moment: what happened to its last request, and what keeps it from running. */
export function WhyNotSection({ callback }: { readonly callback: CallbackKey }) {
  const [moment, setMoment] = useState<Moment | null>(null);
  const answer = usePanel(useMemo(() => whileSame((model) => whyNot(model, callback, moment)), [callback, moment]));
  const store = usePanelStore();
  if (answer === null) return null;
  const { last, reasons } = answer;
  const didRun = last?.call.phases.sent !== undefined && last.call.outcome === 'updated';
  const isFine = reasons.length === 0 && didRun;
  return (
    <details className="way" open={!didRun}>
      <summary>{INSPECTOR_TEXTS.whyNot}</summary>
      <Moments moment={moment} onMoment={setMoment} />
      <ul>
        <li>
          {last === null ? (
            <span>{INSPECTOR_TEXTS.neverRequested(moment !== null)}</span>
          ) : (
            <span>
              {INSPECTOR_TEXTS.lastRequested}{' '}
              <button
                type="button"
                className="text-link"
                title={`Call ${last.call.id}`}
                onClick={() => store.getState().selectCall(last.call.id, true)}
              >
                {formatClock(last.call.phases.requested ?? 0)}
              </button>
              . <TextParts parts={describeFate(last.call, last.waiting)} />
            </span>
          )}
        </li>
        {reasons.map(describeWhyNot).map(({ sentence, advice }) => (
          <li key={plainText(sentence)}>
            <span>
              <TextParts parts={sentence} />
              {advice === null ? null : (
                <span className="ui-dim">
                  {' '}
                  <TextParts parts={advice} />
                </span>
              )}
            </span>
          </li>
        ))}
        {isFine ? (
          <li>
            <span>{INSPECTOR_TEXTS.nothingStopsIt}</span>
          </li>
        ) : null}
      </ul>
    </details>
  );
}

const NO_MOMENTS: readonly Moment[] = [];
const selectMoments = whileSame(momentsOf);

/** Selects the moment: now, or right after something that happened in the app. */
function Moments(props: { readonly moment: Moment | null; readonly onMoment: (moment: Moment | null) => void }) {
  const { moment, onMoment } = props;
  const recent = usePanel(selectMoments) ?? NO_MOMENTS;
  // The chosen moment stays in the list, even if newer ones push it out.
  const moments = moment === null || recent.some(({ at }) => at === moment.at) ? recent : [...recent, moment];
  if (moments.length === 0) return null;
  return (
    <label className="way-moment">
      When?{' '}
      <select
        value={moment?.at ?? ''}
        onChange={(event) => onMoment(moments.find(({ at }) => String(at) === event.target.value) ?? null)}
      >
        <option value="">{INSPECTOR_TEXTS.wholeRecording}</option>
        {moments.map(({ at, props: changed }) => (
          <option key={at} value={at}>
            after {changed.length === 0 ? INSPECTOR_TEXTS.pageLoad : plainText(describeChanges(mainChanges(changed)))}{' '}
            at {formatClock(at)}
          </option>
        ))}
      </select>
    </label>
  );
}
