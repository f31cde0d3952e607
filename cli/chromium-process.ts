import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { type Browser, type BrowserContext, chromium } from 'playwright-core';

import { patience } from '../scripts/pace.mjs';
import { findChromium } from '../scripts/setup/chromium.mjs';
import { isRoot } from '../scripts/setup/command.mjs';
import { inProject } from '../scripts/setup/paths.mjs';
import { PlainError } from '../scripts/setup/plain-error.mjs';
import { type Child, startChild } from './child-process';

const START_LIMIT_MS = patience(60_000);
const STEP_MS = 50;

export interface ChromiumOptions {
  readonly headless: boolean;
  /** Folder of an unpacked extension. */
  readonly extension?: string;
  readonly openDevtools?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  /** Name -> address, for instance `MAP app.test 127.0.0.1`. */
  readonly hostRules?: string;
  readonly args?: readonly string[];
}

export interface ChromiumProcess {
  readonly pid: number;
  /** Opens another connection; closing it does not close the browser. */
  connect(): Promise<{ browser: Browser; context: BrowserContext }>;
  /** Resolves when the browser has ended: it was stopped, or the user closed its last window. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The new headless mode is the real browser without a window; only this one runs extensions. */
function commandLine(options: ChromiumOptions, profile: string, sandbox: boolean): string[] {
  const { width, height } = options.size ?? { width: 1500, height: 1000 };
  return [
    `--user-data-dir=${profile}`,
    // Chromium picks a free port itself and writes it into the profile.
    '--remote-debugging-port=0',
    `--window-size=${width},${height}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(options.headless
      ? [
          '--headless=new',
          '--disable-gpu',
          '--hide-scrollbars',
          '--mute-audio',
          // Without it, a bar about `--no-sandbox` uses some of the height.
          '--test-type',
          // A test clicks in the app while DevTools has the focus, and vice versa.
          '--disable-background-timer-throttling',
          '--disable-backgrounding-occluded-windows',
          '--disable-renderer-backgrounding',
        ]
      : []),
    ...(sandbox ? [] : ['--no-sandbox']),
    ...(options.extension === undefined
      ? []
      : [`--disable-extensions-except=${options.extension}`, `--load-extension=${options.extension}`]),
    ...(options.openDevtools === true ? ['--auto-open-devtools-for-tabs'] : []),
    ...(options.hostRules === undefined ? [] : [`--host-resolver-rules=${options.hostRules}`]),
    ...(options.args ?? []),
    'about:blank',
  ];
}

/**
 * Starts Chromium as an ordinary program, with a temporary profile. Not with Playwright's own launch: that stays
 * attached and closes the page's dialogs itself, which is wrong for a window that is used.
 */
export async function startChromium(options: ChromiumOptions): Promise<ChromiumProcess> {
  const { browser } = findChromium({ withExtension: options.extension !== undefined });
  if (browser === null) throw new PlainError('No Chromium was found: run npm run setup, or set CHROME_PATH to one.');
  // The sandbox does not work for root, nor on systems that forbid user namespaces: then start without it.
  const attempts = isRoot() ? [false] : [true, false];
  for (const sandbox of attempts) {
    // In the project, not in the system's temporary folder, which a Chromium from a snap cannot see.
    mkdirSync(inProject('.cache'), { recursive: true });
    const profile = mkdtempSync(inProject('.cache', 'chromium-'));
    const child = startChild(browser.path, commandLine(options, profile, sandbox));
    const port = await debuggingPort(child, profile);
    if (port !== null) return toProcess(child, profile, port);
    await child.stop();
    removeProfile(profile);
    if (sandbox === attempts.at(-1)) {
      throw new PlainError(
        `${browser.name} ${browser.major} did not start.`,
        child.output().trimEnd().split('\n').slice(-10).join('\n'),
      );
    }
  }
  throw new Error('unreachable');
}

/** The port Chromium listens on, or `null` if it ended before listening. */
async function debuggingPort(child: Child, profile: string): Promise<number | null> {
  const file = path.join(profile, 'DevToolsActivePort');
  const deadline = performance.now() + START_LIMIT_MS;
  while (child.isRunning() && performance.now() < deadline) {
    if (existsSync(file)) {
      const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
      if (port > 0) return port;
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  return null;
}

function toProcess(child: Child, profile: string, port: number): ChromiumProcess {
  const remove = (): void => removeProfile(profile);
  // Also if this program crashes; by then its children have been killed (child-process.ts).
  process.once('exit', remove);
  return {
    pid: child.pid,
    connect: async () => {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const context = browser.contexts()[0];
      if (context === undefined) throw new Error('Chromium offers no default context');
      return { browser, context };
    },
    ended: child.ended,
    stop: async () => {
      await child.stop();
      process.off('exit', remove);
      remove();
    },
  };
}

function removeProfile(profile: string): void {
  // Chromium's child processes may still write files while the folder is deleted.
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
