import type { Page } from 'playwright-core';

import { startDash } from '../../cli/dash-process';
import { waitUntilIdle } from '../../cli/dash-page';
import { inTurns, ratios, startPlain, startWithPanel, type Contender } from '../browsers';
import { atMost, median, percentile, spread, type Figure } from '../figure';
import { recordFrames, stopFrames } from '../frames';
import { untilText } from '../in-app';

const ROUNDS = 5;
const OPENINGS = 5;
/** Dash may need minutes, or never finish. */
const DASH_LIMIT = 180_000;
const GRAPH_BUTTON = '#dash-debug-menu__callback-graph-button';

/** The wall is the last callback of the page load: 0 presses. */
const LOADED: [string, string] = ['#p0-pressed', '0'];

async function load({ page }: Contender, url: string): Promise<number> {
  await page.goto(url);
  const took = await page.evaluate(untilText, LOADED);
  await waitUntilIdle(page);
  return took;
}

async function measureLoad(url: string): Promise<Figure> {
  const contenders: Contender[] = [];
  try {
    contenders.push(await startPlain('none'), await startPlain('recording'));
    for (const contender of contenders) await load(contender, url);
    const values = ratios(
      await inTurns('page load', contenders, ROUNDS, (contender) => load(contender, url)),
      'recording',
      'none',
    );
    return atMost('page load of the scale app, recording / none', median(values), 'ratio', 1.05, spread(values));
  } finally {
    for (const { stop } of contenders) await stop();
  }
}

interface Graph {
  /** Milliseconds until it was visible, one per attempt; none if it never appeared. */
  readonly shown: readonly number[];
  /** Milliseconds between frames while it was moved. */
  readonly frames: readonly number[];
}

/** Pans and zooms with the mouse over the middle of an area on the page. */
async function move(
  page: Page,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const middle = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) await page.mouse.move(middle.x - step * 5, middle.y - step * 2);
  await page.mouse.up();
  for (let step = 0; step < 60; step++) await page.mouse.wheel(0, step < 30 ? 80 : -80);
}

/** Frames in a row without a change after which the picture is complete. */
const STILL = 10;

/** Runs in the panel: the time of the frame after which no more cards or edges appeared. */
function untilComplete(still: number): Promise<number> {
  return new Promise((resolve) => {
    const look = {
      seen: -1,
      since: 0,
      frames: 0,
      next(): void {
        const now = document.querySelectorAll('[data-card], .react-flow__edge').length;
        this.frames = now === this.seen ? this.frames + 1 : 0;
        if (this.frames === 0) this.since = performance.now();
        this.seen = now;
        if (this.frames >= still) resolve(this.since);
        else requestAnimationFrame(() => this.next());
      },
    };
    requestAnimationFrame(() => look.next());
  });
}

async function measureOurs(url: string): Promise<Graph> {
  const contender = await startWithPanel(false);
  const { devtools, page } = contender;
  try {
    await page.goto(url);
    await page.evaluate(untilText, LOADED);
    await waitUntilIdle(page);
    await devtools.show();
    const shown: number[] = [];
    for (let opening = 0; opening < OPENINGS; opening++) {
      // As if for the first time: without a stored layout.
      await devtools.frame().evaluate(() => {
        localStorage.clear();
      });
      await devtools.reopen('elements');
      await devtools.show();
      await devtools.frame().locator('[data-card]').first().waitFor({ timeout: DASH_LIMIT });
      // Measured from the time at which DevTools started to load the panel.
      shown.push(await devtools.frame().evaluate(untilComplete, STILL));
    }
    const box = await devtools.frame().locator('.react-flow__pane').boundingBox();
    if (box === null) throw new Error('The panel shows no graph.');
    await devtools.frame().locator('.graph-view').waitFor();
    await devtools.frame().evaluate(recordFrames);
    await move(devtools.devtools, box);
    return { shown, frames: await devtools.frame().evaluate(stopFrames) };
  } finally {
    await contender.stop();
  }
}

/** Dash's own graph, on the same app with dev tools on. */
async function measureDashs(url: string): Promise<Graph> {
  const contender = await startPlain('none');
  const { page } = contender;
  try {
    await page.goto(url);
    await page.evaluate(untilText, LOADED);
    await waitUntilIdle(page);
    if ((await page.locator(GRAPH_BUTTON).count()) === 0) await page.locator('.dash-debug-menu__toggle').click();
    const start = performance.now();
    await page.locator(GRAPH_BUTTON).click({ timeout: DASH_LIMIT });
    const canvas = page.locator('.dash-callback-dag--container canvas').first();
    const isThere = await canvas.waitFor({ timeout: DASH_LIMIT }).then(
      () => true,
      () => false,
    );
    if (!isThere) return { shown: [], frames: [] };
    // The next frame is the first that has it.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const shown = performance.now() - start;
    const box = await canvas.boundingBox();
    if (box === null) return { shown: [shown], frames: [] };
    await page.evaluate(recordFrames);
    await move(page, box);
    return { shown: [shown], frames: await page.evaluate(stopFrames) };
  } finally {
    await contender.stop();
  }
}

export async function measureScale(): Promise<readonly Figure[]> {
  const app = await startDash('scale');
  const debug = await startDash('scale', ['--debug']);
  try {
    const loading = await measureLoad(app.url);
    const ours = await measureOurs(app.url);
    const dashs = await measureDashs(debug.url);
    const first = median(ours.shown);
    const figures = [
      loading,
      atMost('scale app: panel opened -> first correct graph', first, 'ms', 1_500, spread(ours.shown, 0)),
      atMost(
        'scale app: pan and zoom, p95 frame',
        percentile(ours.frames, 0.95),
        'ms',
        33,
        `${ours.frames.length} frames`,
      ),
      atMost('scale app: pan and zoom, worst frame', Math.max(...ours.frames), 'ms', 100),
    ];
    const [theirs] = dashs.shown;
    if (theirs !== undefined)
      figures.push(
        atMost(
          "scale app: first graph, ours / Dash's own",
          first / theirs,
          'ratio',
          0.1,
          `Dash's own: ${theirs.toFixed(0)} ms`,
        ),
      );
    if (dashs.frames.length > 0) {
      const p95 = percentile(dashs.frames, 0.95);
      const worst = Math.max(...dashs.frames);
      figures.push(
        atMost(
          "scale app: p95 frame, ours / Dash's own",
          percentile(ours.frames, 0.95) / p95,
          'ratio',
          1,
          `Dash's own: ${p95.toFixed(0)} ms`,
        ),
        atMost(
          "scale app: worst frame, ours / Dash's own",
          Math.max(...ours.frames) / worst,
          'ratio',
          1,
          `Dash's own: ${worst.toFixed(0)} ms`,
        ),
      );
    }
    return figures;
  } finally {
    await debug.stop();
    await app.stop();
  }
}
