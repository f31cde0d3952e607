import type { CallbackKey, CallId, JobId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

export interface JobLeftParams {
  readonly callback: CallbackKey;
  readonly count: number;
  /** The page itself was left or reloaded, or only the outputs were removed from it. */
  readonly by: 'page_left' | 'outputs_removed';
}

interface Left {
  readonly params: JobLeftParams;
  readonly jobs: Set<JobId>;
  readonly calls: CallId[];
}

/**
 * A background job whose result is not fetched any more and that was not cancelled.
 *
 * Proven by: the job was running when its page was left, reloaded or closed, or when its outputs were removed from the page,
 * and no request of the page had cancelled or replaced it. When and how it ends is not known, and not claimed.
 */
function detectJobLeft(): Detector<JobLeftParams> {
  const found = new Map<string, Left>();
  return {
    settled(call, { model }) {
      const job = call.job === null ? undefined : model.jobs.get(call.job);
      const by = job?.outcome === 'orphaned' ? job.reason?.code : undefined;
      if (job === undefined || (by !== 'page_left' && by !== 'outputs_removed')) return;
      const key = `${job.callback} ${by}`;
      const left = found.get(key) ?? { params: { callback: job.callback, count: 0, by }, jobs: new Set(), calls: [] };
      left.jobs.add(job.id);
      keepCall(left.calls, call.id);
      found.set(key, left);
    },
    findings: () =>
      [...found].map(([key, { params, jobs, calls }]): Found<JobLeftParams> => ({
        id: `job-left ${key}`,
        callbacks: [params.callback],
        params: { ...params, count: jobs.size },
        evidence: { calls: [...calls], count: jobs.size, props: [], bytes: null, ms: null },
      })),
  };
}

export const jobLeft = defineRule({ id: 'job-left', group: 'slow', detect: detectJobLeft });
