import type { BrowserContext, FrameLocator, Page } from '@playwright/test';

import { startChromium } from '../../cli/chromium-process';
import { type DevtoolsPanel, openPanel } from '../../cli/devtools-panel';
import { inProject } from '../../scripts/setup/paths.mjs';

/** A name that leads to this machine and is no localhost: a site on which the extension was not enabled. */
export const OTHER_SITE = 'app.test';

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
  /** Shows our panel, or another view of DevTools by its id such as `elements`. */
  readonly show: DevtoolsPanel['show'];
  readonly stop: () => Promise<void>;
}

/** Starts it with the built `dist/chrome`. */
export async function startPanelBrowser(): Promise<PanelBrowser> {
  const chromium = await startChromium({
    headless: true,
    extension: inProject('dist', 'chrome'),
    openDevtools: true,
    hostRules: `MAP ${OTHER_SITE} 127.0.0.1`,
  });
  try {
    const { browser, page, devtools, dock, setTheme, show } = await openPanel(chromium);
    return {
      context: page.context(),
      page,
      devtools,
      panel: devtools.frameLocator('iframe[src*="panel.html"]'),
      dock,
      setTheme,
      show,
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
