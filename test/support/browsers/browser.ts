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

async function startChromiumPanelBrowser(isShown: boolean): Promise<PanelBrowser> {
  const chromium = await startChromium({
    headless: true,
    extension: inProject('dist', 'chrome'),
    openDevtools: true,
    hostRules: `MAP ${OTHER_SITE} 127.0.0.1`,
  });
  try {
    const { browser, page, devtools, dock, setTheme, show, reopen, frame } = await openPanel(chromium, isShown);
    // Wide enough for a view and the inspector side by side.
    if (isShown) await dock('right', PANEL_WIDTH);
    let isArranged = false;
    let isThemed = false;
    const thrown: string[] = [];
    // DevTools' own pages do not concern us.
    devtools.on('pageerror', ({ stack, message }) => {
      if ((stack ?? message).includes('chrome-extension://')) thrown.push(stack ?? message);
    });
    return {
      page,
      devtools,
      panel: devtools.frameLocator('iframe[src*="panel.html"]'),
      async dock(side, size) {
        isArranged = true;
        await dock(side, size);
      },
      async setTheme(theme) {
        isThemed = true;
        await setTheme(theme);
      },
      show,
      async reopen(whileClosed) {
        if (whileClosed !== undefined) throw new Error('Chromium cannot keep DevTools closed');
        await reopen();
      },
      thrown,
      async grant(pattern) {
        const extensions = await page.context().newPage();
        await extensions.goto('chrome://extensions');
        await extensions.evaluate(async (site) => {
          const { developerPrivate } = (window as unknown as ExtensionsPage).chrome;
          const own = (await developerPrivate.getExtensionsInfo({})).find(
            ({ name }) => name === 'Dash Callback DevTools',
          );
          if (own === undefined) throw new Error('The extension is not installed.');
          await developerPrivate.addHostPermission(own.id, site);
        }, pattern);
        await extensions.close();
      },
      async stopBackground() {
        const session = await page.context().newCDPSession(page);
        await session.send('ServiceWorker.enable');
        await session.send('ServiceWorker.stopAllWorkers');
        await session.detach();
      },
      async reset() {
        await page.goto('about:blank');
        if (isThemed) await setTheme('light');
        if (isArranged) await dock('right', PANEL_WIDTH);
        isThemed = false;
        isArranged = false;
        thrown.length = 0;
        const panel = frame();
        await panel.evaluate(() => {
          localStorage.clear();
        });
        await panel.goto(panel.url());
      },
      stop: async () => {
        await browser.close();
        await chromium.stop();
      },
    };
  } catch (error) {
    await chromium.stop();
    throw error;
  }
}
