import { existsSync } from 'node:fs';

import { canInstallDebianPackages, findOnPath, installDebianPackages } from './command.mjs';
import { PlainError } from './plain-error.mjs';

const NAMES = ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'];
const ELSEWHERE = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const COMPLAINT = 'This needs Firefox 142 or newer: install it, or set FIREFOX_PATH to its program.';

/** The Firefox the tests use: FIREFOX_PATH, else an installed one. @returns {string | null} */
export function findFirefox() {
  const chosen = process.env.FIREFOX_PATH;
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  for (const name of NAMES) {
    const found = findOnPath(name);
    if (found !== null) return found;
  }
  return ELSEWHERE.find((file) => existsSync(file)) ?? null;
}

/** For the tests, and for `npm start -- --browser firefox`. @type {import('../setup.mjs').Step} */
export const firefox = {
  name: 'Firefox',
  isDone: () => findFirefox() !== null,
  run: async () => {
    if (canInstallDebianPackages()) await installDebianPackages(['firefox-esr'], COMPLAINT);
    if (findFirefox() === null) throw new PlainError(COMPLAINT);
  },
};
