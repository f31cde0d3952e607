import { test as base } from '@playwright/test';

import { type PanelBrowser, startPanelBrowser } from './browser';
import { type DashServer, startDashServer } from './dash-server';

interface Fixtures {
  /** Starts an example with a log of its calls; it is stopped after the test. */
  readonly dash: (example: string, args?: readonly string[]) => Promise<DashServer>;
  /** A fresh Chromium with DevTools open on our panel. A failed test keeps a picture of it. */
  readonly panel: PanelBrowser;
}

export const test = base.extend<Fixtures>({
  dash: async ({}, use, testInfo) => {
    const servers: DashServer[] = [];
    await use(async (example, args) => {
      const server = await startDashServer(example, testInfo.outputDir, args);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
  },
  panel: async ({}, use, testInfo) => {
    const panel = await startPanelBrowser();
    await use(panel);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('panel', { body: await panel.devtools.screenshot(), contentType: 'image/png' });
      await testInfo.attach('app', { body: await panel.page.screenshot(), contentType: 'image/png' });
    }
    await panel.stop();
  },
});

export { expect } from '@playwright/test';
