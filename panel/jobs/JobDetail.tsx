import { useMemo, useState, type ReactNode } from 'react';
import { prettyIdText, prettyPropId } from '../../src/dash/pretty';
import type { Job, WorkerTimes } from '../../src/trace/types';
import { JOBS_TEXTS } from '../../src/words/panel';
import { formatClock, formatCount, formatDuration, formatNumber } from '../ui/format';
import { valuePreview } from '../ui/values/value-preview';
import { CallLink } from './CallLink';
import { describeProgress } from './describe-progress';
import { pollGaps } from './job-times';

/** The last ones show the current state; an hour of polls is thousands of lines. */
const LINES_SHOWN = 12;

/** One job: its call, its progress step by step, its side updates, and every poll. */
export function JobDetail({ job }: { readonly job: Job }) {
  const gaps = useMemo(() => pollGaps(job), [job]);
  const since = (at: number): string => `+${formatDuration(at - job.started)}`;
  return (
    <>
      <p className="job-facts">
        <span>
          Job of <CallLink id={job.call} />
        </span>
        {job.task === undefined ? null : (
          <span title={JOBS_TEXTS.idTitle}>
            task <span className="ui-mono">{job.task}</span>
          </span>
        )}
        {job.cancel === undefined ? null : (
          <span>
            cancelled by <span className="ui-mono">{job.cancel.map(prettyPropId).join(', ')}</span>
          </span>
        )}
        <span>started at {formatClock(job.started)}</span>
        {job.ended === null ? null : <span>ended at {formatClock(job.ended)}</span>}
      </p>
      {job.worker === undefined ? null : <WorkerLines worker={job.worker} since={since} />}
      <Lines
        title="Progress"
        note={job.progress.length > 0 ? JOBS_TEXTS.progressAsSeen : JOBS_TEXTS.noProgressSeen}
        lines={job.progress.map(({ at, props }, index) => (
          <Line key={index} at={at} since={since(at)}>
            {describeProgress(props).text}
          </Line>
        ))}
      />
      {job.setProps.length === 0 ? null : (
        <Lines
          title="set_props"
          note={JOBS_TEXTS.sideUpdatesTitle}
          lines={job.setProps.map(({ at, props }, index) => (
            <Line key={index} at={at} since={since(at)}>
              {Object.entries(props).flatMap(([id, own]) =>
                Object.entries(own).map(([property, value]) => (
                  <span key={`${id}.${property}`} className="job-write">
                    <span className="ui-mono" title={`${id}.${property}`}>
                      {prettyIdText(id)}.{property}
                    </span>{' '}
                    <span className="ui-mono ui-dim">{valuePreview(value)}</span>
                  </span>
                )),
              )}
            </Line>
          ))}
        />
      )}
      <Lines
        title="Polls"
        note={pollNote(gaps.flatMap(({ gap }) => gap ?? []))}
        lines={gaps.map(({ number, at, gap, duration }) => (
          <Line key={number} at={at} since={since(at)}>
            <span className="job-number">{formatNumber(number)}</span>
            <span>{gap === null ? JOBS_TEXTS.pollFailed : `after ${formatDuration(gap)}`}</span>
            <span>
              {duration === null
                ? job.ended === null
                  ? JOBS_TEXTS.pollOpen
                  : 'no response'
                : `response after ${formatDuration(duration)}`}
            </span>
          </Line>
        ))}
      />
    </>
  );
}

/** What the worker recorded itself: moments that no poll reveals. */
function WorkerLines({ worker, since }: { readonly worker: WorkerTimes; readonly since: (at: number) => string }) {
  const { queued, started, ended, failed, progress, earlier } = worker;
  const waited = queued === undefined || started === undefined ? null : Math.max(0, started - queued);
  const ran = started === undefined || ended === undefined ? null : Math.max(0, ended - started);
  const line = (key: string, at: number | undefined, text: string): readonly ReactNode[] =>
    at === undefined
      ? []
      : [
          <Line key={key} at={at} since={since(at)}>
            {text}
          </Line>,
        ];
  return (
    <>
      <Lines
        title="Worker"
        note={JOBS_TEXTS.workerNote(worker.task, started !== undefined)}
        lines={[
          ...line('queued', queued, 'queued'),
          ...line('started', started, JOBS_TEXTS.workerStarted(waited)),
          ...line('ended', ended, JOBS_TEXTS.workerEnded(failed === true, ran)),
        ]}
      />
      {progress.length === 0 ? null : (
        <Lines
          title="set_progress"
          note={JOBS_TEXTS.setProgressNote(earlier + progress.length, earlier)}
          lines={progress.flatMap((at, index) =>
            line(`progress ${earlier + index}`, at, `number ${formatNumber(earlier + index + 1)}`),
          )}
        />
      )}
    </>
  );
}

function pollNote(gaps: readonly number[]): string {
  if (gaps.length === 0) return 'none yet';
  const sorted = [...gaps].sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return JOBS_TEXTS.pollGaps(median, sorted.at(-1) ?? 0);
}

/** @param lines in order; the last ones are shown, the others on demand */
function Lines({
  title,
  note,
  lines,
}: {
  readonly title: string;
  readonly note: string;
  readonly lines: readonly ReactNode[];
}) {
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, lines.length - LINES_SHOWN);
  return (
    <section className="job-section" aria-label={title}>
      <h3>
        {title} <span>{note}</span>
      </h3>
      {hidden > 0 ? (
        <button type="button" className="ui-link" onClick={() => setAll(true)}>
          Show {formatCount(hidden, 'earlier line')}
        </button>
      ) : null}
      {lines.length > 0 ? <ol>{lines.slice(hidden)}</ol> : null}
    </section>
  );
}

function Line({ at, since, children }: { readonly at: number; readonly since: string; readonly children: ReactNode }) {
  return (
    <li>
      <span className="job-at" title={JOBS_TEXTS.afterStart(since)}>
        {formatClock(at)}
      </span>
      <span className="job-since">{since}</span>
      <span className="job-what">{children}</span>
    </li>
  );
}
