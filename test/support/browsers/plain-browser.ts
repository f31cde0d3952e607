import type { Page } from '@playwright/test';

import { startChromium } from '../../../cli/chromium-process';
import { startPlainFirefox } from '../../../cli/firefox/plain-firefox';

/** A browser without the extension and without DevTools. */
export interface PlainBrowser {
  /** @param model a page of a browser with the extension, alone in its window: the new one gets the same size */
  readonly newPage: (model?: Page) => Promise<Page>;
  readonly stop: () => Promise<void>;
}

/** @param browserName `firefox`, anything else is Chromium */
export const startPlainBrowser = (browserName: string): Promise<PlainBrowser> =>
  browserName === 'firefox' ? startPlainFirefoxBrowser() : startPlainChromiumBrowser();

async function startPlainFirefoxBrowser(): Promise<PlainBrowser> {
  const { context, stop } = await startPlainFirefox();
  return {
    async newPage(model) {
      const page = await context.newPage();
      const size = await model?.evaluate(() => ({ width: innerWidth, height: innerHeight }));
      if (size !== undefined) await page.setViewportSize(size);
      return page;
    },
    stop,
  };
}

async function startPlainChromiumBrowser(): Promise<PlainBrowser> {
  const chromium = await startChromium({ headless: true });
  const { browser } = await chromium.connect();
  return {
    // All its windows have the same size.
    newPage: () => browser.contexts()[0]!.newPage(),
    async stop() {
      await browser.close();
      await chromium.stop();
    },
  };
}
