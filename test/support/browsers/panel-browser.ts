import type { FrameLocator, Page } from '@playwright/test';

import type { DockSide } from '../../../cli/devtools-panel';

/** A name that resolves to this machine and is not localhost: a site on which the extension was not enabled. */
export const OTHER_SITE = 'app.test';

export const PANEL_WIDTH = 900;

/** A view into our panel: a frame of Chromium's DevTools, or the page that Firefox's toolbox shows. */
export type Panel = Pick<FrameLocator, 'getByLabel' | 'getByRole' | 'getByText' | 'locator'>;

/** A browser with the extension, DevTools open on the first tab, and our panel shown there. */
export interface PanelBrowser {
  /** The inspected tab. */
  readonly page: Page;
  /** What shows the panel: the DevTools window in Chromium, in Firefox the panel's own page. */
  readonly devtools: Page;
  /** Our panel. Stays valid when the panel is loaded again. */
  readonly panel: Panel;
  readonly dock: (side: DockSide, size?: number) => Promise<void>;
  readonly setTheme: (theme: 'light' | 'dark') => Promise<void>;
  /** @param whileClosed only in Firefox: the tests cannot keep Chromium's DevTools closed */
  readonly reopen: (whileClosed?: () => Promise<void>) => Promise<void>;
  /** Shows our panel, or another view of DevTools by its id such as `elements` (Firefox: `inspector`). */
  readonly show: (view?: string) => Promise<void>;
  /** Presses a key in our panel, as a keyboard does: what shows the panel gets it too, and may keep it. */
  readonly press: (key: string) => Promise<void>;
  /** What the panel threw so far: it must never throw. */
  readonly thrown: readonly string[];
  /** Grants the extension a site as the user does in the browser's prompt, which no test can answer. */
  readonly grant: (pattern: string) => Promise<void>;
  /** Ends the service worker or background page, as the browser does with an idle one. */
  readonly stopBackground: () => Promise<void>;
  /**
   * Loads the extension again, as its developer does, while DevTools is open. Firefox's toolbox then shows another view,
   * Chromium closes DevTools.
   * @param meanwhile before our panel is shown again
   */
  readonly reloadExtension: (meanwhile: () => Promise<void>) => Promise<void>;
  /** As after the start: an empty tab, empty storage, the panel reloaded at its first position. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
