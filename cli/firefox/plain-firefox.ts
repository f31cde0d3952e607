import type { BrowserContext } from 'playwright-core';

import { startBidiRelay } from './bidi-relay';
import { startFirefox } from './firefox-process';
import { attachPlaywright } from './playwright-firefox';

export interface PlainFirefox {
  readonly context: BrowserContext;
  readonly stop: () => Promise<void>;
}

/** A Firefox without extensions and without toolbox. */
export async function startPlainFirefox(): Promise<PlainFirefox> {
  const firefox = await startFirefox({ headless: true });
  try {
    const relay = await startBidiRelay(firefox.sessionUrl, async (context) => {
      await relay.send('browsingContext.activate', { context });
    });
    const { context, detach } = await attachPlaywright(relay.url);
    await relay.collectBodies();
    return {
      context,
      async stop() {
        await detach();
        await relay.stop();
        await firefox.stop();
      },
    };
  } catch (error) {
    await firefox.stop();
    throw error;
  }
}
