import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { canInstallDebianPackages, findOnPath, installDebianPackages, outputOf, runQuietly } from './command.mjs';
import { ROOT } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/** Since this version Google Chrome ignores `--load-extension`; Chromium and Chrome for Testing still support it. */
const BRANDED_WITHOUT_EXTENSIONS = 137;

/** @typedef {{ path: string, name: string, major: number, branded: boolean }} Browser */

/**
 * Reads what `--version` prints, such as `Chromium 141.0.7390.54 built on Debian` or `Google Chrome 139.0.7258.66`.
 * @returns {{ name: string, major: number, branded: boolean } | null}
 */
export function parseVersion(/** @type {string} */ text) {
  const match = /^(.*?)\s+(\d+)\.\d+/m.exec(text.trim());
  if (match === null) return null;
  const name = match[1];
  return { name, major: Number(match[2]), branded: /^Google Chrome\b/.test(name) && !/for Testing/.test(name) };
}

/** Whether a browser loads an extension from a folder given on the command line. */
export const canLoadExtension = (/** @type {{ major: number, branded: boolean }} */ browser) =>
  !browser.branded || browser.major < BRANDED_WITHOUT_EXTENSIONS;

/** On Windows, `chrome.exe --version` opens a window; but the folder next to it is named after the version. */
function windowsVersion(/** @type {string} */ file) {
  const version = readdirSync(path.dirname(file)).find((name) => /^\d+\.\d+\.\d+\.\d+$/.test(name));
  if (version === undefined) return null;
  const name = /\\Google\\Chrome( SxS| Beta| Dev)?\\/.test(file) ? 'Google Chrome' : 'Chromium';
  return `${name} ${version}`;
}

/** @returns {Browser | null} */
function inspect(/** @type {string} */ file) {
  if (!existsSync(file)) return null;
  const text = process.platform === 'win32' ? windowsVersion(file) : outputOf(file, ['--version']);
  const version = text === null ? null : parseVersion(text);
  return version === null ? null : { path: file, ...version };
}

/** Where Playwright keeps the Chromium it downloads; `null` while its package is not installed. */
function playwrightChromium() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  } catch {
    return null;
  }
}

/** Chrome for Testing as `@puppeteer/browsers` installs it in the user's cache. */
function puppeteerChromes() {
  const cache = path.join(os.homedir(), '.cache', 'puppeteer', 'chrome');
  const inside = {
    linux: ['chrome-linux64/chrome'],
    darwin: [
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: ['chrome-win64/chrome.exe'],
  }[/** @type {'linux'} */ (process.platform)];
  if (inside === undefined || !existsSync(cache)) return [];
  const versions = readdirSync(cache).sort().reverse();
  return versions.flatMap((version) => inside.map((file) => path.join(cache, version, file)));
}

/**
 * Known locations on the two systems where programs are not on PATH: open-source browsers first, Google Chrome last.
 */
function installedElsewhere() {
  if (process.platform === 'darwin') {
    const applications = ['/Applications', path.join(os.homedir(), 'Applications')];
    return ['Chromium', 'Google Chrome for Testing', 'Google Chrome'].flatMap((name) =>
      applications.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (process.platform === 'win32') {
    const folders = [process.env.LOCALAPPDATA, process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']];
    return ['Chromium', 'Google\\Chrome for Testing', 'Google\\Chrome'].flatMap((name) =>
      folders.filter(Boolean).map((folder) => `${folder}\\${name}\\Application\\chrome.exe`),
    );
  }
  return [];
}

/** Every place to look, best first. */
export function* chromiumCandidates() {
  for (const name of ['chromium', 'chromium-browser', 'chrome-for-testing', 'google-chrome-for-testing']) {
    const file = findOnPath(name);
    if (file !== null) yield file;
  }
  const downloaded = playwrightChromium();
  if (downloaded !== null) yield downloaded;
  yield* puppeteerChromes();
  yield* installedElsewhere();
  for (const name of ['google-chrome-stable', 'google-chrome', 'chrome']) {
    const file = findOnPath(name);
    if (file !== null) yield file;
  }
}

const tooBranded = (/** @type {Browser} */ browser) =>
  `${browser.name} ${browser.major} cannot load an extension from a folder (no Google Chrome since ${BRANDED_WITHOUT_EXTENSIONS} can)`;

/**
 * The browser to start. If `CHROME_PATH` is set, only that one is considered.
 * @param {{ withExtension?: boolean, candidates?: Iterable<string>, look?: (file: string) => Browser | null }}
 *   [options] `withExtension: false` if a page without our extension is enough, so that any Chrome will do
 * @returns {{ browser: Browser | null, refused: string[] }} `refused` says why the browsers that were found cannot be
 *   used
 */
export function findChromium({ withExtension = true, candidates = chromiumCandidates(), look = inspect } = {}) {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') {
    const browser = look(chosen);
    if (browser === null) throw new PlainError(`CHROME_PATH is ${chosen}, which is not a Chromium that runs.`);
    if (withExtension && !canLoadExtension(browser)) {
      throw new PlainError(`CHROME_PATH: ${tooBranded(browser)}; use Chromium or Chrome for Testing.`);
    }
    return { browser, refused: [] };
  }
  const refused = new Set();
  for (const file of candidates) {
    const browser = look(file);
    if (browser === null) continue;
    if (!withExtension || canLoadExtension(browser)) return { browser, refused: [...refused] };
    refused.add(tooBranded(browser));
  }
  return { browser: null, refused: [...refused] };
}

const WHAT_TO_INSTALL =
  'install Chromium (Debian: sudo apt install chromium) or Chrome for Testing, or set CHROME_PATH to one.';

/** @returns {Promise<boolean>} whether one attempt led to a browser that runs */
async function attempt(/** @type {() => Promise<unknown>} */ install) {
  try {
    await install();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
  }
  return findChromium().browser !== null;
}

export const chromium = {
  name: 'Chromium',
  isDone: () => findChromium().browser !== null,
  run: async () => {
    const { refused } = findChromium();
    for (const reason of refused) console.log(`  ${reason}.`);
    const complaint = 'not installed';
    // Ubuntu has no `chromium` package outside of snap; Playwright's download is the next best choice.
    if (
      canInstallDebianPackages() &&
      (await attempt(() => installDebianPackages(['chromium', 'fonts-liberation'], complaint)))
    ) {
      return;
    }
    const npx = () => runQuietly('npx', ['playwright', 'install', 'chromium'], { cwd: ROOT, complaint });
    if (await attempt(npx)) return;
    const reason = refused.length === 0 ? 'No Chromium was found and none could be downloaded' : refused[0];
    throw new PlainError(`${reason}: ${WHAT_TO_INSTALL}`);
  },
};
