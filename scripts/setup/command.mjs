import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { PlainError } from './plain-error.mjs';

const LAST_LINES = 15;

/** Package managers print the URLs they download from, which may be private. */
export const withoutUrls = (/** @type {string} */ text) => text.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'")]+/gi, '<url>');

const lastLines = (/** @type {string} */ text) =>
  withoutUrls(text.trimEnd().split(/\r?\n/).slice(-LAST_LINES).join('\n'));

/**
 * Runs a tool without showing its output. If it fails, throws a `PlainError` with `complaint` and the tool's last
 * lines.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ complaint: string, cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<string>} what it printed
 */
export function runQuietly(command, args, { complaint, cwd, env = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm and npx are .cmd files on Windows, which only a shell can start.
      shell: process.platform === 'win32',
    });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-1_000_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => reject(new PlainError(complaint, error.message)));
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new PlainError(complaint, lastLines(output)))));
  });
}

/**
 * What a short command prints, or `null` if it cannot be run or fails.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** The full path of a program on PATH, or `null`. */
export function findOnPath(/** @type {string} */ name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (folder === '') continue;
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

export const isRoot = () => typeof process.getuid === 'function' && process.getuid() === 0;

/** Whether Debian packages can be installed without a password or a question. */
export const canInstallDebianPackages = () =>
  process.platform === 'linux' && isRoot() && findOnPath('apt-get') !== null;

/** @param {readonly string[]} packages @param {string} complaint */
export async function installDebianPackages(packages, complaint) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { complaint, env });
  await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { complaint, env });
}
