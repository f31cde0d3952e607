// Makes a fresh clone ready to run. Uses plain Node without packages, because it runs before any are installed.
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

import { NEWEST_DASH, OLDER_DASH } from './dash-versions.mjs';
import { chromium } from './setup/chromium.mjs';
import { companionPackage } from './setup/companion.mjs';
import { firefox } from './setup/firefox.mjs';
import { nodePackages, nodeVersion } from './setup/node.mjs';
import { runCommand } from './setup/plain-error.mjs';
import { pythonEnvironment } from './setup/python.mjs';
import { redis } from './setup/redis.mjs';

/**
 * One requirement. `isDone` is cheap, because it is called at every start; `run` fulfils it or throws a `PlainError`.
 * Steps run in the order of the list and may rely on earlier ones.
 * @typedef {{ name: string, isDone: () => boolean | Promise<boolean>, run: () => void | Promise<void> }} Step
 */

const dashEnvironment = (/** @type {import('./dash-versions.mjs').DashVersion} */ { label, venv, requirements }) =>
  pythonEnvironment({ name: `${label} (${venv})`, folder: venv, requirements: [requirements] });

const examples = dashEnvironment(NEWEST_DASH);
const olderDash = OLDER_DASH.map(dashEnvironment);

/**
 * The companion package, outside the examples' environment: examples run without it unless a test adds it. @type {Step}
 */
const companion = companionPackage();

/** What each command of package.json needs. @type {Record<'start' | 'startFirefox' | 'test' | 'truth' | 'newest' | 'problems' | 'record' | 'build', readonly Step[]>} */
export const STEPS = {
  start: [nodeVersion, nodePackages, examples, chromium],
  // The trace file next to the picture is recorded in Chromium.
  startFirefox: [nodeVersion, nodePackages, examples, chromium, firefox],
  test: [nodeVersion, nodePackages, examples, companion, chromium, firefox, redis],
  truth: [nodeVersion, nodePackages, examples, companion, ...olderDash, chromium],
  newest: [nodeVersion, nodePackages, examples, companion, chromium],
  problems: [nodeVersion, nodePackages, examples, chromium],
  record: [nodeVersion, nodePackages, chromium],
  build: [nodeVersion, nodePackages],
};

/**
 * Runs the steps that are not done, and prints them. Prints nothing if everything is there.
 * @param {{ steps: readonly Step[] }} options
 */
export async function ensureSetup({ steps }) {
  for (const step of steps) {
    if (await step.isDone()) continue;
    const began = performance.now();
    console.log(`setup: ${step.name} …`);
    await step.run();
    console.log(`setup: ${step.name} ready (${Math.round((performance.now() - began) / 1000)} s)`);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await runCommand(() => ensureSetup({ steps: STEPS.test }));
