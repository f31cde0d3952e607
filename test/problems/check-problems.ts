import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';

import { launchPlainChromium } from '../../cli/record-to-file';
import { inProject } from '../../scripts/setup/paths.mjs';
import type { Finding } from '../../src/analysis/problems/finding';
import { problemsOf } from '../../src/analysis/problems/problem-finder';
import { readTrace } from '../../src/trace/file/read-trace';
import { startDashServer } from '../support/dash-server';
import { createJobLog } from '../support/job-log';
import { recordVisit } from '../support/record-visit';
import { precisionOf, recallOf, scoreOf, sumOf, type Score } from '../support/score';
import { readSickVisits, readVisits, type Visit } from '../support/visit';

/** How many visits play at once: there are two cores. */
const AT_ONCE = 2;

interface Task {
  /** Path in `examples/`. */
  readonly example: string;
  readonly visit: Visit;
  readonly expected: readonly string[];
}

/**
 * Plays the gallery of sick apps, and every healthy example, on which nothing is to be found. Prints what was found
 * where, and how much of it was right.
 * @param only names of examples; all without any
 * @returns exit code
 */
export async function checkProblems(only: readonly string[]): Promise<number> {
  const tasks: readonly Task[] = [
    ...readSickVisits().map((visit): Task => ({ example: `problems/${visit.app}`, visit, expected: visit.finds })),
    ...readVisits().map((visit): Task => ({ example: visit.app, visit, expected: [] })),
  ].filter(({ visit }) => only.length === 0 || only.includes(visit.app.replace(/\.py$/, '')));
  const browser = await launchPlainChromium();
  const scores: Score[] = [];
  let unplayed = 0;
  try {
    const queue = [...tasks];
    const work = async (): Promise<void> => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const score = await checkOne(browser, task);
        if (score === null) unplayed++;
        else scores.push(score);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await browser.close();
  }
  const total = sumOf(scores);
  if (unplayed > 0) console.log(`${unplayed} of ${tasks.length} could not be played`);
  console.log(`${total.right + total.missed} findings expected in ${tasks.length} apps: precision ${precisionOf(total).toFixed(2)}, recall ${recallOf(total).toFixed(2)}`);
  return unplayed === 0 && total.missed === 0 && total.wrong === 0 ? 0 : 1;
}

async function checkOne(browser: Browser, { example, visit, expected }: Task): Promise<Score | null> {
  const name = example.padEnd(34);
  try {
    const findings = await findingsOf(browser, example, visit);
    const found = findings.map(({ rule }) => rule);
    const score = scoreOf(expected, found);
    const isRight = score.missed === 0 && score.wrong === 0;
    console.log(`${name} ${isRight ? 'as expected' : 'NOT as expected'}: ${found.join(', ') || 'nothing'}`);
    for (const rule of score.missing) console.log(`    missed: ${rule}`);
    for (const { rule, sentence } of findings) if (score.surplus.includes(rule)) console.log(`    not expected: ${rule}: ${sentence}`);
    return score;
  } catch (error) {
    console.log(`${name} not played`);
    console.log(`    ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

async function findingsOf(browser: Browser, example: string, visit: Visit): Promise<readonly Finding[]> {
  const folder = inProject('.cache', 'problems');
  mkdirSync(folder, { recursive: true });
  const server = await startDashServer(example, folder, visit.managers === undefined ? (visit.args ?? []) : createJobLog(folder).args);
  try {
    const traces = await recordVisit(browser, server.url, visit);
    return traces.flatMap((trace) => {
      const read = readTrace(JSON.stringify(trace));
      if (!read.ok) throw new Error(read.message);
      return problemsOf(read.model);
    });
  } finally {
    await server.stop();
  }
}
