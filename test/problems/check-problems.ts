import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';

import { launchPlainChromium } from '../../cli/record-to-file';
import { inProject } from '../../scripts/setup/paths.mjs';
import { whyNot } from '../../src/analysis/why-not';
import type { TraceModel } from '../../src/trace/model';
import { toCallbackKey } from '../../src/trace/types';
import { describeFate } from '../../src/words/fate';
import { namesOf } from '../../src/words/names';
import { sentences } from '../../src/words/parts';
import { plainText } from '../../src/words/plain';
import { describeWhyNot } from '../../src/words/why-not';
import { startDashServer } from '../support/servers/dash-server';
import { createJobLog } from '../support/servers/job-log';
import { modelsOf } from '../support/compare/models-of';
import { recordVisit } from '../support/visits/record-visit';
import { precisionOf, recallOf, scoreOf, sumOf, type Score } from '../support/compare/score';
import { reportedProblems, type ReportedFinding } from '../support/compare/reported-problems';
import { readProblemVisits, readVisits, type ProblemVisit, type Visit } from '../support/visits/visit';

/** How many visits run in parallel: there are two cores. */
const AT_ONCE = 2;

const KNOWN_BUGS = '--known-bugs';

interface Task {
  /** Path in `examples/`. */
  readonly example: string;
  readonly visit: Visit | ProblemVisit;
  readonly expected: readonly string[];
}

/** What the analysis reports for a visit: its findings, and for each callback why it did not run. */
interface Answers {
  readonly findings: readonly ReportedFinding[];
  readonly whyNot: (key: string) => readonly string[];
}

/**
 * Checks the Problems view on the apps with known bugs and on every other example, which has no problems except for its
 * deliberate errors. Prints the findings of each, precision and recall.
 * @param args names of examples, all without any; `--known-bugs` leaves out those without known bugs, which truth.spec.ts covers as well
 * @returns exit code
 */
export async function checkProblems(args: readonly string[]): Promise<number> {
  const only = args.filter((arg) => arg !== KNOWN_BUGS);
  const tasks: readonly Task[] = [
    ...readProblemVisits().map((visit): Task => ({ example: `problems/${visit.app}`, visit, expected: visit.finds })),
    ...(args.includes(KNOWN_BUGS) ? [] : readVisits()).map((visit): Task => ({
      example: visit.app,
      visit,
      expected: visit.finds ?? [],
    })),
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
  console.log(
    `${total.right + total.missed} findings and sentences expected in ${tasks.length} apps: precision ${precisionOf(total).toFixed(2)}, recall ${recallOf(total).toFixed(2)}`,
  );
  return unplayed === 0 && total.missed === 0 && total.wrong === 0 ? 0 : 1;
}

async function checkOne(browser: Browser, { example, visit, expected }: Task): Promise<Score | null> {
  const name = example.padEnd(34);
  try {
    const { findings, whyNot } = await answersOf(browser, example, visit);
    const found = findings.map(({ rule }) => rule);
    const unsaid = unsaidIn(visit, findings, whyNot);
    const { missing, surplus, ...counted } = scoreOf(expected, found);
    // A missing explanation counts as much as a missing finding.
    const score: Score = {
      ...counted,
      missed: counted.missed + unsaid.length,
      right: counted.right + reportedIn(visit) - unsaid.length,
    };
    const isRight = score.missed === 0 && score.wrong === 0;
    console.log(`${name} ${isRight ? 'as expected' : 'NOT as expected'}: ${found.join(', ') || 'nothing'}`);
    for (const rule of missing) console.log(`    missed: ${rule}`);
    for (const words of unsaid) console.log(`    not said: ${words}`);
    for (const { rule, sentence } of findings)
      if (unsaid.length > 0 || surplus.includes(rule))
        console.log(`    ${surplus.includes(rule) ? 'not expected: ' : ''}${rule}: ${sentence}`);
    return score;
  } catch (error) {
    console.log(`${name} not played`);
    console.log(`    ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

const reportedIn = (visit: Task['visit']): number =>
  'says' in visit || 'whyNot' in visit
    ? (visit.says?.length ?? 0) + Object.values(visit.whyNot ?? {}).reduce((sum, words) => sum + words.length, 0)
    : 0;

/** What was expected and is missing. */
function unsaidIn(
  visit: Task['visit'],
  findings: readonly ReportedFinding[],
  whyNot: Answers['whyNot'],
): readonly string[] {
  const lacks = (sentences: readonly string[], words: readonly string[]): readonly string[] =>
    words.filter((part) => !sentences.some((sentence) => sentence.includes(part)));
  return [
    ...lacks(
      findings.map(({ sentence }) => sentence),
      ('says' in visit ? visit.says : undefined) ?? [],
    ),
    ...Object.entries(('whyNot' in visit ? visit.whyNot : undefined) ?? {}).flatMap(([key, words]) =>
      lacks(whyNot(key), words).map((part) => `of ${key}: ${part}; but: ${whyNot(key).join(' ')}`),
    ),
  ];
}

async function answersOf(browser: Browser, example: string, visit: Visit): Promise<Answers> {
  const folder = inProject('.cache', 'problems');
  mkdirSync(folder, { recursive: true });
  const server = await startDashServer(
    example,
    folder,
    visit.managers === undefined ? (visit.args ?? []) : createJobLog(folder).args,
  );
  try {
    const models = modelsOf(await recordVisit(browser, server.url, visit));
    return {
      findings: models.flatMap(reportedProblems),
      whyNot: (key) => models.flatMap((model) => whyNotIn(model, key)),
    };
  } finally {
    await server.stop();
  }
}

/** Every sentence so far on why a callback did not run. */
function whyNotIn(model: TraceModel, key: string): readonly string[] {
  const { last, reasons } = whyNot(model, toCallbackKey(key));
  return [
    ...(last === null ? [] : [plainText(describeFate(last.call, last.waiting))]),
    ...reasons.map((reason) => {
      const { sentence, advice } = describeWhyNot(reason);
      return plainText(sentences(sentence, advice), namesOf(model));
    }),
  ];
}
