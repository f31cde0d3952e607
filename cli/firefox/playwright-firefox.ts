import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { type BrowserContext, firefox, type Page } from 'playwright-core';

import { inProject } from '../../scripts/setup/paths.mjs';

/** Playwright, connected to a running Firefox. */
export interface AttachedFirefox {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly detach: () => Promise<void>;
}

/**
 * Playwright speaks WebDriver BiDi only to a Firefox that it starts itself: it reads the address off what the program
 * prints. So it gets a program that prints the address of ours, and waits.
 * @param url of a WebDriver BiDi session
 */
export async function attachPlaywright(url: string): Promise<AttachedFirefox> {
  const folder = mkdtempSync(inProject('.cache', 'firefox-stand-in-'));
  const program = path.join(folder, 'firefox');
  writeFileSync(
    program,
    `#!/bin/sh
echo 'WebDriver BiDi listening on ${url}' >&2
while [ -e "$0" ] && kill -0 "$PPID" 2>/dev/null; do sleep 0.2; done
`,
    { mode: 0o755 },
  );
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const context = await firefox.launchPersistentContext('', {
      channel: 'moz-firefox',
      executablePath: program,
      viewport: null,
      acceptDownloads: true,
    });
    const page = context.pages()[0];
    if (page === undefined) throw new Error('Firefox opened no page');
    return {
      context,
      page,
      detach: async () => {
        // Ends the program, which Playwright waits for.
        remove();
        await context.close();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
