// npm test [-- STAGE …]: sets everything up, then runs every check and test, and says at the end how many there were.
// --older-dash: also each example on the older Dash versions, as .ci/run does; the newest is part of every run.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { buildIfStale } from './build-if-stale.mjs';
import { measurePace, PACE_VARIABLE } from './pace.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { endNow, handleSignals } from './setup/ending.mjs';
import { ROOT } from './setup/paths.mjs';
import { PlainError, runCommand } from './setup/plain-error.mjs';
import { endOfOutput } from './test-reports.mjs';
import { RESULTS, STAGES } from './test-stages.mjs';

/**
 * @typedef {import('./test-stages.mjs').Stage} Stage
 * @typedef {import('./test-stages.mjs').Count} Count
 * @typedef {import('./test-stages.mjs').Timed} Timed
 * @typedef {import('./test-stages.mjs').Ended} Ended
 */

/** How much runs at once. Half of what a browser test does is waiting for servers, so two cores have work for four lanes. */
const LANES = availableParallelism() === 1 ? 2 : 4;
const MOST_NAMED = 10;
const OLDER_DASH = '--older-dash';
/** How long a test runner may take to stop its browsers and servers before everything is ended for it. */
const GRACE_MS = 20_000;

/** The stages that run now. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let isEnding = false;

/** What failed so far, repeated at the end. @type {string[]} */
const failures = [];
/** How long tests took. @type {Timed[]} */
const times = [];

/** Stops a runner as Ctrl-C does, so that it ends its browsers and servers itself. */
const interrupt = (/** @type {import('node:child_process').ChildProcess} */ child) => void child.kill('SIGINT');

/** Shows whole lines, each with the stage that prints it: other stages print theirs in between. */
function echoLines(/** @type {string} */ name) {
  let rest = '';
  return (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') console.log(`${name.padEnd(10)}${line.trimEnd()}`);
  };
}

/** How many lanes a stage occupies here. */
const lanesOf = (/** @type {Stage} */ { lanes }) => Math.min(lanes, LANES);

/** @returns {Promise<Ended>} */
function run(/** @type {Stage} */ stage, /** @type {number} */ pace) {
  const { name, command, args, minutes, isEchoed = false } = stage;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A Ctrl-C in the terminal is for us alone; we pass it on once.
      detached: process.platform !== 'win32',
      env: {
        ...process.env,
        FORCE_COLOR: '0',
        PYTHONDONTWRITEBYTECODE: '1',
        [PACE_VARIABLE]: String(pace),
        TEST_STAGE: name,
        TEST_WORKERS: String(lanesOf(stage)),
        TEST_RESULTS: RESULTS,
      },
    });
    running.add(child);
    let output = '';
    const echo = isEchoed ? echoLines(name) : () => {};
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk.toString();
        echo(chunk.toString());
      });
    }
    const limit = setTimeout(
      () => {
        output += `\nEnded after ${Math.round(minutes * pace)} minutes: it hangs.\n`;
        interrupt(child);
        setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
      },
      minutes * pace * 60_000,
    );
    const finish = (/** @type {Ended} */ ended) => {
      clearTimeout(limit);
      running.delete(child);
      resolve(ended);
    };
    child.on('error', (error) => finish({ code: 1, output: error.message }));
    child.on('close', (code) => finish({ code: code ?? 1, output }));
  });
}

function report(
  /** @type {string} */ name,
  /** @type {boolean} */ isOk,
  /** @type {Count} */ { passed, failed },
  /** @type {number} */ began,
) {
  const seconds = Math.round((performance.now() - began) / 1000);
  const counted = `${passed} passed, ${failed} failed`;
  console.log(`${name.padEnd(10)}${(isOk ? 'ok' : 'FAILED').padEnd(8)}${counted.padEnd(28)}${seconds} s`);
}

