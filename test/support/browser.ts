import type { BrowserContext, FrameLocator, Page } from '@playwright/test';

import { startChromium } from '../../cli/chromium-process';
import { type DevtoolsPanel, openPanel } from '../../cli/devtools-panel';
import { inProject } from '../../scripts/setup/paths.mjs';

/** A name that leads to this machine and is no localhost: a site on which the extension was not enabled. */
export const OTHER_SITE = 'app.test';

const PANEL_WIDTH = 900;

/** Chromium with the extension, DevTools open on the first tab, and our panel shown there. */
export interface PanelBrowser {
  readonly context: BrowserContext;
  /** The inspected tab. */
  readonly page: Page;
  /** The DevTools window; its screenshot shows the panel as a person sees it. */
  readonly devtools: Page;
  /** Our panel. Stays valid when the panel is loaded again. */
  readonly panel: FrameLocator;
  readonly dock: DevtoolsPanel['dock'];
  readonly setTheme: DevtoolsPanel['setTheme'];
  readonly reopen: DevtoolsPanel['reopen'];
  /** Shows our panel, or another view of DevTools by its id such as `elements`. */
  readonly show: DevtoolsPanel['show'];
  /** What the panel threw so far: nothing it meets may make it throw. */
  readonly thrown: readonly string[];
  /** Grants the extension a site as a person does in the browser's prompt, which no test can answer. */
  readonly grant: (pattern: string) => Promise<void>;
  /** As after the start: an empty tab, nothing remembered, the panel loaded anew where it first stood. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What `chrome://extensions` itself uses; a web page has none of it. */
interface ExtensionsPage {
  readonly chrome: {
    readonly developerPrivate: {
      getExtensionsInfo(options: object): Promise<readonly { readonly id: string; readonly name: string }[]>;
      addHostPermission(extension: string, pattern: string): Promise<void>;
    };
  };
}

/**
 * Starts it with the built `dist/chrome`.
 * @param isShown false leaves our panel unopened until `show()`
 */
export async function startPanelBrowser(isShown = true): Promise<PanelBrowser> {
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
    // DevTools' own pages are none of our business.
    devtools.on('pageerror', ({ stack, message }) => {
      if ((stack ?? message).includes('chrome-extension://')) thrown.push(stack ?? message);
    });
    return {
      context: page.context(),
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
      reopen,
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
