import { chromium } from 'playwright-core';

import { createLaneIndex } from '../../src/analysis/timeline-index';
import { findChromium } from '../../scripts/setup/chromium.mjs';
import { isRoot } from '../../scripts/setup/command.mjs';
import { atMost, median, percentile, type Figure } from '../figure';
import { serveDevPage } from '../dev-page';
import { recordFrames, stopFrames } from '../frames';

const BARS = 100_000;
const QUERIES = 2_000;
const PIXELS = 1_200;

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

function measureQueries(): readonly Figure[] {
  const next = random(7);
  const lane = createLaneIndex();
  let at = 0;
  for (let bar = 0; bar < BARS; bar++) {
    at += next() * 12;
    lane.add(at, at + next() * 60);
  }
  const times = Array.from({ length: QUERIES }, () => {
    const span = at * 10 ** (-4 * next());
    const from = next() * (at - span);
    let seen = 0;
    const start = performance.now();
    for (let row = 0; row < lane.rows; row++) lane.visit(row, from, from + span, span / PIXELS, () => seen++);
    const took = performance.now() - start;
    if (seen === 0) throw new Error('The window shows no bar.');
    return took;
  });
  return [
    atMost(
      'timeline: a query of what is in view, 100,000 bars, p95',
      percentile(times, 0.95),
      'ms',
      2,
      `median ${median(times).toFixed(3)} ms, ${QUERIES} windows from all to a ten-thousandth`,
    ),
  ];
}

/** The timeline's development page, built for production, with 100,000 calls. */
async function measureDrawing(): Promise<readonly Figure[]> {
  const page = await serveDevPage('timeline-dev');
  const { browser: found } = findChromium({ withExtension: false });
  if (found === null) throw new Error('No Chromium was found.');
  const browser = await chromium.launch({ executablePath: found.path, args: isRoot() ? ['--no-sandbox'] : [] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1300, height: 700 } });
    await tab.goto(`${page.url}?scenario=crowd&still`);
    const canvas = tab.locator('canvas').last();
    await canvas.waitFor();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('The timeline shows no canvas.');
    await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await tab.evaluate(recordFrames);
    for (let step = 0; step < 60; step++) await tab.mouse.wheel(0, step < 40 ? -60 : 60);
    await tab.mouse.down();
    for (let step = 1; step <= 60; step++)
      await tab.mouse.move(box.x + box.width / 2 + step * 4, box.y + box.height / 2);
    await tab.mouse.up();
    const frames = await tab.evaluate(stopFrames);
    return [
      atMost(
        'timeline: zoom and pan over 100,000 bars, p95 frame',
        percentile(frames, 0.95),
        'ms',
        33,
        `${frames.length} frames, worst ${Math.max(...frames).toFixed(0)} ms`,
      ),
    ];
  } finally {
    await browser.close();
    await page.close();
  }
}

export async function measureTimeline(): Promise<readonly Figure[]> {
  return [...measureQueries(), ...(await measureDrawing())];
}
