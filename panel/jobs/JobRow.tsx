import { useId, useState } from 'react';
import { stepCount, type Job } from '../../src/trace/types';
import { describeJobState, JOB_OUTCOME_MEANINGS } from '../../src/words/jobs';
import { describeJobReason } from '../../src/words/reasons';
import { JOBS_TEXTS } from '../../src/words/panel';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall, selectDefinition, selectSelectedCallId } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatClock, formatCount, formatDuration } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { OutcomeMark } from '../ui/marks/OutcomeMark';
import { TextParts } from '../text/TextParts';
import { CancelJob } from './CancelJob';
import { describeProgress, type Progress } from './describe-progress';
import { JobDetail } from './JobDetail';
import {
  describeNextPoll,
  describeSign,
  describeSilence,
  formatSeconds,
  lastAnswerOf,
  lastMomentOf,
  lastSignOf,
  nextPollOf,
} from './job-times';
import { describeMatch, JOB_MARKS } from './job-marks';

interface Props {
  readonly job: Job;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** Milliseconds of the trace; `null` for a recording that has ended. */
  readonly now: number | null;
  readonly connected: boolean;
}

/** One job: its state at a glance, its details when opened. */
export function JobRow({ job, open, onOpen, now, connected }: Props) {
  const store = usePanelStore();
  const name = usePanel((state) => selectCallbackName(state, job.callback));
  const match = usePanel((state) => selectCall(state, job.call)?.match ?? null);
  const selected = usePanel(selectSelectedCallId) === job.call;
  const detail = useId();
  const last = job.progress.at(-1);
  const progress = last === undefined ? null : describeProgress(last.props);
  const mark = JOB_MARKS[job.outcome];
  const running = job.ended === null;
  const moment = Math.max(now ?? 0, lastMomentOf(job));
  const silence = connected && now !== null ? describeSilence(job, moment) : null;
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <li
      className="job"
      data-outcome={job.outcome}
      data-running={running || undefined}
      data-selected={selected || undefined}
    >
      <div className="job-head">
        <button
          type="button"
          className="job-main"
          data-job={job.id}
          aria-expanded={open}
          aria-controls={detail}
          onClick={() => {
            onOpen(!open);
            store.getState().selectCall(job.call);
          }}
        >
          <span className="job-name">
            <Icon name={open ? 'down' : 'next'} />
            <KindMark kind="background" />
            <IdText text={name} whole={job.callback} />
            {match === null ? null : <span className="job-match">{describeMatch(match)}</span>}
          </span>
          <span className="job-state" title={JOB_OUTCOME_MEANINGS[job.outcome]}>
            <OutcomeMark outcome={mark} label={describeJobState(job)} />
          </span>
          <ProgressLine progress={progress} running={running} />
          {running ? <LiveFigures job={job} now={moment} connected={connected} /> : <EndFigures job={job} />}
        </button>
        {/* Actions on the job are here, next to the button that opens it. */}
        <div className="job-actions">{connected ? <CancelJob job={job} onRefused={setRefused} /> : null}</div>
      </div>
      {refused === null || !running ? null : (
        <p className="job-reason" data-tone="err" role="alert">
          Not cancelled: {refused}
        </p>
      )}
      {job.reason === null ? null : (
        <p className="job-reason" data-tone={job.outcome === 'failed' ? 'err' : undefined}>
          <TextParts parts={describeJobReason(job.reason)} />
        </p>
      )}
      {silence === null ? null : <p className="job-reason">{silence}</p>}
      {open ? (
        <div id={detail} className="job-detail">
          <JobDetail job={job} />
        </div>
      ) : null}
    </li>
  );
}

function ProgressLine({ progress, running }: { readonly progress: Progress | null; readonly running: boolean }) {
  if (progress === null) return <span className="job-progress ui-dim">{running ? JOBS_TEXTS.noProgressYet : ''}</span>;
  const { text, ratio } = progress;
  return (
    <span className="job-progress">
      {ratio === null ? null : (
        <span className="job-bar" role="img" aria-label={`${ratio.value} of ${ratio.max}`}>
          <span style={{ width: `${(100 * ratio.value) / ratio.max}%` }} />
        </span>
      )}
      <span className="job-progress-text" title={text}>
        {text}
      </span>
    </span>
  );
}

function LiveFigures({
  job,
  now,
  connected,
}: {
  readonly job: Job;
  readonly now: number;
  readonly connected: boolean;
}) {
  const definition = usePanel((state) => selectDefinition(state, job.callback));
  return (
    <span className="job-figures">
      <Figure label="age" value={formatSeconds(now - job.started)} />
      {connected ? (
        <>
          <Figure
            label={JOBS_TEXTS.signOfLife}
            value={describeSign(lastSignOf(job), now)}
            title={JOBS_TEXTS.signOfLifeTitle}
          />
          <Figure
            label="last response"
            value={describeSign(lastAnswerOf(job), now)}
            title={JOBS_TEXTS.lastResponseTitle}
          />
          <Figure label="next poll" value={describeNextPoll(nextPollOf(job, definition), now)} />
        </>
      ) : null}
      <Figure label="polls" value={String(stepCount(job, 'polls'))} />
    </span>
  );
}

function EndFigures({ job }: { readonly job: Job }) {
  return (
    <span className="job-figures">
      <Figure label="took" value={formatDuration((job.ended ?? job.started) - job.started)} />
      <Figure label="ended at" value={formatClock(job.ended ?? job.started)} />
      {job.progress.length > 0 ? (
        <Figure label="progress" value={formatCount(stepCount(job, 'progress'), 'value')} />
      ) : null}
      <Figure label="polls" value={String(stepCount(job, 'polls'))} />
    </span>
  );
}

function Figure({ label, value, title }: { readonly label: string; readonly value: string; readonly title?: string }) {
  return (
    <span className="job-figure" title={title}>
      <span className="job-label">{label}</span> <span>{value}</span>
    </span>
  );
}
