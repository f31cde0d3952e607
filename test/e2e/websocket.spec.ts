import type { Browser, BrowserContext, Page } from '@playwright/test';

import { waitUntilIdle } from '../../cli/dash-page';
import { launchPlainChromium } from '../../cli/record-to-file';
import { recordLivePage, type Recorder } from '../../cli/recorder';
import { inProject } from '../../scripts/setup/paths.mjs';
import { toTraceFile } from '../../src/trace/file/write-trace';
import type { TraceFile } from '../../src/trace/file/trace-file';
import { compareWithLog } from '../support/compare/compare-with-log';
import { expect, test } from '../support/browsers/fixtures';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

interface RecordedTab {
  readonly page: Page;
  readonly trace: () => Promise<TraceFile>;
}

async function openTab(context: BrowserContext, url: string): Promise<RecordedTab> {
  const page = await context.newPage();
  const recorder: Recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
  await page.goto(url);
  await waitUntilIdle(page);
  return {
    page,
    trace: async () => {
      await recorder.caughtUp();
      const [model] = recorder.models();
      if (model === undefined) throw new Error('the page has a renderer');
      return toTraceFile(model);
    },
  };
}

const linesOf = ({ events }: TraceFile): readonly unknown[] =>
  events.filter(({ type, what }) => type === 'connection' && what !== 'get_props').map(({ what }) => what);

test('calls under way are cancelled when the server is killed, and persistent ones start again when it is back', async ({
  dash,
}) => {
  const first = await dash('ws_persistent');
  const { page, trace } = await openTab(await browser.newContext(), first.url);
  await expect(page.locator('#ticks')).toHaveText(/[1-9]/);
  await page.locator('#toggle').click();
  await expect(page.locator('#toggled-ticks')).toHaveText(/[1-9]/);
  process.kill(-first.pid, 'SIGKILL');
  await expect
    .poll(async () => (await trace()).calls.map(({ outcome }) => outcome))
    .toEqual(['cancelled', 'cancelled']);
  const lost = await trace();
  expect(lost.calls.map(({ reason }) => reason?.code)).toEqual(['connection_lost', 'connection_lost']);
  expect(linesOf(lost).slice(0, 2)).toEqual(['connected', 'disconnected']);

  await dash('ws_persistent', ['--port', new URL(first.url).port]);
  // The one without an input starts by itself; the one from a click stays finished.
  await expect
    .poll(
      async () =>
        (await trace()).calls.map(({ causes, outcome }) => `${causes.map(({ type }) => type).join()} ${outcome}`),
      { timeout: 30_000 },
    )
    .toEqual(['initial cancelled', 'user cancelled', 'reconnect pending']);
  await page.locator('#meanwhile').click();
  await expect(page.locator('#answer')).toHaveText('answer 1');
  await page.locator('#stop').click();
  await expect(page.locator('#state')).toHaveText('stopped');
  await waitUntilIdle(page);
  const back = await trace();
  expect(linesOf(back).at(-1)).toBe('connected');
  const [begun, toggled, again, answer] = back.calls;
  expect([again?.callback, answer?.callback, answer?.outcome]).toEqual([begun?.callback, 'answer.children', 'updated']);
  expect(toggled?.outcome).toBe('cancelled');
  expect(again?.sideUpdates.some(({ props }) => props['ticks'] !== undefined)).toBe(true);
});

test('two tabs on one shared worker keep their calls and streams separate', async ({ dash }) => {
  const server = await dash('ws_stream');
  const context = await browser.newContext();
  const one = await openTab(context, server.url);
  const two = await openTab(context, server.url);
  const { targetInfos } = await (await browser.newBrowserCDPSession()).send('Target.getTargets');
  expect(targetInfos.filter(({ type, url }) => type === 'shared_worker' && url.startsWith(server.url))).toHaveLength(1);

  await one.page.locator('#start').click();
  await two.page.locator('#second').click();
  await expect(one.page.locator('#result')).toHaveText('run 1 is done');
  await expect(two.page.locator('#second-result')).toHaveText('run 1 is done');
  await Promise.all([waitUntilIdle(one.page), waitUntilIdle(two.page)]);

  const traces = await Promise.all([one.trace(), two.trace()]);
  const written = traces.map(({ calls }) => [
    ...new Set(
      calls.flatMap(({ callback, sideUpdates }) =>
        sideUpdates.flatMap(({ props }) => Object.keys(props).map((id) => `${callback} wrote ${id}`)),
      ),
    ),
  ]);
  expect(written).toEqual([
    ['result.children wrote bar', 'result.children wrote step'],
    ['second-result.children wrote second-step'],
  ]);
  expect(
    traces.map(({ calls }) => [...new Set(calls.map(({ callback, outcome }) => `${callback} ${outcome}`))]),
  ).toEqual([['result.children updated', 'follower.children updated'], ['second-result.children updated']]);
  expect(compareWithLog(traces, server.log()).differences).toEqual([]);
});
