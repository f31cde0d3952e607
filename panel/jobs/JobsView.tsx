import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Job, JobId } from '../../src/trace/types';
import { JOBS_TEXTS } from '../../src/words/panel';
import { selectApp, selectFilters, selectModel } from '../selectors/current-app';
import { whileSame } from '../selectors/while-same';
import { usePanel, usePanelStore } from '../store/panel-context';
import type { PanelState } from '../store/panel-store';
import { EmptyState } from '../ui/EmptyState';
import { Forgotten } from '../ui/Forgotten';
import { formatCount } from '../ui/format';
import { JobRow } from './JobRow';
import './jobs.css';
import { JobTotals } from './JobTotals';
import { toJobGroups, type JobGroups } from './to-job-groups';
import { plainWords } from '../search/query-terms';
import { useJobClock } from './use-job-clock';

/** More are not looked at; a long session has thousands. */
const FINISHED_SHOWN = 50;
const NO_JOBS: JobGroups = { running: [], finished: [], totals: [] };

/** Background jobs: what is running now, what became of the others, and how each callback's jobs do. */
export function JobsView() {
  const app = usePanel((state) => state.appId);
  const count = usePanel(countJobs);
  const declared = usePanel(countDeclared);
  if (app === null) return null;
  if (count === 0) {
    return (
      <EmptyState title={JOBS_TEXTS.emptyTitle}>
        <p>{declared > 0 ? JOBS_TEXTS.empty(declared) : JOBS_TEXTS.noneDeclared}</p>
      </EmptyState>
    );
  }
  return <Jobs key={app} />;
}

const countJobs = (state: PanelState): number => selectModel(state)?.jobs.size ?? 0;

function countDeclared(state: PanelState): number {
  const callbacks = selectModel(state)?.callbacks.values() ?? [];
  return [...callbacks].filter(({ kind }) => kind === 'background').length;
}

function Jobs() {
  const store = usePanelStore();
  const { text } = usePanel(selectFilters);
  const [openIds, setOpenIds] = useState<ReadonlySet<JobId>>(new Set());
  const [all, setAll] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const groups = usePanel(useMemo(() => whileSame((model) => toJobGroups(model, toWords(text))), [text]));
  const { running, finished, totals } = groups ?? NO_JOBS;
  const connected = usePanel((state) => selectApp(state)?.connected === true);
  const count = usePanel(countJobs);
  const forgotten = usePanel((state) => selectModel(state)?.forgotten.jobs ?? 0);
  const now = useJobClock(connected, running.length > 0);

  const setOpen = (id: JobId, open: boolean): void =>
    setOpenIds((before) => {
      const next = new Set(before);
      if (open) next.add(id);
      else next.delete(id);
      return next;
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.job-main') : null;
    if (!at || event.altKey || event.ctrlKey || event.metaKey) return;
    const id = at.dataset['job'] as JobId;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') setOpen(id, event.key === 'ArrowRight');
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const buttons = [...(root.current?.querySelectorAll<HTMLElement>('.job-main') ?? [])];
      buttons[buttons.indexOf(at) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  };
  const rows = (jobs: readonly Job[]): ReactNode =>
    jobs.map((job) => (
      <JobRow
        key={job.id}
        job={job}
        open={openIds.has(job.id)}
        onOpen={(open) => setOpen(job.id, open)}
        now={now}
        connected={connected}
      />
    ));

  if (running.length + finished.length === 0) {
    return (
      <EmptyState
        title={JOBS_TEXTS.noMatchTitle}
        actions={
          <button type="button" className="ui-button" onClick={() => store.getState().setFilters({ text: '' })}>
            Show all {formatCount(count, 'job')}
          </button>
        }
      >
        <p>{JOBS_TEXTS.noMatch}</p>
      </EmptyState>
    );
  }
  const shown = all ? finished : finished.slice(0, FINISHED_SHOWN);
  return (
    // The keys are those of the buttons inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className="jobs" onKeyDown={onKeyDown}>
      <section aria-labelledby="jobs-running">
        <h2 id="jobs-running" className="jobs-title">
          {connected ? 'Running now' : JOBS_TEXTS.runningAtEnd} <span className="jobs-count">{running.length}</span>
        </h2>
        {running.length === 0 ? (
          <p className="jobs-none">{JOBS_TEXTS.noneRunning}</p>
        ) : (
          <ul className="jobs-list">{rows(running)}</ul>
        )}
      </section>
      <section aria-labelledby="jobs-finished">
        <h2 id="jobs-finished" className="jobs-title">
          Finished <span className="jobs-count">{finished.length}</span>
          <Forgotten count={forgotten} what="job" />
        </h2>
        {finished.length === 0 ? (
          <p className="jobs-none">{JOBS_TEXTS.noneFinished}</p>
        ) : (
          <ul className="jobs-list">{rows(shown)}</ul>
        )}
        {shown.length < finished.length ? (
          <button type="button" className="ui-link jobs-more" onClick={() => setAll(true)}>
            Show {formatCount(finished.length - shown.length, 'older job')}
          </button>
        ) : null}
      </section>
      <JobTotals totals={totals} />
    </div>
  );
}

/** Terms such as `outcome:error` are about calls. */
const toWords = (text: string): readonly string[] => plainWords(text);
