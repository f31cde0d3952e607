import type { CDPSession, Page } from 'playwright-core';

import { type ChromiumProcess, startChromium } from '../cli/chromium-process';
import { type DevtoolsPanel, openPanel } from '../cli/devtools-panel';
import { type FirefoxPanel, openFirefoxPanel } from '../cli/firefox/firefox-panel';
import { startFirefox } from '../cli/firefox/firefox-process';
import { inProject } from '../scripts/setup/paths.mjs';

/** What is compared: no extension; the extension recording; DevTools alone on its Console; DevTools on our panel. */
export type ContenderName = 'none' | 'recording' | 'devtools' | 'panel';

/** A browser that takes part in the comparison. */
export interface Contender {
  readonly name: ContenderName;
  readonly page: Page;
  /** `null` if DevTools is not open. */
  readonly devtools: DevtoolsPanel | null;
  readonly stop: () => Promise<void>;
}

/** The same window for all, so that the page draws the same. */
const WINDOW = { width: 1500, height: 1000 };

async function stopAll(browser: { close(): Promise<void> }, chromium: ChromiumProcess): Promise<void> {
  await browser.close();
  await chromium.stop();
}

/** No extension, or the extension recording with no panel open. */
export async function startPlain(name: 'none' | 'recording'): Promise<Contender> {
  const extension = name === 'none' ? {} : { extension: inProject('dist', 'chrome') };
  const chromium = await startChromium({ headless: true, size: WINDOW, ...extension });
  const { browser, context } = await chromium.connect();
  const page = context.pages()[0] ?? (await context.newPage());
  return { name, page, devtools: null, stop: () => stopAll(browser, chromium) };
}

/** DevTools in a separate window, on our panel or, if `isShown` is false, on its own view. */
export async function startWithPanel(isShown = true): Promise<Contender & { readonly devtools: DevtoolsPanel }> {
  const chromium = await startChromium({
    headless: true,
    size: WINDOW,
    extension: inProject('dist', 'chrome'),
    openDevtools: true,
  });
  const devtools = await openPanel(chromium, isShown);
  await devtools.dock('undocked');
  return { name: 'panel', page: devtools.page, devtools, stop: () => stopAll(devtools.browser, chromium) };
}

/** DevTools without the extension, in a separate window, on the Console: what DevTools itself costs the page. */
export async function startDevtools(): Promise<Contender> {
  const chromium = await startChromium({ headless: true, size: WINDOW, openDevtools: true });
  const devtools = await openPanel(chromium, false);
  await devtools.dock('undocked');
  await devtools.show('console');
  return { name: 'devtools', page: devtools.page, devtools, stop: () => stopAll(devtools.browser, chromium) };
}

/** Firefox with its toolbox in a separate window, on our panel. */
export async function startFirefoxWithPanel(): Promise<FirefoxPanel & { readonly stop: () => Promise<void> }> {
  const firefox = await startFirefox({ headless: true });
  try {
    const opened = await openFirefoxPanel(firefox, inProject('dist', 'firefox'));
    await opened.dock('undocked');
    return {
      ...opened,
      async stop() {
        await opened.detach();
        await firefox.stop();
      },
    };
  } catch (error) {
    await firefox.stop();
    throw error;
  }
}

/**
 * Runs `work` with each contender in turn, `rounds` times, each round starting with another one. Reports progress on
 * stderr.
 */
export async function inTurns<T>(
  what: string,
  contenders: readonly Contender[],
  rounds: number,
  work: (contender: Contender) => Promise<T>,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map<string, T[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(round + turn) % contenders.length];
      if (contender !== undefined) results.get(contender.name)?.push(await work(contender));
    }
    console.error(`${what}: round ${round + 1} of ${rounds}`);
  }
  return results;
}

/** The value of one contender divided by that of another, for each round. */
export function ratios(
  results: ReadonlyMap<string, readonly number[]>,
  of: ContenderName,
  to: ContenderName,
): readonly number[] {
  const base = results.get(to) ?? [];
  return (results.get(of) ?? []).map((value, index) => value / (base[index] ?? Number.NaN));
}

/** Bytes of JavaScript heap in use after garbage collection. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
