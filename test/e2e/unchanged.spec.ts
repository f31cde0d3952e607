import type { Browser, Page } from '@playwright/test';

import { type ChromiumProcess, startChromium } from '../../cli/chromium-process';
import { type Behaviour, watchVisit } from '../support/behaviour';
import { type PanelBrowser, startPanelBrowser } from '../support/browser';
import { expect, test } from '../support/fixtures';
import { readVisits } from '../support/visit';

/** Answers that race each other may change the order of what follows; then another plain run shows that they do. */
const PLAIN_RUNS = 4;

let withPanel: PanelBrowser;
let without: ChromiumProcess;
let connection: Browser;

test.beforeAll(async () => {
  withPanel = await startPanelBrowser();
  // The same window for both: an app may look at its size.
  await withPanel.dock('undocked');
  without = await startChromium({ headless: true });
  connection = (await without.connect()).browser;
});
test.afterAll(async () => {
  await withPanel.stop();
  await connection.close();
  await without.stop();
});

async function freshPage(): Promise<Page> {
  const page = await connection.contexts()[0]!.newPage();
  await page.goto('about:blank');
  return page;
}

test.describe('with the extension on, the app behaves as without', () => {
  for (const visit of readVisits()) {
    test(visit.app, async ({ dash }) => {
      const server = await dash(visit.app);
      const { page } = withPanel;
      const seen = await watchVisit(page, server.url, visit);
      // What the app stored, another run must not find.
      await page.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      const plain: Behaviour[] = [];
      while (plain.length < PLAIN_RUNS && !plain.some((run) => JSON.stringify(run) === JSON.stringify(seen))) {
        const other = await freshPage();
        plain.push(await watchVisit(other, server.url, visit));
        await other.evaluate(() => localStorage.clear());
        await other.close();
      }
      expect(seen.requests.length).toBeGreaterThan(0);
      if (!plain.some((run) => JSON.stringify(run) === JSON.stringify(seen))) expect(seen).toEqual(plain[0]);
    });
  }
});
