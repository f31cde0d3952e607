import { useState } from 'react';
import type { Call, Job } from '../../../src/trace/types';
import { describeJobReason } from '../../../src/words/reasons';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { selectJobOf } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { formatClock, formatCount, formatDuration } from '../../ui/format';
import { TextParts } from '../../text/TextParts';
import { toJobSteps } from './to-job-steps';

/** A job that reports its progress every second has hundreds of steps; the last ones show its state. */
const STEPS_SHOWN = 8;

/** What the job of a background call reported while it ran, step by step. */
export function JobSection({ call }: { readonly call: Call }) {
  const store = usePanelStore();
  const job = usePanel((state) => selectJobOf(state, call));
  if (job === null) return null;
  return (
    <section className="job-report" aria-label="Job">
      <h3 className="section-title">
        job
        <span className="job-report-facts">{facts(job)}</span>
        <button type="button" className="ui-link" onClick={() => store.getState().showView('jobs')}>
          {CALL_DETAIL_TEXTS.showInJobs}
        </button>
      </h3>
      {job.reason === null ? null : (
        <p className="job-report-reason">
          <TextParts parts={describeJobReason(job.reason)} />
        </p>
      )}
      <Steps key={job.id} job={job} />
    </section>
  );
}

const facts = ({ outcome, polls, started, ended }: Job): string =>
  [
    outcome,
    ...(ended === null ? [] : [`after ${formatDuration(ended - started)}`]),
    formatCount(polls.length, 'poll'),
  ].join(', ');

function Steps({ job }: { readonly job: Job }) {
  const [all, setAll] = useState(false);
  const steps = toJobSteps(job);
  const hidden = all ? 0 : Math.max(0, steps.length - STEPS_SHOWN);
  if (steps.length === 0)
    return (
      <p className="ui-dim">{job.ended === null ? CALL_DETAIL_TEXTS.noProgressYet : CALL_DETAIL_TEXTS.noProgress}</p>
    );
  return (
    <>
      {hidden > 0 ? (
        <button type="button" className="ui-link" onClick={() => setAll(true)}>
          Show {formatCount(hidden, 'earlier step')}
        </button>
      ) : null}
      <ol className="job-steps">
        {steps.slice(hidden).map(({ at, origin, props }, i) => (
          <li key={`${at} ${origin} ${i}`}>
            <span className="ui-dim">{formatClock(at)}</span>
            <span className="job-step-props">
              {props.map(({ name, prop, text }) => (
                <span key={prop} className="ui-mono" title={prop}>
                  {name} <b>{text}</b>
                </span>
              ))}
            </span>
            <span className="ui-tag" data-tone="dim">
              {origin}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
