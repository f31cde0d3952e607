import type { Frame, Page } from 'playwright-core';

import { waitUntilIdle } from '../../cli/dash-page';
import { startDash } from '../../cli/dash-process';
import { startBenchApp } from '../bench-app';
import { startFirefoxWithPanel, startWithPanel } from '../browsers';
import { atMost, median, spread, type Figure } from '../figure';
import { openOnce, openingFigure, toolboxOf, type OpenToolbox } from './opening';
import { streamCalls, streamFigures, type Streamed } from './stream';

const OPENINGS = 8;

/** Chromium takes turns with Firefox: their ratio depends less on what else the machine does. */
async function measureFirstGraph(): Promise<readonly Figure[]> {
  const server = await startDash('demo');
  const running: { readonly stop: () => Promise<void> }[] = [server];
  try {
    const firefox = await startFirefoxWithPanel();
    running.unshift(firefox);
    const chromium = await startWithPanel();
    running.unshift(chromium);
    for (const { page } of [firefox, chromium]) {
      await page.goto(server.url);
      await waitUntilIdle(page);
    }
    const inFirefox: OpenToolbox = { frame: () => firefox.panel, reopen: () => firefox.reopen() };
    const inChromium = toolboxOf(chromium.devtools);
    const shown: number[] = [];
    const byChromium: number[] = [];
    while (shown.length < OPENINGS) {
      shown.push(await openOnce(inFirefox));
      byChromium.push(await openOnce(inChromium));
      console.error(`first graph in Firefox and Chromium: round ${shown.length} of ${OPENINGS}`);
    }
    const ratios = shown.map((took, index) => took / (byChromium[index] ?? Number.NaN));
    return [
      openingFigure('Firefox, ', shown),
      atMost('demo: first graph, Firefox / Chromium', median(ratios), 'ratio', 2, spread(ratios)),
    ];
  } finally {
    for (const { stop } of running) await stop();
  }
}

async function streamIn(
  url: string,
  start: () => Promise<{ readonly page: Page; readonly frame: () => Frame | Page; readonly stop: () => Promise<void> }>,
): Promise<Streamed> {
  const { page, frame, stop } = await start();
  try {
    return await streamCalls(url, page, frame());
  } finally {
    await stop();
  }
}

/** Chromium after Firefox, and not next to it: each needs the processor for itself. */
async function measureStream(): Promise<readonly Figure[]> {
  const app = await startBenchApp('load');
  try {
    const firefox = await streamIn(app.url, async () => {
      const { page, panel, stop } = await startFirefoxWithPanel();
      return { page, frame: () => panel, stop };
    });
    const chromium = await streamIn(app.url, async () => {
      const { page, devtools, stop } = await startWithPanel();
      return { page, frame: devtools.frame, stop };
    });
    const [own, other] = [median(firefox.waits), median(chromium.waits)];
    return [
      ...streamFigures('Firefox, ', firefox),
      atMost(
        'streaming: call finished in the page -> visible, median, Firefox / Chromium',
        own / other,
        'ratio',
        2,
        `${own.toFixed(0)} and ${other.toFixed(0)} ms`,
      ),
    ];
  } finally {
    await app.stop();
  }
}

export async function measureFirefox(): Promise<readonly Figure[]> {
  return [...(await measureFirstGraph()), ...(await measureStream())];
}
