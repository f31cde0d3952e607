// npm test [-- STAGE …]: sets everything up, then runs every check and test, and says at the end how many there were.
// --older-dash: also each example on the older Dash versions, as .ci/run does; the newest is part of every run.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

import { buildIfStale } from './build-if-stale.mjs';
import { OLDER_DASH } from './dash-versions.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { inProject, ROOT } from './setup/paths.mjs';
import { PlainError, runCommand } from './setup/plain-error.mjs';
import { venvPython } from './setup/python.mjs';
import {
  endOfOutput,
  failuresOfApps,
  failuresOfPlaywright,
  failuresOfPytest,
  failuresOfVitest,
} from './test-failures.mjs';

const RESULTS = inProject('.cache', 'results');
const UNIT_RESULTS = inProject('.cache', 'results', 'unit.json');

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ code: number, output: string }} Ended
 * @typedef {{ name: string, command: string, args: string[], count: (ended: Ended) => Count, failures?: (output: string) => string[], isLive?: boolean, isEchoed?: boolean, env?: Record<string, string> }} Stage
 * `failures`: what failed, in few words, from what it printed; the end of that where it is not given. `isLive`: draws on the terminal itself. `isEchoed`: its output is shown as it comes, and counted.
 */

const tool = (/** @type {string} */ file) => inProject('node_modules', ...file.split('/'));

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

/** What failed according to a results file; nothing where there is none. @returns {string[]} */
const failuresFromFile = (/** @type {string} */ file, /** @type {(results: any) => string[]} */ read) =>
  existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : [];

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

/** How many apps of `npm run problems` were as expected; its closing line is about what was found in them. @returns {Count} */
function fromGallery({ code, output }) {
  const passed = output.match(/^\S+ +as expected: /gm)?.length ?? 0;
  const failed = output.match(/^\S+ +(?:NOT as expected: |not played$)/gm)?.length ?? 0;
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

/** What needs no browser, most expensive first: two at a time, as there are two cores. @type {Stage[]} */
const CHECKS = [
  { name: 'lint', command: process.execPath, args: [tool('eslint/bin/eslint.js'), '.'], count: one },
  {
    name: 'format',
    command: process.execPath,
    args: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
    count: one,
  },
  { name: 'types', command: process.execPath, args: [tool('typescript/bin/tsc'), '--noEmit', '-p', '.'], count: one },
  {
    name: 'unit',
    command: process.execPath,
    args: [tool('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${UNIT_RESULTS}`],
    count: fromFile(UNIT_RESULTS, ({ numPassedTests, numFailedTests }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
    })),
    failures: () => failuresFromFile(UNIT_RESULTS, failuresOfVitest),
  },
  {
    name: 'rules',
    command: process.execPath,
    args: [
      tool('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', 'src', 'content-script', 'panel', 'cli'],
    ],
    count: one,
  },
  {
    name: 'python',
    command: venvPython(),
    args: ['-m', 'pytest', '-q', '--color=no', '-p', 'no:cacheprovider', 'examples', 'test', 'companion'],
    count: fromPytest,
    failures: failuresOfPytest,
  },
];

/**
 * One of the projects of playwright.config.ts.
 * @returns {Stage}
 */
function browserStage(/** @type {string} */ name) {
  const results = inProject('.cache', 'results', `${name}.json`);
  return {
    name,
    command: process.execPath,
    args: [tool('@playwright/test/cli.js'), 'test', `--project=${name}`],
    env: { E2E_RESULTS: results },
    count: fromFile(results, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky })),
    failures: () => failuresFromFile(results, failuresOfPlaywright),
    isLive: true,
  };
}
/** In a browser, one after the other. What is measured comes first: a failed test's pictures are cleared by the next run. */
const IN_BROWSER = [browserStage('timing'), browserStage('e2e')];

/** The gallery of sick apps: what the Problems view says of them; of the healthy ones `e2e` sees that it says nothing. @type {Stage} */
const PROBLEMS = {
  name: 'problems',
  command: process.execPath,
  args: [inProject('scripts', 'problems.mjs'), '--sick'],
  count: fromGallery,
  failures: failuresOfApps,
  isEchoed: true,
};

const OLDER_DASH_OPTION = '--older-dash';