/** @returns {Promise<Count>} */
async function runStage(/** @type {Stage} */ stage, /** @type {number} */ pace) {
  const began = performance.now();
  if (stage.isEchoed) console.log(`${stage.name} …`);
  const ended = await run(stage, pace);
  if (isEnding) return { passed: 0, failed: 0 };
  const count = stage.count(ended);
  const isOk = count.failed === 0 && ended.code === 0;
  report(stage.name, isOk, count, began);
  if (!isOk) {
    if (!stage.isEchoed) console.log(ended.output.trimEnd());
    const named = (stage.failures ?? endOfOutput)(ended.output);
    failures.push(...(named.length > 0 ? named : endOfOutput(ended.output)).map((each) => `${stage.name}: ${each}`));
  }
  for (const { name, seconds } of stage.slowest?.(ended.output) ?? [])
    times.push({ name: `${stage.name}: ${name}`, seconds });
  return count;
}

/** @returns {Promise<Count>} */
async function runBuild() {
  const began = performance.now();
  try {
    await buildIfStale();
    return { passed: 0, failed: 0 };
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    const count = { passed: 0, failed: 1 };
    report('build', false, count, began);
    console.log(error.details);
    failures.push(`build: ${endOfOutput(error.details)[0]}`);
    return count;
  }
}

/**
 * Builds, then runs stages in their order, as many at once as there are lanes; one that finds too few waits, and those behind
 * it go first.
 * @returns {Promise<Count[]>}
 */
async function runAll(/** @type {readonly Stage[]} */ stages, /** @type {number} */ pace) {
  /** @type {Count[]} */
  const counts = [];
  if (stages.some(({ needsBuild }) => needsBuild)) counts.push(await runBuild());
  const isBuilt = counts.every(({ failed }) => failed === 0);
  const waiting = stages.filter(({ needsBuild = false }) => isBuilt || !needsBuild);
  let free = LANES;
  /** @type {() => void} */
  let wake = () => {};
  const occupy = async (/** @type {Stage} */ stage) => {
    free -= lanesOf(stage);
    counts.push(await runStage(stage, pace));
    free += lanesOf(stage);
    wake();
  };
  /** @type {Promise<void>[]} */
  const under = [];
  while (waiting.length > 0 && !isEnding) {
    const next = waiting.findIndex((stage) => lanesOf(stage) <= free);
    if (next === -1) {
      await new Promise((/** @type {(value?: unknown) => void} */ resolve) => (wake = resolve));
      continue;
    }
    const [stage] = waiting.splice(next, 1);
    under.push(occupy(stage));
  }
  await Promise.all(under);
  return counts;
}

handleSignals((signal) => {
  // Again: no more patience.
  if (isEnding) endNow(signal);
  isEnding = true;
  console.log('\nEnding what runs …');
  for (const child of running) interrupt(child);
  const deadline = performance.now() + GRACE_MS;
  const look = () => {
    if (running.size === 0 || performance.now() > deadline) endNow(signal);
    setTimeout(look, 50);
  };
  look();
});

await runCommand(async () => {
  const began = performance.now();
  const wanted = process.argv.slice(2).filter((arg) => arg !== OLDER_DASH);
  const unknown = wanted.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    const names = [...new Set(STAGES.map(({ name }) => name))];
    throw new PlainError(`There is no stage ${unknown}: npm test -- [${names.join(' | ')}]`);
  }
  const isOlderWanted = process.argv.includes(OLDER_DASH) || wanted.includes('truth');
  const stages = STAGES.filter(
    ({ name, isOlderDash = false }) =>
      (wanted.length === 0 || wanted.includes(name)) && (!isOlderDash || isOlderWanted),
  );

  await ensureSetup({ steps: isOlderWanted ? [...STEPS.test, ...STEPS.truth] : STEPS.test });
  const pace = await measurePace();
  if (pace > 1)
    console.log(`This machine is ${pace} times slower than the reference: limits are ${pace} times longer.`);
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const counts = await runAll(stages, pace);
  if (isEnding) return 1;

  const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0);
  const slowest = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, MOST_NAMED);
  if (slowest.length > 0) {
    console.log('\nThe slowest tests:');
    for (const { name, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`);
  }
  if (failures.length > 0) console.log(`\nWhat failed:\n${failures.join('\n')}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed in ${inMinutes(performance.now() - began)}`);
  return sum('failed') === 0 ? 0 : 1;
});

/** `12 min 5 s` */
function inMinutes(/** @type {number} */ ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
