import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { inProject, ROOT } from '../scripts/setup/paths.mjs';
import { parseStartArguments, START_HELP } from './arguments';
import { type ChromiumProcess, startChromium } from './chromium-process';
import { type Closers, closeOnSignals } from './closers';
import { startDash } from './dash-process';
import { openDashPage, requireAnswer, waitUntilIdle } from './dash-page';
import { type DevtoolsPanel, openPanel } from './devtools-panel';
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
    if (options.headless || !hasDisplay()) await withoutWindow(url, options.url === null, closers);
    else await withWindow(url, closers);
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

async function openBrowser(
  headless: boolean,
  closers: Closers,
): Promise<{ chromium: ChromiumProcess; panel: DevtoolsPanel }> {
  const chromium = await startChromium({
    headless,
    extension: inProject('dist', 'chrome'),
    openDevtools: true,
    size: WINDOW,
  });
  closers.add(chromium.stop);
  return { chromium, panel: await openPanel(chromium) };
}

async function withWindow(url: string, closers: Closers): Promise<void> {
  const { chromium, panel } = await openBrowser(false, closers);
  await panel.dock('right', PANEL_WIDTH);
  await panel.page.goto(url, { waitUntil: 'commit' });
  // From here on no debugger is attached: the window is an ordinary browser.
  await panel.browser.close();
  console.log(`The app runs at ${url}, and DevTools is open on the panel. Press Ctrl-C to stop.`);
  await chromium.ended;
}

async function withoutWindow(url: string, isDemo: boolean, closers: Closers): Promise<void> {
  const screenshot = inProject('out', 'demo.png');
  const trace = inProject('out', 'demo.trace.json');
  mkdirSync(path.dirname(screenshot), { recursive: true });
  console.log(`No window: ${isDemo ? 'playing a tour of the demo' : `opening ${url}`} …`);
  const act = isDemo ? playTour : rest;
  // At the same time in two browsers: one shows the panel, the other records without it.
  await Promise.all([takePicture(url, act, screenshot, closers), recordToFile({ url, out: trace, act, closers })]);
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
  closers: Closers,
): Promise<void> {
  const { panel } = await openBrowser(true, closers);
  await panel.dock('undocked');
  await openDashPage(panel.page, url);
  await act(panel.page);
  await showCall(panel.frame(), act === playTour ? 'forecast.children' : null);
  await panel.devtools.screenshot({ path: file });
  await panel.browser.close();
}
