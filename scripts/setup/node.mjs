import { existsSync, readFileSync } from 'node:fs';

import { runQuietly } from './command.mjs';
import { fingerprint, hasStamp, inProject, ROOT, writeStamp } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const WANTED = [20, 19];

/** Vite and Playwright need it; older versions fail later with obscure messages. */
export const nodeVersion = {
  name: 'Node',
  isDone: () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
  },
  run: () => {
    throw new PlainError(
      `Node ${WANTED.join('.')} or newer is needed, this is ${process.versions.node}: install it from nodejs.org.`,
    );
  },
};

const LOCK = inProject('package-lock.json');
const STAMP = inProject('node_modules', '.setup-stamp');

/**
 * npm's own record of what it installed agrees with the lock file, except for packages of other platforms: the user ran
 * `npm install` by hand, and installing everything again would be a waste of time.
 */
function isInstalledByHand() {
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(LOCK)) return false;
  try {
    const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
    const wanted = Object.entries(JSON.parse(readFileSync(LOCK, 'utf8')).packages);
    return wanted.every(
      ([name, entry]) =>
        name === '' || installed[name]?.version === entry.version || (entry.optional && !installed[name]),
    );
  } catch {
    return false;
  }
}

export const nodePackages = {
  name: 'Node packages',
  isDone: () => {
    const stamp = fingerprint([LOCK]);
    if (hasStamp(STAMP, stamp)) return true;
    if (!isInstalledByHand()) return false;
    writeStamp(STAMP, stamp);
    return true;
  },
  run: async () => {
    // `--include=dev`: the build needs its tools even if NODE_ENV is production.
    await runQuietly('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
      cwd: ROOT,
      complaint: 'npm could not install the packages of package-lock.json.',
    });
    writeStamp(STAMP, fingerprint([LOCK]));
  },
};
