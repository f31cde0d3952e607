import type { CallbackKey } from '../../src/trace/types';
import { JOB_OUTCOME_WORDS } from '../../src/words/jobs';
import { JOBS_TEXTS } from '../../src/words/panel';
import { usePanelStore } from '../store/panel-context';
import { formatDuration, formatNumber } from '../ui/format';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { JOB_OUTCOMES, type JobTotal } from './to-job-groups';

/** Totals of each callback's jobs; a column is shown only if it has a figure. */
export function JobTotals({ totals }: { readonly totals: readonly JobTotal[] }) {
  const outcomes = JOB_OUTCOMES.filter((outcome) => totals.some((total) => total.outcomes[outcome] > 0));
  const hasRunning = totals.some(({ running }) => running > 0);
  return (
    <section aria-labelledby="jobs-totals">
      <h2 id="jobs-totals" className="jobs-title">
        By callback
      </h2>
      {/* The region scrolls sideways in a narrow panel, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="jobs-totals" role="region" aria-label={JOBS_TEXTS.totals} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Callback</th>
              <th scope="col">Jobs</th>
              {hasRunning ? <th scope="col">Running</th> : null}
              {outcomes.map((outcome) => (
                <th key={outcome} scope="col">
                  {capitalised(JOB_OUTCOME_WORDS[outcome])}
                </th>
              ))}
              <th scope="col">Median</th>
              <th scope="col">Longest</th>
            </tr>
          </thead>
          <tbody>
            {totals.map((total) => (
              <tr key={total.callback}>
                <th scope="row">
                  <Name callback={total.callback} name={total.name} />
                </th>
                <td>{formatNumber(total.count)}</td>
                {hasRunning ? <Count value={total.running} /> : null}
                {outcomes.map((outcome) => (
                  <Count
                    key={outcome}
                    value={total.outcomes[outcome]}
                    {...(outcome === 'failed' ? { tone: 'err' } : {})}
                  />
                ))}
                <td>{total.median === null ? '–' : formatDuration(total.median)}</td>
                <td>{total.longest === null ? '–' : formatDuration(total.longest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Name({ callback, name }: { readonly callback: CallbackKey; readonly name: string }) {
  const store = usePanelStore();
  return (
    <button type="button" className="jobs-callback" onClick={() => store.getState().selectCallback(callback, true)}>
      <KindMark kind="background" />
      <IdText text={name} whole={callback} />
    </button>
  );
}

function Count({ value, tone }: { readonly value: number; readonly tone?: string }) {
  return <td data-tone={value === 0 ? 'zero' : tone}>{formatNumber(value)}</td>;
}

const capitalised = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
