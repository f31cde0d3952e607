import type { Frame } from 'playwright-core';

import { startBenchApp } from '../bench-app';
import { heapOf, startWithPanel } from '../browsers';
import { atMost, median, percentile, type Figure } from '../figure';
import { recordFrames, stopFrames } from '../frames';
import { loop, stream } from '../in-app';

const PER_SECOND = 200;
const SECONDS = 10;
/** 200 changes that 50 callbacks follow: as many calls as the panel keeps. */
const FILL = 200;

/** Runs in the panel: notes in each frame how many calls it shows. */
function watchCount(): void {
  const watch = {
    noted: [] as [number, number][],
    look(): void {
      const text = /([\d,]+) calls?\b/.exec(document.querySelector('.shell')?.textContent ?? '')?.[1];
      this.noted.push([performance.timeOrigin + performance.now(), Number((text ?? '0').replaceAll(',', ''))]);
      requestAnimationFrame(() => this.look());
    },
  };
  (window as unknown as { benchCounts: [number, number][] }).benchCounts = watch.noted;
  watch.look();
}

const LIMIT = 60_000;

/** Asked from here: the policy of the extension forbids what Playwright would wait with. */
async function untilShown(panel: Frame, calls: number): Promise<void> {
  const deadline = performance.now() + LIMIT;
  let shown = 0;
  while (shown < calls) {
    if (performance.now() > deadline) throw new Error(`The panel shows ${shown} calls; there should be ${calls}.`);
    shown = await panel.evaluate(() => (window as unknown as { benchCounts: [number, number][] }).benchCounts.at(-1)?.[1] ?? 0);
  }
}

export async function measureStream(): Promise<readonly Figure[]> {
  const app = await startBenchApp('load');
  const contender = await startWithPanel();
  const { page, devtools } = contender;
  try {
    await page.goto(app.url);
    await page.waitForFunction('window.dash_stores?.[0]?.getState().appLifecycle === "HYDRATED"');
    const panel = devtools.frame();
    await panel.locator('[data-card]').first().waitFor();
    await panel.evaluate(watchCount);
    await panel.evaluate(recordFrames);
    const finished = await page.evaluate(stream, ['tick', 'tock', PER_SECOND, SECONDS] as [string, string, number, number]);
    const frames = await panel.evaluate(stopFrames);
    await untilShown(panel, finished.length);
    const counts = await panel.evaluate(() => (window as unknown as { benchCounts: [number, number][] }).benchCounts);
    const waits = finished.map((at, index) => (counts.find(([, shown]) => shown > index)?.[0] ?? Infinity) - at);
    const took = ((finished.at(-1) ?? 0) - (finished[0] ?? 0)) / 1_000;
    await page.evaluate(loop, { from: 'many', to: 'many-49', prop: 'children', count: FILL, first: 1 });
    await untilShown(panel, 9_000);
    const heap = await heapOf(await panel.page().context().newCDPSession(panel));
    return [
      atMost(`streaming ${PER_SECOND} calls/s: p95 frame in the panel`, percentile(frames, 0.95), 'ms', 33, `${frames.length} frames, worst ${Math.max(...frames).toFixed(0)} ms; reached ${(finished.length / took).toFixed(0)} calls/s`),
      atMost('streaming: call finished in the page -> visible, p95', percentile(waits, 0.95), 'ms', 100, `median ${median(waits).toFixed(0)} ms`),
      atMost('panel memory with 10,000 calls kept', heap / 1_000_000, 'MB', 80, 'JavaScript heap of the panel after garbage collection'),
    ];
  } finally {
    await contender.stop();
    await app.stop();
  }
}
