import type { Browser } from '@playwright/test';

import { launchPlainChromium } from '../../cli/record-to-file';
import { problemsOf } from '../../src/analysis/problems/problem-finder';
import type { RuleId } from '../../src/analysis/problems/rules';
import { compareJobs } from '../support/compare/compare-jobs';
import { compareWithLog } from '../support/compare/compare-with-log';
import { expect, test } from '../support/browsers/fixtures';
import { createJobLog } from '../support/servers/job-log';
import { modelsOf } from '../support/compare/models-of';
import { recordVisit } from '../support/visits/record-visit';
import { readVisits } from '../support/visits/visit';

/** Findings that are true of any app where the machine is slow: `npm run problems` expects them on the apps made for them. */
const OF_SLOW_MACHINES: ReadonlySet<RuleId> = new Set(['interval-too-fast', 'no-free-place']);

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

test.describe('each call in the trace equals what the server saw', () => {
  for (const visit of readVisits()) {
    test(visit.app, async ({ dash }, { outputDir }) => {
      const jobs = createJobLog(outputDir);
      const server = await dash(visit.app, visit.managers === undefined ? visit.args : jobs.args);
      const traces = await recordVisit(browser, server.url, visit);
      const log = server.log();
      expect(compareWithLog(traces, log).differences).toEqual([]);
      expect(compareJobs(traces, jobs.lines()).differences).toEqual([]);
      expect(
        modelsOf(traces)
          .flatMap(problemsOf)
          .map(({ rule }) => rule)
          .filter((rule) => !OF_SLOW_MACHINES.has(rule)),
        'an app without known bugs has no problems except its intended errors',
      ).toEqual(visit.finds ?? []);
      expect(traces.flatMap(({ calls }) => calls).length).toBeGreaterThan(0);
      expect(
        traces.flatMap(({ calls }) => calls).filter(({ outcome, job }) => outcome === 'pending' && job === null),
      ).toEqual([]);
    });
  }
});
