import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { findFirefox } from '../../scripts/setup/firefox.mjs';
import { inProject } from '../../scripts/setup/paths.mjs';
import { PlainError } from '../../scripts/setup/plain-error.mjs';
import { startChild } from '../child-process';

const START_LIMIT_MS = 60_000;
const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;

export interface FirefoxOptions {
  readonly headless: boolean;
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

export interface FirefoxProcess {
  readonly pid: number;
  /** Where it accepts its one WebDriver BiDi session. */
  readonly sessionUrl: string;
  /** Resolves when the browser is gone, because it was stopped or the user closed its last window. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A browser that asks nothing, loads nothing by itself and opens no page of its own. */
const QUIET = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.pagethumbnails.capturing_disabled': true,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'devtools.selfxss.count': 5,
  'devtools.toolbox.splitconsole.open': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  // Gives the focus even to a window in the background.
  'focusmanager.testmode': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'startup.homepage_welcome_url': 'about:blank',
  'termsofuse.bypassNotification': true,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
} as const;

/** Starts Firefox with a temporary profile; its DevTools can be controlled as well as its pages. */
export async function startFirefox({ headless, preferences = {} }: FirefoxOptions): Promise<FirefoxProcess> {
  const program = findFirefox();
  if (program === null) throw new PlainError('No Firefox was found: install it, or set FIREFOX_PATH to its program.');
  mkdirSync(inProject('.cache'), { recursive: true });
  const profile = mkdtempSync(inProject('.cache', 'firefox-'));
  const lines = Object.entries({ ...QUIET, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(path.join(profile, 'user.js'), lines.join(''));
  const child = startChild(program, [
    ...(headless ? ['--headless'] : []),
    '--profile',
    profile,
    '--no-remote',
    // It chooses a free port itself, and prints it.
    '--remote-debugging-port=0',
    '--remote-allow-system-access',
    'about:blank',
  ]);
  const remove = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  // Also when this program ends with an error; its children have been killed by then (child-process.ts).
  process.once('exit', remove);
  const stop = async (): Promise<void> => {
    await child.stop();
    process.off('exit', remove);
    remove();
  };
  const url = await new Promise<string | null>((resolve) => {
    child.onLine((line) => {
      const found = LISTENING.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void child.ended.then(() => resolve(null));
    setTimeout(() => resolve(null), START_LIMIT_MS).unref();
  });
  if (url !== null) return { pid: child.pid, sessionUrl: `${url}/session`, ended: child.ended, stop };
  await stop();
  throw new PlainError('Firefox did not start.', child.output().trimEnd().split('\n').slice(-10).join('\n'));
}
