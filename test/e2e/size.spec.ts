import { isDeepStrictEqual } from 'node:util';
import type { Browser } from '@playwright/test';

import { launchPlainChromium } from '../../cli/record-to-file';
import { recordLivePage } from '../../cli/recorder';
import { inProject } from '../../scripts/setup/paths.mjs';
import { expect, test } from '../support/browsers/fixtures';
import { statementsOf } from '../support/compare/statements';
import { padValues } from '../support/visits/padded-values';
import { playVisit, readProblemVisits, readVisits, type Visit } from '../support/visits/visit';

/*
 * What is said about an app does not depend on the size of its values: the same visit with small values and with values
 * of a million characters gives the same causes, outcomes, findings and sentences, apart from sizes and durations.
 */
let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

async function statementsWith(url: string, visit: Visit, characters: number): Promise<readonly string[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    await padValues(context, characters);
    const page = await context.newPage();
    const recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
    await playVisit(page, url, visit, { beforeLeaving: recorder.caughtUp });
    await recorder.caughtUp();
    return recorder.models().flatMap(statementsOf);
  } finally {
    await context.close();
  }
}

const APPS = ['multi.py', 'no_update.py', 'set_props.py', 'patch.py', 'duplicate.py', 'chain.py', 'pattern_match.py'];
const PROBLEM_APPS = [
  'large_patch.py',
  'whole_figure.py',
  'set_props_writers.py',
  'two_writers.py',
  'same_inputs.py',
  'overlapping_outputs.py',
];

const MOST_STEPS = 10;
/**
 * Large values take their time, so on a busy machine a call may be superseded that otherwise is not. Then both are
 * played again; something false that is said because of the size is said in every round.
 */
const MOST_ROUNDS = 4;

const VISITS = [
  ...readVisits()
    .filter(({ app }) => APPS.includes(app))
    .map((visit) => ({ example: visit.app, visit })),
  ...readProblemVisits()
    .filter(({ app }) => PROBLEM_APPS.includes(app))
    .map((visit) => ({ example: `problems/${visit.app}`, visit })),
];

for (const { example, visit } of VISITS)
  test(`${example}: values of a million characters change no statement`, async ({ dash }) => {
    // Padded texts are not those that the visit ends with; of many steps of the same kind some are enough.
    const toPlay: Visit = { ...visit, steps: visit.steps.slice(0, MOST_STEPS), ends: {} };
    const plain: (readonly string[])[] = [];
    let padded: readonly string[] = [];
    do {
      plain.push(await statementsWith((await dash(example)).url, toPlay, 0));
      padded = await statementsWith((await dash(example)).url, toPlay, 1_000_000);
    } while (plain.length < MOST_ROUNDS && !plain.some((each) => isDeepStrictEqual(each, padded)));
    for (const each of plain) expect(each.length).toBeGreaterThan(3);
    expect(padded).toEqual(plain.find((each) => isDeepStrictEqual(each, padded)) ?? plain.at(-1));
  });
