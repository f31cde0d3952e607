import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';

import { startDash } from '../../cli/dash-process';
import { launchPlainChromium } from '../../cli/record-to-file';
import { patience } from '../../scripts/pace.mjs';
import { inProject } from '../../scripts/setup/paths.mjs';
import { PlainError } from '../../scripts/setup/plain-error.mjs';
import type { RandomApp } from './app';
import { comparePlays } from './compare-plain';
import { randomApp } from './generate';
import { differencesOf } from './oracle';
import { playApp } from './play';
import { shrink } from './shrink';

/** Apps that run at the same time: most of a visit is waiting. */
const LANES = 4;
/** One in this many apps also runs without the extension. */
const PLAIN_EVERY = 3;
/** Runs of each kind before a value counts as constant. */
const REPEATS = 3;
const SHRINK_TRIES = 60;
/** Shrinking ends after this time, so that a run says what failed before it is ended as hung. */
const SHRINK_MS = patience(120_000);
const MOST_REPORTED = 8;
const REGRESSIONS = inProject('test', 'random', 'regressions');

/** The name of an app, and how it is made. */
interface Task {
  readonly name: string;
  readonly app: RandomApp;
  readonly isComparedPlain: boolean;
}

/** Runs one app in a lane of the browser. */
type Play = (app: RandomApp, isRecorded: boolean) => ReturnType<typeof playApp>;

/**
 * `npm run truth -- --random N [--seed S]`: N generated apps, from seed S on, and the ones that failed once.
 * @returns exit code
 */
export async function runRandom(args: readonly string[]): Promise<number> {
  const { count, seed } = readArguments(args);
  const tasks = [
    ...readRegressions(),
    ...Array.from({ length: count }, (_, index): Task => ({
      name: `seed ${seed + index}`,
      app: randomApp(seed + index),
      isComparedPlain: (seed + index) % PLAIN_EVERY === 0,
    })),
  ];
  mkdirSync(inProject('.cache'), { recursive: true });
  const folder = mkdtempSync(inProject('.cache', 'random-'));
  const runner = await startDash('../test/random/runner', ['--folder', folder]);
  const browser = await launchPlainChromium();
  let failed = 0;
  let done = 0;
  try {
    const queue = [...tasks];
    const work = async (lane: number): Promise<void> => {
      const play = await openLane(browser, runner.url, lane);
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const differences = await check(play, task);
        done++;
        if (differences.length > 0) {
          failed++;
          await report(play, task, differences);
        }
        if (done % 25 === 0) console.log(`${done} of ${tasks.length} apps played, ${failed} with differences`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, lane) => work(lane)));
  } finally {
    await browser.close();
    await runner.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${tasks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]): { readonly count: number; readonly seed: number } {
  const numberAfter = (name: string): number | undefined => {
    const at = args.indexOf(name);
    if (at < 0) return undefined;
    const value = Number(args[at + 1]);
    if (!Number.isInteger(value) || value < 0) throw new PlainError(`${name} wants a number: --random N [--seed S]`);
    return value;
  };
  return {
    count: numberAfter('--random') ?? 0,
    seed: numberAfter('--seed') ?? Math.floor(Math.random() * 1_000_000),
  };
}

/** Apps that failed once. */
const readRegressions = (): readonly Task[] =>
  readdirSync(REGRESSIONS)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file,
      app: JSON.parse(readFileSync(path.join(REGRESSIONS, file), 'utf8')) as RandomApp,
      isComparedPlain: true,
    }));

/** A lane has its own host, so that the browser's limit of connections per host is not shared. */
async function openLane(browser: Browser, runner: string, lane: number): Promise<Play> {
  const url = new URL(runner);
  url.hostname = `lane${lane}.localhost`;
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  return (app, isRecorded) => playApp(context, runner, url.href, app, isRecorded);
}

async function check(play: Play, { app, isComparedPlain }: Task): Promise<readonly string[]> {
  try {
    const first = await play(app, true);
    const differences = differencesOf(first);
    return differences.length > 0 || !isComparedPlain ? differences : await checkPlain(play, app, first);
  } catch (error) {
    return [`play: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Runs the app without the extension, and, where something differs, both again: random differences also occur within one side. */
async function checkPlain(play: Play, app: RandomApp, first: Awaited<ReturnType<Play>>): Promise<readonly string[]> {
  const recorded = [first];
  const plain = [await play(app, false)];
  while (recorded.length < REPEATS && comparePlays(recorded, plain).length > 0) {
    recorded.push(await play(app, true));
    plain.push(await play(app, false));
  }
  return comparePlays(recorded, plain);
}

async function report(play: Play, task: Task, differences: readonly string[]): Promise<void> {
  console.log(`${task.name}: ${differences.length} differences`);
  for (const difference of differences.slice(0, MOST_REPORTED)) console.log(`    ${difference}`);
  const kinds = new Set(differences.map(kindOf));
  const until = performance.now() + SHRINK_MS;
  const fails = async (app: RandomApp): Promise<boolean> =>
    performance.now() < until &&
    (await check(play, { ...task, app })).some(
      (difference) => kinds.has(kindOf(difference)) && kindOf(difference) !== 'play',
    );
  const smallest = kinds.has('play') ? task.app : await shrink(task.app, fails, SHRINK_TRIES);
  const left = await check(play, { ...task, app: smallest });
  const folder = inProject('.cache', 'random-failures');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${task.name.replaceAll(' ', '-').replace('.json', '')}.json`);
  writeFileSync(file, `${JSON.stringify(smallest, null, 1)}\n`);
  console.log(`  the smallest app of ${task.name} (${path.relative(inProject(), file)}) has ${left.length}:`);
  for (const difference of left.slice(0, MOST_REPORTED)) console.log(`    ${difference}`);
  console.log(`  ${JSON.stringify(smallest)}`);
}

const kindOf = (difference: string): string => difference.slice(0, difference.indexOf(':'));
