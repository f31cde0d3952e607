import { waitUntilIdle } from '../../cli/dash-page';
import { launchPlainChromium } from '../../cli/record-to-file';
import { recordLivePage } from '../../cli/recorder';
import { inProject } from '../../scripts/setup/paths.mjs';
import { toTraceFile } from '../../src/trace/file/write-trace';
import { compareJobs } from '../support/compare/compare-jobs';
import { expect, test } from '../support/browsers/fixtures';
import { createJobLog } from '../support/servers/job-log';

test('a job is orphaned when its page is reloaded or closed, while the worker continues', async ({ dash }, {
  outputDir,
}) => {
  const jobs = createJobLog(outputDir);
  const server = await dash('job_leave', jobs.args);
  const browser = await launchPlainChromium();
  try {
    const page = await browser.newPage();
    const recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
    await page.goto(server.url);
    const left: (readonly [number, number])[] = [];
    for (const leave of [() => page.reload(), () => page.close()]) {
      await waitUntilIdle(page);
      await page.locator('#start').click();
      await expect(page.locator('#step')).toHaveText(/^step [1-5] of 8$/);
      await recorder.caughtUp();
      const before = Date.now();
      await leave();
      left.push([before, Date.now()]);
    }
    const traces = recorder.models().map(toTraceFile);
    const orphans = traces.flatMap(({ jobs: own, recorded }) =>
      own.map(({ outcome, reason, ended }) => ({ outcome, reason, at: Date.parse(recorded.at) + (ended ?? 0) })),
    );
    expect(orphans).toEqual(
      [0, 1].map(
        () =>
          expect.objectContaining({
            outcome: 'orphaned',
            reason: { code: 'page_left', params: {} },
          }) as unknown,
      ),
    );
    for (const [index, [before, after]] of left.entries()) {
      expect(orphans[index]?.at).toBeGreaterThanOrEqual(before - 100);
      expect(orphans[index]?.at).toBeLessThanOrEqual(after + 100);
    }
    await expect
      .poll(() =>
        jobs
          .lines()
          .filter(({ event }) => event === 'end')
          .map(({ value }) => value),
      )
      .toEqual(['run 1 is done', 'run 1 is done']);
    expect(compareJobs(traces, jobs.lines()).differences).toEqual([]);
  } finally {
    await browser.close();
  }
});
