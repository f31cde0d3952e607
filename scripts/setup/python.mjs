import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';

import { canInstallDebianPackages, installDebianPackages, outputOf, runQuietly } from './command.mjs';
import { fingerprint, hasStamp, inProject, ROOT, writeStamp } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const WANTED = [3, 9];
const NAMES = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.9'];

/** `3.11.7` of a Python that runs, or `null`. A name on PATH may be a shim or a store link that does not run. */
const versionOf = (/** @type {string} */ command) =>
  outputOf(command, ['-c', 'import sys; print(".".join(map(str, sys.version_info[:3])))']);

/** Whether a version like `3.11.7` is new enough. */
export function isWantedPython(/** @type {string | null} */ version) {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

/** @returns {{ command: string, version: string } | null} */
export function findPython() {
  for (const command of NAMES) {
    const version = versionOf(command);
    if (version !== null && isWantedPython(version)) return { command, version };
  }
  return null;
}

function requirePython() {
  const python = findPython();
  if (python === null) {
    throw new PlainError(
      `Python ${WANTED.join('.')} or newer is needed and none of ${NAMES.slice(0, 2).join(', ')} is one: install it from python.org.`,
    );
  }
  return python;
}

/** The interpreter in a virtual environment of the project, `.venv` by default. */
export const venvPython = (folder = '.venv') =>
  process.platform === 'win32' ? inProject(folder, 'Scripts', 'python.exe') : inProject(folder, 'bin', 'python');

/** Debian and Ubuntu ship Python without the module that creates virtual environments. */
async function ensureVenvModule(/** @type {string} */ command) {
  if (outputOf(command, ['-c', 'import ensurepip, venv']) !== null) return;
  const complaint =
    'This Python cannot create virtual environments: install the package python3-venv (sudo apt install python3-venv) and try again.';
  if (!canInstallDebianPackages()) throw new PlainError(complaint);
  await installDebianPackages(['python3-venv'], complaint);
}

/**
 * A virtual environment with the packages of some requirement files, created again when one of them changes.
 * @param {{ name: string, folder: string, requirements: readonly string[] }} options requirement files relative to the
 *   project
 */
export function pythonEnvironment({ name, folder, requirements }) {
  const files = requirements.map((file) => inProject(file));
  const label = requirements.map((file) => path.basename(file, '.txt')).join('-');
  const stampFile = inProject(folder, `.setup-stamp-${label}`);
  const python = venvPython(folder);
  return {
    name,
    isDone: () => hasStamp(stampFile, fingerprint(files)) && versionOf(python) !== null,
    run: async () => {
      if (!isWantedPython(versionOf(python))) {
        const { command } = requirePython();
        await ensureVenvModule(command);
        rmSync(inProject(folder), { recursive: true, force: true });
        await runQuietly(command, ['-m', 'venv', inProject(folder)], {
          complaint: `Python could not create the virtual environment ${folder}.`,
        });
      }
      const list = files.filter((file) => existsSync(file)).flatMap((file) => ['-r', file]);
      if (list.length > 0) {
        await runQuietly(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...list], {
          cwd: ROOT,
          complaint: `pip could not install ${requirements.join(' and ')}.`,
        });
      }
      writeStamp(stampFile, fingerprint(files));
    },
  };
}
