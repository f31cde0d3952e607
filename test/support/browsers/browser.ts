import type { Browser, Page } from '@playwright/test';

import { startChromium } from '../../../cli/chromium-process';
import { openPanel } from '../../../cli/devtools-panel';
import { inProject } from '../../../scripts/setup/paths.mjs';
import { startFirefoxPanelBrowser } from './firefox-browser';
import { OTHER_SITE, PANEL_WIDTH, type PanelBrowser } from './panel-browser';

/** What `chrome://extensions` itself uses; web pages do not have it. */
interface ExtensionsPage {
  readonly chrome: {
    readonly developerPrivate: {
      getExtensionsInfo(options: object): Promise<readonly { readonly id: string; readonly name: string }[]>;
      addHostPermission(extension: string, pattern: string): Promise<void>;
      reload(extension: string): Promise<unknown>;
      updateProfileConfiguration(changes: { readonly inDeveloperMode: boolean }): Promise<void>;
    };
  };
}

/**
 * Starts it with the built extension.
 * @param browserName `firefox`, anything else is Chromium
 * @param isShown false leaves our panel closed until `show()`
 */
export const startPanelBrowser = (browserName: string, isShown = true): Promise<PanelBrowser> =>
  browserName === 'firefox' ? startFirefoxPanelBrowser(isShown) : startChromiumPanelBrowser(isShown);

/** Opens `chrome://extensions` and finds our extension there. */
async function withExtension(
  page: Page,
  work: (found: { readonly extensions: Page; readonly id: string }) => Promise<void>,
): Promise<void> {
  const extensions = await page.context().newPage();
  await extensions.goto('chrome://extensions');
  const id = await extensions.evaluate(async () => {
    const all = await (window as unknown as ExtensionsPage).chrome.developerPrivate.getExtensionsInfo({});
    return all.find(({ name }) => name === 'Dash Callback DevTools')?.id;
  });
  if (id === undefined) throw new Error('The extension is not installed.');
  await work({ extensions, id });
  await extensions.close();
}

/** Opens DevTools on a tab that has none, as F12 does. Older Chromium versions cannot; tried with 156. */
async function openDevtools(browser: Browser, page: Page): Promise<void> {
  const ofPage = await page.context().newCDPSession(page);
  const { targetInfo } = await ofPage.send('Target.getTargetInfo');
  await ofPage.detach();
  const session = await browser.newBrowserCDPSession();
  // Newer than Playwright's types.
  const send = session.send.bind(session) as (method: string, params: object) => Promise<unknown>;
  await send('Target.openDevTools', { targetId: targetInfo.targetId });
  await session.detach();
}

async function startChromiumPanelBrowser(isShown: boolean): Promise<PanelBrowser> {
  const chromium = await startChromium({
    headless: true,
    extension: inProject('dist', 'chrome'),
    openDevtools: true,
    hostRules: `MAP ${OTHER_SITE} 127.0.0.1`,
  });
  try {
    const first = await openPanel(chromium, isShown);
    const { page } = first;
    /** DevTools that is open now: it is another one after the extension was loaded again. */
    let opened = first;
    // Wide enough for a view and the inspector side by side.
    if (isShown) await opened.dock('right', PANEL_WIDTH);
    let isArranged = false;
    let isThemed = false;
    const thrown: string[] = [];
    const listen = (): void => {
      // DevTools' own pages do not concern us.
      opened.devtools.on('pageerror', ({ stack, message }) => {
        if ((stack ?? message).includes('chrome-extension://')) thrown.push(stack ?? message);
      });
    };
    listen();
    return {
      page,
      get devtools() {
        return opened.devtools;
      },
      get panel() {
        return opened.devtools.frameLocator('iframe[src*="panel.html"]');
      },
      async dock(side, size) {
        isArranged = true;
        await opened.dock(side, size);
      },
      async setTheme(theme) {
        isThemed = true;
        await opened.setTheme(theme);
      },
      show: (view) => opened.show(view),
      async reopen(whileClosed) {
        if (whileClosed !== undefined) throw new Error('Chromium cannot keep DevTools closed');
        await opened.reopen();
      },
      thrown,
      press: (key) => opened.devtools.keyboard.press(key),
      grant: (pattern) =>
        withExtension(page, async ({ extensions, id }) => {
          await extensions.evaluate(
            ([extension, site]) =>
              (window as unknown as ExtensionsPage).chrome.developerPrivate.addHostPermission(extension, site),
            [id, pattern] as const,
          );
        }),
      async reloadExtension(meanwhile) {
        const closed = opened.devtools.waitForEvent('close');
        await withExtension(page, async ({ extensions, id }) => {
          await extensions.evaluate(async (extension) => {
            const { developerPrivate } = (window as unknown as ExtensionsPage).chrome;
            // Else Chromium leaves an unpacked extension disabled.
            await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
            await developerPrivate.reload(extension);
          }, id);
          await closed;
        });
        await meanwhile();
        await openDevtools(first.browser, page);
        opened = await openPanel(chromium);
        listen();
      },
      async stopBackground() {
        const session = await page.context().newCDPSession(page);
        await session.send('ServiceWorker.enable');
        await session.send('ServiceWorker.stopAllWorkers');
        await session.detach();
      },
      async reset() {
        await page.goto('about:blank');
        if (isThemed) await opened.setTheme('light');
        if (isArranged) await opened.dock('right', PANEL_WIDTH);
        isThemed = false;
        isArranged = false;
        thrown.length = 0;
        const panel = opened.frame();
        await panel.evaluate(() => {
          localStorage.clear();
        });
        await panel.goto(panel.url());
      },
      stop: async () => {
        await opened.browser.close();
        await first.browser.close();
        await chromium.stop();
      },
    };
  } catch (error) {
    await chromium.stop();
    throw error;
  }
}
