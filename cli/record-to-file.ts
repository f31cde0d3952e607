import { writeFileSync } from 'node:fs';

import { type Browser, chromium, type Page } from 'playwright-core';

import { findChromium } from '../scripts/setup/chromium.mjs';
import { isRoot } from '../scripts/setup/command.mjs';
import { inProject } from '../scripts/setup/paths.mjs';
import { PlainError } from '../scripts/setup/plain-error.mjs';
import { withWholeValues } from '../src/session/whole-values';
import { toTraceFile } from '../src/trace/file/write-trace';
import type { TraceModel } from '../src/trace/model';
import type { Closers } from './closers';
import { openDashPage, waitUntilIdle } from './dash-page';
import { recordLivePage, type Recorder } from './recorder';

export interface Recording {
  readonly url: string;
  readonly out: string;
  /** What to do on the page once it has loaded. */
  readonly act: (page: Page) => Promise<void>;
  /** How long to keep recording after that. */
  readonly seconds?: number;
  readonly closers: Closers;
}

export interface RecordedFile {
  readonly model: TraceModel;
  /** How many apps the page had; the file has the one with the most calls. */
  readonly apps: number;
  /** A callback was still running when the recording ended. */
  readonly isCutShort: boolean;
}

const VIEWPORT = { width: 1280, height: 900 };

export async function launchPlainChromium(): Promise<Browser> {
  const { browser } = findChromium({ withExtension: false });
  if (browser === null) throw new PlainError('No Chromium was found: run npm run setup, or set CHROME_PATH to one.');
  return chromium.launch({
    executablePath: browser.path,
    headless: true,
    chromiumSandbox: false,
    args: isRoot() ? ['--no-sandbox'] : [],
    // The caller handles Ctrl-C (closers.ts).
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Opens the app in a browser without a window, records it, and writes the trace. */
export async function recordToFile({ url, out, act, seconds = 0, closers }: Recording): Promise<RecordedFile> {
  const browser = await launchPlainChromium();
  closers.add(() => browser.close());
  const page = await browser.newPage({ viewport: VIEWPORT });
  const recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
  await openDashPage(page, url);
  const isLoaded = await waitUntilIdle(page);
  await act(page);
  // The user chose this duration; it is not a wait for something to happen.
  await page.waitForTimeout(seconds * 1000);
  const isIdle = isLoaded && (await waitUntilIdle(page));
  await afterNextPaint(page);
  await recorder.caughtUp();
  const models = recorder.models();
  const model = mainModel(models);
  if (model === null) throw new PlainError(`${url} is a Dash app of a version that cannot be recorded.`);
  await writeTrace(recorder, model, out);
  await browser.close();
  return { model, apps: models.length, isCutShort: !isIdle };
}

/** The phase `painted` of the last call is only known after the frame that shows it. */
const afterNextPaint = (page: Page): Promise<void> =>
  page
    .evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))))
    .catch(() => undefined);

/** The app with the most calls: on a page with one app, opened once, the only one. */
const mainModel = (models: readonly TraceModel[]): TraceModel | null =>
  models.reduce<TraceModel | null>(
    (best, model) => (best === null || model.calls.size > best.calls.size ? model : best),
    null,
  );

async function writeTrace(recorder: Recorder, model: TraceModel, out: string): Promise<void> {
  const session = recorder.sessions().find((candidate) => candidate.models().includes(model));
  const file = toTraceFile(model);
  const whole = session === undefined ? file : await withWholeValues(file, session.fetchValue);
  try {
    writeFileSync(out, `${JSON.stringify(whole, null, 1)}\n`);
  } catch (error) {
    throw new PlainError(`${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
