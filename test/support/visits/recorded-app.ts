import { type Browser, expect, type Page } from '@playwright/test';

import { waitUntilIdle } from '../../../cli/dash-page';
import { recordLivePage } from '../../../cli/recorder';
import { inProject } from '../../../scripts/setup/paths.mjs';
import type { FileCall, TraceFile } from '../../../src/trace/file/trace-file';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import { plainText } from '../../../src/words/plain';
import { describeEnd } from '../../../src/words/reasons';

/** A page without the extension whose recording can be read at any moment. */
export interface RecordedApp {
  readonly page: Page;
  readonly click: (selector: string) => Promise<void>;
  /** Waits until no callback is pending. */
  readonly rest: () => Promise<void>;
  readonly trace: () => Promise<TraceFile>;
  /** The calls of a callback so far, by its output string. */
  readonly callsOf: (output: string) => Promise<readonly FileCall[]>;
  /** Waits until the last call of a callback has this outcome, and gives back its reason as a person reads it. */
  readonly reasonOf: (output: string, outcome: FileCall['outcome']) => Promise<string | null>;
}

/** Opens an app, plays with it, and closes the page again. */
export async function withRecordedApp(
  browser: Browser,
  url: string,
  play: (app: RecordedApp) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
    await page.goto(url);
    const trace = async (): Promise<TraceFile> => {
      await recorder.caughtUp();
      const [model] = recorder.models();
      if (model === undefined) throw new Error('no app was recorded');
      return toTraceFile(model);
    };
    const callsOf = async (output: string): Promise<readonly FileCall[]> =>
      (await trace()).calls.filter(({ callback }) => callback === output);
    await play({
      page,
      trace,
      callsOf,
      click: (selector) => page.locator(selector).click(),
      rest: async () => {
        expect(await waitUntilIdle(page), 'the app comes to rest').toBe(true);
      },
      reasonOf: async (output, outcome) => {
        await expect.poll(async () => (await callsOf(output)).at(-1)?.outcome, { message: output }).toBe(outcome);
        const call = (await callsOf(output)).at(-1);
        return call === undefined ? null : plainText(describeEnd(call)) || null;
      },
    });
  } finally {
    await context.close();
  }
}
