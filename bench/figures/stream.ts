import type { Frame, Page } from 'playwright-core';

import { startBenchApp } from '../bench-app';
import { heapOf, startWithPanel } from '../browsers';
import { atMost, median, percentile, type Figure } from '../figure';
import { recordFrames, stopFrames } from '../frames';
import { loop, stream } from '../in-app';

const PER_SECOND = 200;
const SECONDS = 10;
/** As many as `bench/apps/load.py` has. */
const STREAMS = 4;
/** 200 changes that trigger 50 callbacks each: as many calls as the panel keeps. */
const FILL = 200;
const LIMIT = 60_000;

interface WatchedWindow {
  benchCounts: [at: number, shown: number][];
}

/**
 * Runs in the panel: records in each frame how many calls some cards of the graph show in total, with the time in epoch
 * milliseconds.
 */
function watchCount(cards: string): void {
  const watch = {
    noted: [] as [number, number][],
    look(): void {
      let shown = 0;
      for (const count of document.querySelectorAll(`[data-card^="${cards}"] .name .count`))
        shown += Number(count.textContent.replace(/\D/g, ''));
      this.noted.push([performance.timeOrigin + performance.now(), shown]);
      requestAnimationFrame(() => this.look());
    },
  };
  (window as unknown as WatchedWindow).benchCounts = watch.noted;
  watch.look();
}

/** Polled from here: the extension's content security policy forbids what Playwright would use to wait. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${LIMIT / 1_000} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const lastShown = (panel: Frame | Page): Promise<number> =>
  panel.evaluate(() => (window as unknown as WatchedWindow).benchCounts.at(-1)?.[1] ?? 0);

/** What was seen while calls came at a steady rate. */
export interface Streamed {
  /** Milliseconds between the panel's frames. */
  readonly frames: readonly number[];
  /** Milliseconds from the end of each call in the page to the frame in which its card counts it. */
  readonly waits: readonly number[];
  /** Calls per second that the app reached. */
  readonly reached: number;
}

/**
 * Streams calls of `bench/apps/load.py` to a panel that shows its graph.
 * @param url of the app
 */
export async function streamCalls(url: string, page: Page, panel: Frame | Page): Promise<Streamed> {
  await page.goto(url);
  await page.waitForFunction('window.dash_stores?.[0]?.getState().appLifecycle === "HYDRATED"');
  await panel.locator('[data-card]').first().waitFor();
  // All cards must be visible.
  await panel.getByRole('button', { name: 'Fit all (0)' }).click();
  for (let at = 0; at < STREAMS; at++) await panel.locator(`[data-card="callback:tock-${at}.children"]`).waitFor();
  await panel.evaluate(watchCount, 'callback:tock-');
  await panel.evaluate(recordFrames);
  const finished = await page.evaluate(stream, [STREAMS, PER_SECOND, SECONDS] as [number, number, number]);
  const frames = await panel.evaluate(stopFrames);
  await until(`${finished.length} calls on the cards`, async () => (await lastShown(panel)) >= finished.length);
  const counts = await panel.evaluate(() => (window as unknown as WatchedWindow).benchCounts);
  const took = ((finished.at(-1) ?? 0) - (finished[0] ?? 0)) / 1_000;
  return {
    frames,
    waits: finished.map((at, index) => (counts.find(([, shown]) => shown > index)?.[0] ?? Infinity) - at),
    reached: finished.length / took,
  };
}

/** @param where what the names of the figures begin with */
export const streamFigures = (where: string, { frames, waits, reached }: Streamed): readonly Figure[] => [
  atMost(
    `${where}streaming ${PER_SECOND} calls/s: p95 frame in the panel`,
    percentile(frames, 0.95),
    'ms',
    33,
    `${frames.length} frames, worst ${Math.max(...frames).toFixed(0)} ms; reached ${reached.toFixed(0)} calls/s`,
  ),
  atMost(
    `${where}streaming: call finished in the page -> visible, p95`,
    percentile(waits, 0.95),
    'ms',
    100,
    `median ${median(waits).toFixed(0)} ms`,
  ),
];

export async function measureStream(): Promise<readonly Figure[]> {
  const app = await startBenchApp('load');
  const contender = await startWithPanel();
  const { page, devtools } = contender;
  try {
    const panel = devtools.frame();
    const streamed = await streamCalls(app.url, page, panel);
    console.error('filling the panel with 10,000 calls');
    await page.evaluate(loop, { from: 'many', to: 'many-49', prop: 'children', count: FILL, first: 1 });
    await panel.getByRole('tab', { name: /^Calls/ }).click();
    const kept = panel.locator('.calls-count');
    await until(
      '9,000 calls in the panel',
      async () => Number((await kept.textContent())?.replace(/\D/g, '')) >= 9_000,
    );
    const heap = await heapOf(await panel.page().context().newCDPSession(panel));
    return [
      ...streamFigures('', streamed),
      atMost(
        'panel memory with 10,000 calls kept',
        heap / 1_000_000,
        'MB',
        80,
        `JavaScript heap of the panel after garbage collection, ${await kept.textContent()}`,
      ),
    ];
  } finally {
    await contender.stop();
    await app.stop();
  }
}
