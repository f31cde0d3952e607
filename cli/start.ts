import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Frame, Page } from 'playwright-core';

import { inProject, ROOT } from '../scripts/setup/paths.mjs';
import { type BrowserName, parseStartArguments, START_HELP, type StartArguments } from './arguments';
import { startChromium } from './chromium-process';
import { type Closers, closeOnSignals } from './closers';
import { startDash } from './dash-process';
import { openDashPage, requireAnswer, waitUntilIdle } from './dash-page';
import { type DockSide, openPanel } from './devtools-panel';
import { openFirefoxPanel } from './firefox/firefox-panel';
import { startFirefox } from './firefox/firefox-process';
import { showCall } from './panel-page';
import { recordToFile } from './record-to-file';
import { playTour } from './tour';

const WINDOW = { width: 1600, height: 1000 };
/** Most of the window, so that the graph and the inspector are next to each other and the app is still usable. */
const PANEL_WIDTH = 900;

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

const shown = (file: string): string => path.relative(ROOT, file);

/**
 * `npm start`: resolves to the exit code when the user closes the window, or the tour is over.
 * @param build makes `dist/`; called only if there is something to start
 */
export async function start(args: readonly string[], build: () => Promise<void>): Promise<number> {
  const options = parseStartArguments(args);
  if (options.help) {
    console.log(START_HELP);
    return 0;
  }
  const closers = closeOnSignals();
  try {
    if (options.url !== null) await requireAnswer(options.url);
    await build();
    const url = options.url ?? (await startDemo(closers));
    if (options.headless || !hasDisplay()) await withoutWindow(url, options, closers);
    else await withWindow(url, options.browser, closers);
  } finally {
    await closers.closeAll();
  }
  return 0;
}

async function startDemo(closers: Closers): Promise<string> {
  const dash = await startDash('demo');
  closers.add(dash.stop);
  return dash.url;
}

/** A browser whose DevTools show our panel. */
interface ShownPanel {
  /** The inspected tab. */
  readonly page: Page;
  readonly frame: () => Frame;
  readonly dock: (side: DockSide, size?: number) => Promise<void>;
  readonly picture: (file: string) => Promise<void>;
  /** Leaves the browser with no debugger attached: an ordinary browser for the user. */
  readonly detach: () => Promise<void>;
  /** Resolves when the browser is gone. */
  readonly ended: Promise<string>;
}

async function openBrowser(browser: BrowserName, headless: boolean, closers: Closers): Promise<ShownPanel> {
  if (browser === 'firefox') {
    const firefox = await startFirefox({ headless, preferences: { 'devtools.toolbox.host': 'right' } });
    closers.add(firefox.stop);
    const { page, panel, dock, picture, detach } = await openFirefoxPanel(firefox, inProject('dist', 'firefox'));
    return {
      page,
      dock,
      detach,
      frame: () => panel.mainFrame(),
      picture: async (file) => {
        writeFileSync(file, await picture());
      },
      ended: firefox.ended,
    };
  }
  const chromium = await startChromium({
    headless,
    extension: inProject('dist', 'chrome'),
    openDevtools: true,
    size: WINDOW,
  });
  closers.add(chromium.stop);
  const panel = await openPanel(chromium);
  return {
    page: panel.page,
    frame: panel.frame,
    dock: panel.dock,
    picture: async (file) => {
      await panel.devtools.screenshot({ path: file });
    },
    detach: () => panel.browser.close(),
    ended: chromium.ended,
  };
}

async function withWindow(url: string, browser: BrowserName, closers: Closers): Promise<void> {
  const panel = await openBrowser(browser, false, closers);
  await panel.dock('right', PANEL_WIDTH);
  await panel.page.goto(url, { waitUntil: 'commit' });
  // From here on no debugger is attached: the window is an ordinary browser.
  await panel.detach();
  console.log(`The app runs at ${url}, and DevTools is open on the panel. Press Ctrl-C to stop.`);
  await panel.ended;
}

async function withoutWindow(url: string, options: StartArguments, closers: Closers): Promise<void> {
  const isDemo = options.url === null;
  const screenshot = inProject('out', 'demo.png');
  const trace = inProject('out', 'demo.trace.json');
  mkdirSync(path.dirname(screenshot), { recursive: true });
  console.log(`No window: ${isDemo ? 'playing a tour of the demo' : `opening ${url}`} …`);
  const act = isDemo ? playTour : rest;
  // In two browsers at the same time: one shows the panel, the other records without it.
  await Promise.all([
    takePicture(url, act, screenshot, options.browser, closers),
    recordToFile({ url, out: trace, act, closers }),
  ]);
  console.log(`${shown(screenshot)}: DevTools with the panel`);
  console.log(`${shown(trace)}: the recording, as a trace file`);
}

const rest = async (page: Page): Promise<void> => {
  await waitUntilIdle(page);
};

async function takePicture(
  url: string,
  act: (page: Page) => Promise<void>,
  file: string,
  browser: BrowserName,
  closers: Closers,
): Promise<void> {
  const panel = await openBrowser(browser, true, closers);
  // Firefox's screenshot is of the whole window; in Chromium, DevTools is a page of its own.
  await (browser === 'firefox' ? panel.dock('right', PANEL_WIDTH) : panel.dock('undocked'));
  await openDashPage(panel.page, url);
  await act(panel.page);
  await showCall(panel.frame(), act === playTour ? 'forecast.children' : null);
  await panel.picture(file);
  await panel.detach();
}
