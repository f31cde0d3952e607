import type { Browser } from '@playwright/test';

import { launchPlainChromium } from '../../cli/record-to-file';
import { startCeleryWorker } from '../support/celery';
import { compareJobs } from '../support/compare-jobs';
import { compareWithLog } from '../support/compare-with-log';
import { expect, test } from '../support/fixtures';
import { createJobLog } from '../support/job-log';
import { recordVisit } from '../support/record-visit';
import { type RedisServer, startRedis } from '../support/redis';
import { readVisits } from '../support/visit';

let browser: Browser;
let redis: RedisServer;
test.beforeAll(async () => {
  [browser, redis] = await Promise.all([launchPlainChromium(), startRedis()]);
});
test.afterAll(async () => {
  await Promise.all([browser.close(), redis.stop()]);
});

test.describe('each job in the trace equals what the Celery worker said of it', () => {
  for (const visit of readVisits().filter(({ managers }) => managers?.includes('celery') === true)) {
    test(visit.app, async ({ dash }, { outputDir }) => {
      const jobs = createJobLog(outputDir);
      const celery = ['--manager', 'celery', '--redis', redis.url];
      const worker = await startCeleryWorker(visit.app, redis.url, jobs.args);
      try {
        // In debug mode the server also tells why a job failed.
        const server = await dash(visit.app, [...celery, '--debug']);
        const traces = await recordVisit(browser, server.url, visit);
        const comparison = compareJobs(traces, jobs.lines());
        expect(comparison.differences).toEqual([]);
        expect(comparison.jobs).toBeGreaterThan(0);
        expect(compareWithLog(traces, server.log()).differences).toEqual([]);
      } finally {
        await worker.stop();
      }
    });
  }
});
