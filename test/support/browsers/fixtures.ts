import { expect, test as base } from '@playwright/test';

import { startPanelBrowser } from './browser';
import { type DashServer, startDashServer } from '../servers/dash-server';
import type { PanelBrowser } from './panel-browser';

interface Fixtures {
  /** Starts an example with a log of its calls; it is stopped after the test. */
  readonly dash: (
    example: string,
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<DashServer>;
  /** Whether the panel is shown from the start; with `test.use({ isPanelShown: false })` the test opens it itself. */
  readonly isPanelShown: boolean;
  /** Whether the test changes the browser's stored data of the extension, and needs a browser of its own. */
  readonly needsOwnBrowser: boolean;
  /** A clean browser with DevTools open on our panel, which may not throw. A failed test keeps a screenshot of it. */
  readonly panel: PanelBrowser;
}

interface WorkerFixtures {
  /** The browser that tests use one after the other: starting one takes longer than most tests. */
  readonly sharedBrowser: { readonly get: () => Promise<PanelBrowser> };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  dash: async ({}, use, testInfo) => {
    const servers: DashServer[] = [];
    await use(async (example, args, env) => {
      const server = await startDashServer(example, testInfo.outputDir, args, undefined, env);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
  },
  isPanelShown: [true, { option: true }],
  needsOwnBrowser: [false, { option: true }],
  sharedBrowser: [
    async ({ browserName }, use) => {
      const started: PanelBrowser[] = [];
      await use({ get: async () => started[0] ?? (started[0] = await startPanelBrowser(browserName)) });
      await started[0]?.stop();
    },
    { scope: 'worker' },
  ],
  panel: async ({ isPanelShown, needsOwnBrowser, sharedBrowser, browserName }, use, testInfo) => {
    const isShared = isPanelShown && !needsOwnBrowser;
    const panel = isShared ? await sharedBrowser.get() : await startPanelBrowser(browserName, isPanelShown);
    await use(panel);
    expect.soft(panel.thrown, 'thrown in the panel').toEqual([]);
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const [name, page] of [
        ['panel', panel.devtools],
        ['app', panel.page],
      ] as const) {
        const path = testInfo.outputPath(`${name}.png`);
        await page.screenshot({ path });
        await testInfo.attach(name, { path, contentType: 'image/png' });
      }
    }
    // After a failed test the worker ends, and its browser with it.
    await (isShared ? panel.reset() : panel.stop());
  },
});

export { expect };
