import { useState } from 'react';
import { prettyPropId } from '../../src/dash/pretty';
import { stepCount, type Job } from '../../src/trace/types';
import { describeFailure } from '../../src/words/failures';
import { JOBS_TEXTS } from '../../src/words/panel';
import { selectApp } from '../selectors/current-app';
import { usePanel, usePanelSource } from '../store/panel-context';

interface Props {
  readonly job: Job;
  /** Why it could not be cancelled; `null` when that is over. */
  readonly onRefused: (reason: string | null) => void;
}

/**
 * Ends a running job as the app's own cancel input would. Only for a job whose app declared one, while its page is
 * open.
 */
export function CancelJob({ job, onRefused }: Props) {
  const source = usePanelSource();
  const app = usePanel((state) => selectApp(state)?.id ?? null);
  /** How many polls there were when it was requested. */
  const [asked, setAsked] = useState<number | null>(null);
  // Dash sends its request a moment after the input changed. If it has not by the second poll, cancelling can be
  // requested again.
  const waits = asked !== null && stepCount(job, 'polls') < asked + 2;
  if (app === null || job.cancel === undefined || job.ended !== null || job.outcome !== 'running') return null;
  const inputs = job.cancel.map(prettyPropId).join(' or ');
  return (
    <button
      type="button"
      className="ui-button"
      aria-label={`Cancel job ${job.id}`}
      title={JOBS_TEXTS.cancelTitle(inputs)}
      disabled={waits}
      onClick={() => {
        setAsked(stepCount(job, 'polls'));
        onRefused(null);
        void source.cancelJob(app, job.call).then((answer) => {
          if (answer.ok) return;
          setAsked(null);
          onRefused(describeFailure(answer.reason));
        });
      }}
    >
      {waits ? 'Cancelling…' : 'Cancel'}
    </button>
  );
}