/** The companion's own tests on every Dash but the newest, which `python` has. @type {Stage[]} */
const COMPANION_ON_OLDER_DASH = OLDER_DASH.map(({ venv }) => ({
  name: 'python',
  command: venvPython(venv),
  args: ['-m', 'pytest', '-q', '--color=no', '-p', 'no:cacheprovider', 'companion'],
  count: fromPytest,
  failures: failuresOfPytest,
}));

/** The visits of the examples on every Dash but the newest, trace against server log: only when asked for, as it takes minutes. @type {Stage} */
const ON_OLDER_DASH = {
  name: 'truth',
  command: process.execPath,
  args: [inProject('scripts', 'truth.mjs'), '--older'],
  count: fromClosingLine,
  failures: failuresOfApps,
  isEchoed: true,
};

/** @returns {Promise<Ended>} */
function run(/** @type {Stage} */ { command, args, isLive = false, isEchoed = false, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', isLive ? 'inherit' : 'pipe', isLive ? 'inherit' : 'pipe'],
      env: {
        ...process.env,
        FORCE_COLOR: isLive && process.stdout.isTTY ? '1' : '0',
        PYTHONDONTWRITEBYTECODE: '1',
        ...env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk.toString();
        if (isEchoed) process.stdout.write(chunk);
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** What failed in the stages so far, to be repeated at the end. @type {string[]} */
const failures = [];

/** @returns {Promise<Count>} */
async function runStage(/** @type {Stage} */ stage) {
  const began = performance.now();
  if (stage.isLive || stage.isEchoed) console.log(`${stage.name} …`);
  const ended = await run(stage);
  const count = stage.count(ended);
  const seconds = Math.round((performance.now() - began) / 1000);
  const verdict = count.failed === 0 && ended.code === 0 ? 'ok' : 'FAILED';
  console.log(
    `${stage.name.padEnd(10)}${verdict.padEnd(8)}${`${count.passed} passed, ${count.failed} failed`.padEnd(28)}${seconds} s`,
  );
  if (verdict === 'FAILED') {
    if (!stage.isEchoed) console.log(ended.output.trimEnd());
    const named = (stage.failures ?? endOfOutput)(ended.output);
    failures.push(...(named.length > 0 ? named : endOfOutput(ended.output)).map((each) => `${stage.name}: ${each}`));
  }
  return count;
}

/** Runs stages two at a time. @returns {Promise<Count[]>} */
async function runInPairs(/** @type {readonly Stage[]} */ stages) {
  const waiting = [...stages];
  /** @type {Count[]} */
  const counts = [];
  const lane = async () => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) counts.push(await runStage(stage));
  };
  await Promise.all([lane(), lane()]);
  return counts;
}

/** @returns {Promise<Count[]>} */
async function runInBrowser(/** @type {readonly Stage[]} */ stages) {
  if (stages.length === 0) return [];
  try {
    await buildIfStale();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.log(`${'build'.padEnd(10)}FAILED\n${error.details}`);
    return [{ passed: 0, failed: 1 }];
  }
  /** @type {Count[]} */
  const counts = [];
  for (const stage of stages) counts.push(await runStage(stage));
  return counts;
}

await runCommand(async () => {
  const wanted = process.argv.slice(2).filter((arg) => arg !== OLDER_DASH_OPTION);
  const isOlderWanted = process.argv.includes(OLDER_DASH_OPTION) || wanted.includes(ON_OLDER_DASH.name);
  const inBrowser = [...IN_BROWSER, PROBLEMS];
  const names = [...CHECKS, ...inBrowser, ON_OLDER_DASH].map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new PlainError(`There is no stage ${unknown}: npm test -- [${names.join(' | ')}]`);
  const isWanted = (/** @type {Stage} */ { name }) => wanted.length === 0 || wanted.includes(name);

  await ensureSetup({ steps: isOlderWanted ? [...STEPS.test, ...STEPS.truth] : STEPS.test });
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const counts = await runInPairs([...CHECKS, ...(isOlderWanted ? COMPANION_ON_OLDER_DASH : [])].filter(isWanted));
  counts.push(...(await runInBrowser([...inBrowser.filter(isWanted), ...(isOlderWanted ? [ON_OLDER_DASH] : [])])));
  const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0);
  if (failures.length > 0) console.log(`\nWhat failed:\n${failures.join('\n')}\n`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
});
