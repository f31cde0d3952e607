// The stages of npm test: one entry each. A new check or suite is a new entry here, and nothing else.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NEWEST_DASH, OLDER_DASH } from './dash-versions.mjs';
import { inProject } from './setup/paths.mjs';
import { venvPython } from './setup/python.mjs';
import {
  failuresOfApps,
  failuresOfPlaywright,
  failuresOfPytest,
  failuresOfVitest,
  slowestOfPlaywright,
  slowestOfPytest,
  slowestOfVitest,
} from './test-reports.mjs';

/**
 * Where the runners leave their results; a run inside another run (test/e2e/signals.spec.ts) has a folder of its own.
 */
export const RESULTS = process.env['TEST_RESULTS'] ?? inProject('.cache', 'results');

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ name: string, seconds: number }} Timed
 * @typedef {{ code: number, output: string }} Ended
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {(ended: Ended) => Count} count
 * @property {(output: string) => string[]} [failures] what failed, in a few words; by default the end of the output
 * @property {(output: string) => Timed[]} [slowest] its tests and how long they took
 * @property {number} lanes how many of the lanes it keeps busy by itself
 * @property {number} minutes it is ended as hung after this time, which is multiplied by the pace of the machine
 * @property {boolean} [needsBuild] uses `dist/`
 * @property {boolean} [isEchoed] its output is shown as it comes
 * @property {boolean} [isOlderDash] runs only with `--older-dash`, or when it is named
 */

const tool = (/** @type {string} */ file) => inProject('node_modules', ...file.split('/'));
const script = (/** @type {string} */ file) => inProject('scripts', file);

/** A check that is right or wrong as a whole. @returns {Count} */
const one = (/** @type {Ended} */ { code }) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * Counts from a results file. A runner that fails without a failed test (a file that does not load) counts as one.
 * @returns {(ended: Ended) => Count}
 */
const fromFile = (/** @type {string} */ file, /** @type {(results: any) => Count} */ read) => (ended) => {
  if (!existsSync(file)) return one(ended);
  const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')));
  return { passed, failed: ended.code === 0 ? failed : Math.max(1, failed) };
};

/**
 * What a results file says; nothing where there is none.
 * @template T
 * @param {string} file
 * @param {(results: any) => T[]} read
 * @returns {() => T[]}
 */
const inFile = (file, read) => () => (existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : []);

/** pytest's closing line: `3 failed, 5 passed in 0.12s`. @returns {Count} */
function fromPytest({ code, output }) {
  const number = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  // 5: there is no test.
  if (code === 5) return { passed: 0, failed: 0 };
  const failed = number('failed') + number('error');
  return { passed: number('passed'), failed: code === 0 ? failed : Math.max(1, failed) };
}

/** The closing line of `npm run truth`: `74 passed, 1 failed`. @returns {Count} */
function fromClosingLine({ code, output }) {
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return { passed: Number(passed), failed: code === 0 ? Number(failed) : Math.max(1, Number(failed)) };
}

/**
 * How many apps of `npm run problems` were as expected; its closing line is about what was found in them. @returns
 * {Count}
 */
function fromGallery({ code, output }) {
  const passed = output.match(/^\S+ +as expected: /gm)?.length ?? 0;
  const failed = output.match(/^\S+ +(?:NOT as expected: |not played$)/gm)?.length ?? 0;
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

/** A check by a Node program that is right or wrong as a whole. @returns {Stage} */
const check = (/** @type {string} */ name, /** @type {string} */ file, /** @type {string[]} */ ...args) => ({
  name,
  command: process.execPath,
  args: [tool(file), ...args],
  count: one,
  lanes: 1,
  minutes: 20,
});

/** @returns {Stage} */
const pytest = (/** @type {string} */ venv, /** @type {string[]} */ ...folders) => ({
  name: 'python',
  command: venvPython(venv),
  args: [...['-m', 'pytest', '-q', '--color=no', '-p', 'no:cacheprovider', '--durations=10'], ...folders],
  count: fromPytest,
  failures: failuresOfPytest,
  slowest: slowestOfPytest,
  lanes: 1,
  minutes: 15,
});

/** A project of playwright.config.ts. @returns {Stage} */
function browserStage(/** @type {string} */ name) {
  const results = path.join(RESULTS, `${name}.json`);
  return {
    name,
    command: process.execPath,
    args: [tool('@playwright/test/cli.js'), 'test', `--project=${name}`],
    count: fromFile(results, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky })),
    failures: inFile(results, failuresOfPlaywright),
    slowest: inFile(results, slowestOfPlaywright),
    lanes: 1,
    minutes: 40,
    needsBuild: true,
    isEchoed: true,
  };
}

const UNIT_RESULTS = path.join(RESULTS, 'unit.json');

/**
 * In the order in which they begin. The longest, which needs most lanes, takes them while the build is made; the others go
 * through what is left, and the short checks come first, so that what is wrong is seen soon.
 * @type {readonly Stage[]}
 */
export const STAGES = [
  { ...browserStage('e2e'), lanes: 3 },
  pytest(NEWEST_DASH.venv, 'examples', 'test', 'companion'),
  check('lint', 'eslint/bin/eslint.js', '.'),
  check('format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  check('types', 'typescript/bin/tsc', '--noEmit', '-p', '.'),
  {
    ...check('unit', 'vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile.json=${UNIT_RESULTS}`),
    count: fromFile(UNIT_RESULTS, ({ numPassedTests, numFailedTests }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
    })),
    failures: inFile(UNIT_RESULTS, failuresOfVitest),
    slowest: inFile(UNIT_RESULTS, slowestOfVitest),
    minutes: 20,
  },
  check(
    'rules',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.cjs', 'src', 'content-script', 'panel', 'cli'],
  ),
  // What addons.mozilla.org would say about the build for Firefox.
  { ...check('addon', ''), args: [script('lint-firefox.mjs')], needsBuild: true },
  browserStage('firefox'),
  {
    // The apps with known bugs: what the Problems view reports. `e2e` checks that it reports nothing on all others.
    name: 'problems',
    command: process.execPath,
    args: [script('problems.mjs'), '--known-bugs'],
    count: fromGallery,
    failures: failuresOfApps,
    lanes: 1,
    minutes: 15,
    needsBuild: true,
    isEchoed: true,
  },
  {
    // Generated apps, a few each time; `npm run truth -- --random N` plays as many as there is time for.
    name: 'random',
    command: process.execPath,
    args: [script('truth.mjs'), '--random', '8', '--seed', '1'],
    count: fromClosingLine,
    lanes: 1,
    minutes: 15,
    needsBuild: true,
    isEchoed: true,
  },
  // The companion's own tests on every Dash but the newest, which the first stage has.
  ...OLDER_DASH.map(({ venv }) => ({ ...pytest(venv, 'companion'), isOlderDash: true })),
  {
    // The visits of the examples on every Dash but the newest, trace against server log.
    name: 'truth',
    command: process.execPath,
    args: [script('truth.mjs'), '--older'],
    count: fromClosingLine,
    failures: failuresOfApps,
    lanes: 2,
    minutes: 40,
    needsBuild: true,
    isEchoed: true,
    isOlderDash: true,
  },
];
