import type { Browser, Page } from '@playwright/test';

import { type ChromiumProcess, startChromium } from '../../cli/chromium-process';
import { type Behaviour, byCallback, watchVisit } from '../support/behaviour';
import { startPanelBrowser } from '../support/browser';
import { expect, test } from '../support/fixtures';
import type { PanelBrowser } from '../support/panel-browser';
import { readVisits } from '../support/visit';

/** Answers and files that race each other may change the order of what follows; then another round shows that they do. */
const ROUNDS = 3;

let withPanel: PanelBrowser;
let without: ChromiumProcess;
let connection: Browser;

test.beforeAll(async () => {
  withPanel = await startPanelBrowser('chromium');
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

/** What an app stored, the next run must not find. */
const forgetStored = (page: Page): Promise<void> =>
  page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

const asText = (behaviour: Behaviour): string => JSON.stringify(behaviour);

test.describe('with the extension on, the app behaves as without', () => {
  for (const visit of readVisits()) {
    test(visit.app, async ({ dash }) => {
      const server = await dash(visit.app, visit.args);
      const { page } = withPanel;
      const seen: Behaviour[] = [];
      const plain: Behaviour[] = [];
      const isSame = (as: (behaviour: Behaviour) => Behaviour = (behaviour) => behaviour): boolean =>
        seen.some((one) => plain.some((other) => asText(as(one)) === asText(as(other))));
      // Both in each round: what the browser kept of the one before, such as loaded files, changes who wins a race.
      for (let round = 0; round < ROUNDS && !isSame(); round++) {
        // Each round has the time of a test.
        if (round > 0) test.setTimeout(test.info().timeout + test.info().project.timeout);
        seen.push(await watchVisit(page, server.url, visit));
        await forgetStored(page);
        const other = await freshPage();
        plain.push(await watchVisit(other, server.url, visit));
        await forgetStored(other);
        await other.close();
      }
      expect(seen[0]?.requests.length).toBeGreaterThan(0);
      // Four answers that race each other have more orders than there are rounds.
      if (!isSame() && !isSame(byCallback)) expect(seen.at(-1)).toEqual(plain.at(-1));
    });
  }
});
