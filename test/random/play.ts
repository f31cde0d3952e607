import { readFileSync, rmSync } from 'node:fs';

import { type BrowserContext, errors, type Page } from 'playwright-core';

import { waitUntilIdle } from '../../cli/dash-page';
import { recordLivePage } from '../../cli/recorder';
import { patience } from '../../scripts/pace.mjs';
import { inProject } from '../../scripts/setup/paths.mjs';
import { stringifyId } from '../../src/dash/component-id';
import type { JsonObject, JsonValue } from '../../src/lib/json';
import { withWholeValues } from '../../src/session/whole-values';
import type { TraceFile } from '../../src/trace/file/trace-file';
import { toTraceFile } from '../../src/trace/file/write-trace';
import type { LogLine } from '../support/servers/dash-server';
import type { RandomApp, RandomId, VisitStep } from './app';

/** One run of a clientside callback, as it recorded it itself. */
export interface PageRun {
  readonly callback: number;
  readonly run: string;
  /** Milliseconds since the page started, like all times recorded in the page. */
  readonly at: number;
  readonly args: readonly JsonValue[];
  readonly triggered: readonly { readonly prop_id: string; readonly value: JsonValue }[];
  readonly end: string;
  readonly outs: readonly string[];
}

/** A click, or a change of a text, as the page received it. */
export interface PageGesture {
  readonly type: 'click' | 'input';
  readonly id: string;
  readonly value: JsonValue;
  readonly at: number;
}

/** What was there at the end of the visit. */
export interface FinalPage {
  readonly runs: readonly PageRun[];
  readonly gestures: readonly PageGesture[];
  /** The properties of every component by its id as text; for duplicate ids those of the later one. */
  readonly layout: { readonly [id: string]: JsonObject };
  /** Ids the renderer can find. */
  readonly ids: readonly string[];
}

/** Everything known about one run of an app, from all sources. */
export interface Evidence {
  readonly app: RandomApp;
  /** Key of each callback of the app, as Dash made it. */
  readonly keys: readonly string[];
  readonly log: readonly LogLine[];
  readonly page: FinalPage;
  /** Uncaught errors, and messages of the console. */
  readonly complaints: readonly string[];
  /** `null` where the app ran without the extension. */
  readonly trace: TraceFile | null;
}

const ask = async (url: string, body: unknown): Promise<JsonObject> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the runner refused the app: ${(await response.text()).slice(0, 2_000)}`);
  return (await response.json()) as JsonObject;
};

/** How long a page may take to load: pages of a busy machine wait for each other. */
const LOAD_LIMIT = patience(180_000);

/** Serves an app, plays its visit in a page of its own, and gathers what everybody says of it. */
export async function playApp(
  context: BrowserContext,
  runner: string,
  lane: string,
  app: RandomApp,
  isRecorded: boolean,
): Promise<Evidence> {
  const { path, log, keys } = (await ask(new URL('_new', runner).href, app)) as unknown as {
    path: string;
    log: string;
    keys: readonly string[];
  };
  const page = await context.newPage();
  page.setDefaultNavigationTimeout(LOAD_LIMIT);
  try {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    const recorder = isRecorded ? await recordLivePage(page, inProject('dist', 'agent.js')) : null;
    await page.goto(new URL(path, lane).href);
    await rest(page, app);
    for (const step of app.visit) await playStep(page, app, step);
    await rest(page, app);
    await recorder?.caughtUp();
    const final = await page.evaluate(() => (window as unknown as RandomWindow).randomApp.read());
    const [session] = recorder?.sessions() ?? [];
    const [model] = session?.models() ?? [];
    const trace =
      session === undefined || model === undefined
        ? null
        : await withWholeValues(toTraceFile(model), session.fetchValue);
    return { app, keys, log: readLog(log), page: final, complaints, trace };
  } finally {
    await page.close();
    await ask(new URL('_drop', runner).href, { path });
    rmSync(log, { force: true });
  }
}

function readLog(file: string): readonly LogLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine)
    .sort((a, b) => a.n - b.n);
}

/** Waits until no call is open, and no interval will tick again. */
async function rest(page: Page, app: RandomApp): Promise<void> {
  const times = app.components.flatMap((component) => (component.type === 'interval' ? [component] : []));
  for (const { id, times: count } of times)
    await page.waitForFunction(
      ([own, wanted]) => (window as unknown as RandomWindow).randomApp.ticks(own) >= wanted,
      [id, count] as const,
      { polling: 50, timeout: LOAD_LIMIT },
    );
  if (!(await waitUntilIdle(page, LOAD_LIMIT))) throw new Error('the app did not come to rest');
  // A busy machine may show later what the store holds already.
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

const locate = (id: RandomId): string => `[id="${stringifyId(id).replaceAll('"', String.raw`\"`)}"]`;

async function playStep(page: Page, app: RandomApp, step: VisitStep): Promise<void> {
  if (step.do === 'rest') {
    await rest(page, app);
    return;
  }
  const place = page.locator(locate(step.id)).first();
  // What a callback removed from the page can no longer be clicked.
  if ((await place.count()) === 0) return;
  const options = { timeout: GESTURE_LIMIT, noWaitAfter: true };
  try {
    if (step.do === 'click') await place.click(options);
    else if (step.do === 'type') await place.pressSequentially(step.text, options);
    else await place.locator('label').nth(step.option).click(options);
  } catch (error) {
    // It was removed meanwhile, or callbacks kept moving it: only the gestures that the page saw count.
    if (!(error instanceof errors.TimeoutError)) throw error;
  }
}

const GESTURE_LIMIT = patience(30_000);

/** The functions of page.js. */
interface RandomWindow {
  readonly randomApp: { readonly read: () => FinalPage; readonly ticks: (id: string) => number };
}
