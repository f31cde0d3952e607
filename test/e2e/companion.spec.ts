import { readFileSync } from 'node:fs';

import type { Browser } from '@playwright/test';

import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { launchPlainChromium } from '../../cli/record-to-file';
import { compareCompanion, companionEnv, WITH_COMPANION } from '../support/servers/companion';
import { compareJobs } from '../support/compare/compare-jobs';
import { compareWithLog } from '../support/compare/compare-with-log';
import { expect, test } from '../support/browsers/fixtures';
import { createJobLog } from '../support/servers/job-log';
import { card, inspector } from '../support/panel/panel-words';
import { recordVisit } from '../support/visits/record-visit';
import { readVisits } from '../support/visits/visit';

const ENV = companionEnv(true);

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

test.describe('with the companion', () => {
  for (const app of WITH_COMPANION) {
    test(`names, locations, groupings and times are those of the server: ${app}`, async ({ dash }, { outputDir }) => {
      const visit = readVisits().find((each) => each.app === app);
      if (visit === undefined) throw new Error(`There is no visit of ${app}.`);
      const jobs = createJobLog(outputDir);
      const server = await dash(app, visit.managers === undefined ? visit.args : jobs.args, ENV);
      const traces = await recordVisit(browser, server.url, visit);
      expect(compareWithLog(traces, server.log()).differences).toEqual([]);
      const { compared, differences } = compareCompanion(traces, server.log());
      expect(differences).toEqual([]);
      if (server.log().length > 0) expect(compared).toBeGreaterThan(0);
      expect(compareJobs(traces, jobs.lines()).differences).toEqual([]);

      // Dash does not keep where a clientside callback is declared: the companion's line contains the call.
      const clientside = traces
        .flatMap((trace) => trace.callbacks)
        .filter(({ kind, hidden, source }) => kind === 'clientside' && hidden !== true && source?.file.endsWith(app));
      if (app === 'clientside.py') expect(clientside.length).toBeGreaterThan(0);
      for (const { key, source } of clientside) {
        expect(readFileSync(source?.file ?? '', 'utf8').split('\n')[(source?.line ?? 1) - 1], key).toContain(
          'clientside_callback(',
        );
      }
    });
  }

  test('the panel names functions', async ({ dash, panel: { page, panel, dock } }) => {
    await dock('undocked');
    const server = await dash('dict_signature', [], ENV);
    await openDashPage(page, server.url);
    expect(await waitUntilIdle(page)).toBe(true);
    const [first] = server.log();
    await expect(panel.locator('[data-card^="callback:"]').first()).toBeVisible();
    await panel.getByRole('tab', { name: /^List/ }).click();
    await panel.locator(`tr[data-callback="${first?.output ?? ''}"]`).click();
    const shown = inspector(panel).getByRole('article', { name: /^Callback / });
    await expect(shown.locator('.source-link > summary')).toHaveText(/examples\/dict_signature\.py:\d+/);
    await shown.locator('.source-link > summary').click();
    await expect(shown.getByRole('link', { name: 'Open in VS Code' })).toHaveAttribute(
      'href',
      /^vscode:\/\/file\/.*dict_signature\.py:\d+$/,
    );
    await expect(shown.getByText('pip install ./companion')).toHaveCount(0);
    // What the server spent its time on in the call itself.
    await panel.getByRole('tab', { name: /^Calls/ }).click();
    await panel.locator('.calls-row[data-call="c1"]').click();
    await expect(inspector(panel).getByLabel('Transport')).toContainText(
      /before the callback.*function.*writing JSON.*rest of Dash/,
    );
    await expect(inspector(panel).getByRole('region', { name: 'Phases' })).toContainText('network');
  });

  test("the panel shows the times that a job's worker recorded", async ({ dash, panel: { page, panel, dock } }) => {
    await dock('undocked');
    const server = await dash('job_progress', [], ENV);
    await openDashPage(page, server.url);
    expect(await waitUntilIdle(page)).toBe(true);
    await page.locator('#start').click();
    await panel.getByRole('tab', { name: /^Jobs/ }).click();
    await panel.locator('[data-job="j1"]').click();
    const worker = panel.getByRole('region', { name: 'Worker' });
    await expect(worker).toContainText(/started, after .* in the queue/);
    await expect(worker).toContainText(/ended, after .* of work/, { timeout: 20_000 });
    await expect(panel.getByRole('region', { name: 'set_progress' })).toContainText(
      'each call by the worker: 30 times',
    );
  });
});

test('without it the panel says how to install it, and sends no request to the app', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const server = await dash('basic');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await card(panel, server.log()[0]?.output ?? '').click();
  await expect(inspector(panel)).toContainText('pip install ./companion');
  await inspector(panel).getByRole('button', { name: 'Do not show again' }).click();
  await expect(inspector(panel).getByText('pip install ./companion')).toHaveCount(0);
  expect(asked.filter((path) => path.includes('devtools'))).toEqual([]);
});
