import { readFileSync } from 'node:fs';

import type { Browser } from '@playwright/test';

import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { launchPlainChromium } from '../../cli/record-to-file';
import { COMPANION } from '../../scripts/setup/companion.mjs';
import type { FileCall } from '../../src/trace/file/trace-file';
import { compareWithLog } from '../support/compare-with-log';
import { expect, test } from '../support/fixtures';
import { card, inspector } from '../support/panel-words';
import { recordVisit } from '../support/record-visit';
import { readVisits } from '../support/visit';

/** As if it were installed beside Dash, and switched on: the examples do not run in debug mode. */
const WITH_COMPANION = { PYTHONPATH: COMPANION, DASH_CALLBACK_DEVTOOLS: '1' };

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

test.describe('with the companion', () => {
  for (const app of ['dict_signature.py', 'ctx_buttons.py', 'pattern_match.py', 'pattern_all.py', 'fastapi_basic.py']) {
    test(`names, places and groupings are those of the server: ${app}`, async ({ dash }) => {
      const visit = readVisits().find((each) => each.app === app);
      if (visit === undefined) throw new Error(`There is no visit of ${app}.`);
      const server = await dash(app, visit.args, WITH_COMPANION);
      const traces = await recordVisit(browser, server.url, visit);
      const log = server.log();
      expect(compareWithLog(traces, log).differences).toEqual([]);

      const callbacks = traces.flatMap((trace) => trace.callbacks).filter(({ kind, hidden }) => kind === 'server' && hidden !== true);
      expect(callbacks.length).toBeGreaterThan(0);
      for (const { name, source, key } of callbacks) {
        expect(source, key).toBeDefined();
        const lines = readFileSync(source?.file ?? '', 'utf8').split('\n').slice((source?.line ?? 1) - 1);
        expect(lines[0], key).toMatch(/^\s*@/);
        expect(lines.find((line) => /^\s*(async )?def /.test(line)), key).toContain(`def ${name ?? ''}(`);
      }

      const sent = traces.flatMap((trace) => trace.calls).filter(({ kind, ctx }) => kind === 'server' && ctx !== null);
      const grouped = ({ ctx }: FileCall): unknown => [ctx?.args_grouping, ctx?.outputs_grouping];
      for (const key of new Set(log.map(({ output }) => output))) {
        const own = log.filter(({ output }) => output === key).map(({ args_grouping, outputs_grouping }) => [args_grouping, outputs_grouping]);
        expect(sent.filter(({ callback }) => callback === key).map(grouped), key).toEqual(own);
      }
      // The server's own clock, beside the one that the log has around the same call.
      const apart = sent.flatMap(({ callback, server: time, ctx }) => {
        const line = log.find(({ output, inputs_list }) => output === callback && JSON.stringify(inputs_list) === JSON.stringify(ctx?.inputs_list));
        return time?.total === undefined || time.total === null || line === undefined ? [] : [Math.abs(time.total - line.duration_ms)];
      });
      expect(apart.length).toBeGreaterThan(0);
      expect(apart.toSorted((a, b) => a - b)[Math.floor(apart.length / 2)]).toBeLessThan(2);
    });
  }

  test('the panel speaks of functions', async ({ dash, panel: { page, panel, dock } }) => {
    await dock('undocked');
    const server = await dash('dict_signature', [], WITH_COMPANION);
    await openDashPage(page, server.url);
    expect(await waitUntilIdle(page)).toBe(true);
    const [first] = server.log();
    await expect(panel.locator('[data-card^="callback:"]').first()).toBeVisible();
    await panel.getByRole('tab', { name: /^List/ }).click();
    await panel.locator(`tr[data-callback="${first?.output ?? ''}"]`).click();
    const shown = inspector(panel).getByRole('article', { name: /^Callback / });
    await expect(shown.locator('.source-link > summary')).toHaveText(/examples\/dict_signature\.py:\d+/);
    await shown.locator('.source-link > summary').click();
    await expect(shown.getByRole('link', { name: 'Open in VS Code' })).toHaveAttribute('href', /^vscode:\/\/file\/.*dict_signature\.py:\d+$/);
    await expect(shown.getByText('pip install dash-callback-devtools')).toHaveCount(0);
  });
});

test('without it the panel says how to get it, and asks the app for nothing', async ({ dash, panel: { page, panel, dock } }) => {
  await dock('undocked');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const server = await dash('basic');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await card(panel, server.log()[0]?.output ?? '').click();
  await expect(inspector(panel)).toContainText('pip install dash-callback-devtools');
  await inspector(panel).getByRole('button', { name: 'Do not show again' }).click();
  await expect(inspector(panel).getByText('pip install dash-callback-devtools')).toHaveCount(0);
  expect(asked.filter((path) => path.includes('devtools'))).toEqual([]);
});
