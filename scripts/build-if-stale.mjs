import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { fingerprint, hasStamp, inProject, ROOT, writeStamp } from './setup/paths.mjs';
import { PlainError } from './setup/plain-error.mjs';

/** Everything `dist/` is built from. */
const SOURCES = [
  'src',
  'content-script',
  'panel',
  'manifest.json',
  'scripts/build.mjs',
  'package-lock.json',
  'tsconfig.json',
];
const PRODUCTS = ['chrome/manifest.json', 'firefox/manifest.json', 'agent.js'];
const STAMP = inProject('dist', '.build-stamp');

/** Files below the sources, with vite's configurations, in a fixed order. */
function sourceFiles() {
  const configurations = readdirSync(ROOT).filter((name) => /^vite\..*config.*\.ts$|^vite\.config/.test(name));
  return [...SOURCES, ...configurations].flatMap((name) => {
    const full = inProject(name);
    if (!existsSync(full)) return [];
    if (path.extname(name) !== '') return [full];
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  });
}

/** Runs `scripts/build.mjs` unless `dist/` was built from exactly these sources. */
export async function buildIfStale() {
  const stamp = fingerprint(sourceFiles());
  const isComplete = PRODUCTS.every((file) => existsSync(inProject('dist', file)));
  if (isComplete && hasStamp(STAMP, stamp)) return;
  console.log('build: extension and page agent …');
  const began = performance.now();
  await build();
  writeStamp(STAMP, stamp);
  console.log(`build: ready (${Math.round((performance.now() - began) / 1000)} s)`);
}

/** @returns {Promise<void>} */
function build() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new PlainError('The build failed.', output.trimEnd())),
    );
  });
}
