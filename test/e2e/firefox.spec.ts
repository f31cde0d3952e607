import { expect, test } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { inProject } from '../../scripts/setup/paths.mjs';
import { findFirefox } from '../../scripts/setup/firefox.mjs';
import { startDashServer } from '../support/dash-server';

/** Chosen by us, so that the extension's pages have a known address. */
const UUID = '6f0d8a52-3a1c-4f0e-9d52-0c3f6b7f1a11';
const EXTENSION = 'dash-callback-devtools@example.org';

async function startFirefox(): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox() ?? '',
    headless: true,
    // Lets the test open a page of the extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION]: UUID }) },
  });
  await browser.installExtension(inProject('dist', 'firefox'));
  return browser;
}

/** A page of the extension; Firefox never reports it as loaded to whoever navigates there. */
async function openExtensionPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`moz-extension://${UUID}/panel/popup.html`, { timeout: 2_000 }).catch(() => undefined);
  await page.waitForSelector('h1');
  return page;
}

/** What a panel does in Firefox: asks the background page, which relays to the tab (src/background). */
async function subscribeThroughRelay(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    interface Port {
      readonly onMessage: { addListener: (listener: (message: string) => void) => void };
      readonly postMessage: (message: unknown) => void;
    }
    interface Message {
      readonly type: string;
      readonly events?: readonly { readonly type: string }[];
    }
    const { browser } = globalThis as unknown as {
      readonly browser: {
        readonly tabs: { readonly query: (filter: object) => Promise<readonly { readonly id: number }[]> };
        readonly runtime: {
          readonly sendMessage: (message: unknown) => Promise<{ readonly agent?: boolean } | undefined>;
          readonly connect: (options: { readonly name: string }) => Port;
        };
      };
    };
    for (const { id } of await browser.tabs.query({})) {
      const answer = await browser.runtime.sendMessage({ type: 'who-is-there', tab: id }).catch(() => undefined);
      if (answer?.agent !== true) continue;
      const port = browser.runtime.connect({ name: `dash-callback-devtools:relay:${id}:0` });
      return new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        port.onMessage.addListener((text) => {
          const message = JSON.parse(text) as Message;
          seen.push(message.type, ...(message.events ?? []).map(({ type }) => type));
          if (seen.includes('applied')) resolve(seen);
        });
        port.postMessage({ type: 'subscribe', from: 1 });
      });
    }
    return [];
  });
}

test('Firefox: the agent records, and the background page relays it to a panel', async ({}, testInfo) => {
  const server = await startDashServer('chain', testInfo.outputDir);
  const browser = await startFirefox();
  try {
    const app = await browser.newPage();
    await app.goto(server.url);
    await app.waitForFunction(
      () => document.querySelector('#react-entry-point button, #react-entry-point input') !== null,
    );
    const events = await subscribeThroughRelay(await openExtensionPage(browser));
    expect(events[0]).toBe('hello');
    expect(events).toEqual(
      expect.arrayContaining(['renderer', 'definitions', 'requested', 'sent', 'received', 'finished', 'applied']),
    );
  } finally {
    await browser.close();
    await server.stop();
  }
});
