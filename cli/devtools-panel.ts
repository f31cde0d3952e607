import type { Browser, Frame, Page } from 'playwright-core';

import { patience } from '../scripts/pace.mjs';
import { PlainError } from '../scripts/setup/plain-error.mjs';
import type { ChromiumProcess } from './chromium-process';

const LIMIT_MS = patience(60_000);
const STEP_MS = 50;

export type DockSide = 'right' | 'bottom' | 'undocked';

/** DevTools of the first tab, controlled through the debugging protocol. */
export interface DevtoolsPanel {
  readonly browser: Browser;
  /** The inspected tab. */
  readonly page: Page;
  /** The DevTools window itself: its screenshot shows the panel as the user sees it. */
  readonly devtools: Page;
  /** Our panel; a new frame after the extension is reloaded. */
  readonly frame: () => Frame;
  /**
   * Docks DevTools and makes our panel exactly `size` CSS pixels wide (right) or high (bottom). Without a size, the
   * window decides.
   */
  readonly dock: (side: DockSide, size?: number) => Promise<void>;
  readonly setTheme: (theme: 'light' | 'dark') => Promise<void>;
  /** For our panel, the same as closing and reopening DevTools: reloads all of its pages. */
  readonly reopen: (view?: string) => Promise<void>;
  /** Shows our panel, or another view by its id such as `elements`, which hides ours. */
  readonly show: (view?: string) => Promise<void>;
}

/**
 * Polls until there is a result: DevTools has no event for its own start, and throws while it is starting.
 */
async function poll<T>(what: string, ask: () => Promise<T | null | undefined>): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  let problem = '';
  while (performance.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined) return answer;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new PlainError(`${what} did not appear within ${LIMIT_MS / 1000} seconds.`, problem);
}

const isDevtools = (page: Page): boolean => page.url().startsWith('devtools://');
const isPanel = (frame: Frame): boolean => /^chrome-extension:\/\/.*panel\.html/.test(frame.url());

/**
 * Connects to a Chromium started with the extension and `openDevtools`, and shows our panel there.
 * @param isShown false leaves DevTools on its own view, and our panel not loaded, until `show()`
 */
export async function openPanel(chromium: ChromiumProcess, isShown = true): Promise<DevtoolsPanel> {
  // A connection made before DevTools became a page of its own never sees it; then another connection is needed.
  const { browser, page, devtools } = await poll('DevTools', async () => {
    const connection = await chromium.connect();
    const pages = connection.context.pages();
    const found = pages.find(isDevtools);
    const inspected = pages.find((candidate) => !isDevtools(candidate));
    if (found !== undefined && inspected !== undefined) {
      return { browser: connection.browser, page: inspected, devtools: found };
    }
    await connection.browser.close();
    return null;
  });
  const show = async (view?: string): Promise<void> => {
    await poll('The panel', () => devtools.evaluate(showView, view ?? null));
    if (view === undefined) await poll('The panel', () => Promise.resolve(devtools.frames().find(isPanel)));
  };
  if (isShown) await show();
  const reopen = async (view?: string): Promise<void> => {
    await devtools.reload();
    await show(view);
  };
  const frame = (): Frame => {
    const found = devtools.frames().find(isPanel);
    if (found === undefined) throw new Error('DevTools does not show our panel');
    return found;
  };
  return {
    browser,
    page,
    devtools,
    frame,
    show,
    dock: (side, size) => dock(devtools, frame, side, size),
    reopen,
    setTheme: async (theme) => {
      await devtools.evaluate(setTheme, theme);
      // Extensions get the theme when their pages load.
      await reopen();
    },
  };
}

// The functions below run inside the DevTools page. Its modules have no types here and may change; what is used was
// tested with Chromium 141 to 156.

async function showView(view: string | null): Promise<true | null> {
  const path = './ui/legacy/legacy.js';
  const UI = (await import(path)) as {
    ViewManager: {
      ViewManager: { instance(): { views: Map<string, unknown>; showView(id: string): Promise<void> } };
    };
  };
  const manager = UI.ViewManager.ViewManager.instance();
  const id = view ?? [...manager.views.keys()].find((key) => key.startsWith('chrome-extension://'));
  if (id === undefined) return null;
  await manager.showView(id);
  return true;
}

async function setDock([side, size]: [DockSide, number | null]): Promise<void> {
  const path = './ui/legacy/legacy.js';
  interface Widget {
    parentWidget(): Widget | null;
    setSidebarSize?(size: number): void;
  }
  const UI = (await import(path)) as {
    DockController: { DockController: { instance(): { setDockSide(side: string): void } } };
    InspectorView: { InspectorView: { instance(): Widget } };
  };
  UI.DockController.DockController.instance().setDockSide(side);
  if (size === null) return;
  let widget: Widget | null = UI.InspectorView.InspectorView.instance();
  while (widget !== null && widget.setSidebarSize === undefined) widget = widget.parentWidget();
  widget?.setSidebarSize?.(size);
}

async function setTheme(theme: string): Promise<void> {
  const path = './core/common/common.js';
  const Common = (await import(path)) as {
    Settings: { Settings: { instance(): { moduleSetting(name: string): { set(value: string): void } } } };
  };
  Common.Settings.Settings.instance()
    .moduleSetting('ui-theme')
    .set(theme === 'dark' ? 'dark' : 'default');
}

/** Sets the side, then corrects the size for DevTools' own toolbar. */
async function dock(devtools: Page, frame: () => Frame, side: DockSide, size?: number): Promise<void> {
  const wanted = size ?? null;
  const measure = (): Promise<number> =>
    frame().evaluate((isRight) => (isRight ? innerWidth : innerHeight), side === 'right');
  if (wanted === null) {
    await devtools.evaluate(setDock, [side, null] as [DockSide, number | null]);
    return;
  }
  let asked = wanted;
  await poll(`A panel of ${wanted} pixels`, async () => {
    await devtools.evaluate(setDock, [side, asked] as [DockSide, number | null]);
    // Two frames: one for the layout of DevTools, one for the panel to get its new size.
    await devtools.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );
    const got = await measure();
    if (got === wanted) return true;
    if (Math.abs(got - wanted) < 100) asked += wanted - got;
    return null;
  });
}
