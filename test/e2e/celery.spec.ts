import type { Browser } from '@playwright/test';

import { launchPlainChromium } from '../../cli/record-to-file';
import { startCeleryWorker } from '../support/servers/celery';
import { compareCompanion, companionEnv } from '../support/servers/companion';
import { compareJobs } from '../support/compare/compare-jobs';
import { compareWithLog } from '../support/compare/compare-with-log';
import { expect, test } from '../support/browsers/fixtures';
import { createJobLog } from '../support/servers/job-log';
import { recordVisit } from '../support/visits/record-visit';
import { type RedisServer, startRedis } from '../support/servers/redis';
import { readVisits } from '../support/visits/visit';

let browser: Browser;
let redis: RedisServer;
test.beforeAll(async () => {
  [browser, redis] = await Promise.all([launchPlainChromium(), startRedis()]);
});
test.afterAll(async () => {
  await Promise.all([browser.close(), redis.stop()]);
});

/** Runs a worker for as long as the work takes. If the work fails, the error ends with what the worker printed. */
async function withWorker(
  app: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const worker = await startCeleryWorker(app, redis.url, args, undefined, env);
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nThe worker printed:\n${worker.output()}`;
    throw error;
  } finally {
    await worker.stop();
  }
}

test.describe('each job in the trace equals the log of the Celery worker', () => {
  for (const visit of readVisits().filter(({ managers }) => managers?.includes('celery') === true)) {
    test(visit.app, async ({ dash }, { outputDir }) => {
      const jobs = createJobLog(outputDir);
      const celery = ['--manager', 'celery', '--redis', redis.url];
      await withWorker(visit.app, jobs.args, {}, async () => {
        // In debug mode the server also says why a job failed.
        const server = await dash(visit.app, [...celery, '--debug']);
        const traces = await recordVisit(browser, server.url, visit);
        const comparison = compareJobs(traces, jobs.lines());
        expect(comparison.differences).toEqual([]);
        expect(comparison.jobs).toBeGreaterThan(0);
        expect(compareWithLog(traces, server.log()).differences).toEqual([]);
      });
    });
  }
});

test('with the companion a Celery worker reports its own times', async ({ dash }, { outputDir }) => {
  const visit = readVisits().find(({ app }) => app === 'job_progress.py');
  if (visit === undefined) throw new Error('There is no visit of job_progress.py.');
  const jobs = createJobLog(outputDir);
  await withWorker(visit.app, jobs.args, companionEnv(true), async () => {
    const server = await dash(visit.app, ['--manager', 'celery', '--redis', redis.url], companionEnv(true));
    const traces = await recordVisit(browser, server.url, visit);
    expect(compareJobs(traces, jobs.lines()).differences).toEqual([]);
    expect(compareCompanion(traces, server.log()).differences).toEqual([]);
    const [job] = traces.flatMap((trace) => trace.jobs);
    expect(job?.worker?.progress.length).toBe(jobs.lines().filter(({ event }) => event === 'progress').length);
    expect(job?.worker?.progress.length).toBeGreaterThan(job?.progress.length ?? Infinity);
  });
});
