import { readFileSync } from 'node:fs';

import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

import { waitUntilIdle } from '../../../cli/dash-page';
import { patience } from '../../../scripts/pace.mjs';
import { inProject } from '../../../scripts/setup/paths.mjs';
import type { RuleId } from '../../../src/analysis/problems/rules';

/** One step of a visit; examples/README.md says what each does. */
export interface Step {
  readonly idle?: true;
  readonly click?: string;
  readonly check?: string;
  readonly fill?: readonly [string, string];
  readonly type?: readonly [string, string];
  readonly press?: readonly [string, string];
  readonly select?: readonly [string, string];
  readonly see?: readonly [string, string];
  readonly goto?: string;
  /** Opens another tab of the same browser at a path of the app; it stays open, and the visit goes on in the first. */
  readonly tab?: string;
  readonly reload?: true;
  readonly frame?: string;
}

/** A scripted visit of one example. */
export interface Visit {
  readonly app: string;
  readonly idea: string;
  readonly requires: string;
  /** What the app is started with. */
  readonly args?: readonly string[];
  /** Of an example with background callbacks: what can run its jobs. */
  readonly managers?: readonly ('diskcache' | 'celery')[];
  readonly steps: readonly Step[];
  /** Selector -> text to be read there after the last step. */
  readonly ends: Readonly<Record<string, string>>;
  /** Ids whose `children` tell how much time went by. */
  readonly clocks?: readonly string[];
  /** What the Problems view finds in it, once for each finding; nothing in most. */
  readonly finds?: readonly RuleId[];
}

export const readVisits = (): readonly Visit[] =>
  JSON.parse(readFileSync(inProject('examples', 'visits.json'), 'utf8')) as Visit[];

/** A visit of an app with known bugs, and the expected findings. */
export interface ProblemVisit extends Visit {
  readonly finds: readonly RuleId[];
  /** What a sentence of them has to say, among other words. */
  readonly says?: readonly string[];
  /** What has to be said of a callback that did not run, by its key. */
  readonly whyNot?: Readonly<Record<string, readonly string[]>>;
}

/** The gallery; its apps lie in `examples/problems`. */
export const readProblemVisits = (): readonly ProblemVisit[] =>
  JSON.parse(readFileSync(inProject('examples', 'problems', 'visits.json'), 'utf8')) as ProblemVisit[];

export interface VisitHooks {
  /** Called before a step that replaces the document. */
  readonly beforeLeaving?: () => Promise<void>;
  /** Called before a step that does something, other than waiting. */
  readonly beforeAction?: () => void;
}

/**
 * Opens the app, does what the visit says, and waits for the texts it ends with and for the app to come to rest.
 */
export async function playVisit(
  page: Page,
  url: string,
  visit: Visit,
  { beforeLeaving, beforeAction }: VisitHooks = {},
): Promise<void> {
  await page.goto(url);
  for (const step of visit.steps) {
    try {
      if (step.goto !== undefined || step.reload === true) await beforeLeaving?.();
      if (step.idle === undefined && step.see === undefined) beforeAction?.();
      await playStep(page, url, step);
    } catch (error) {
      throw new Error(
        `${visit.app}, step ${JSON.stringify(step)}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  for (const [selector, text] of Object.entries(visit.ends)) await seeText(page.locator(selector), text);
  await playStep(page, url, { idle: true });
}

async function playStep(page: Page, url: string, step: Step): Promise<void> {
  const place: Page | FrameLocator = step.frame === undefined ? page : page.frameLocator(step.frame);
  const at = (selector: string): Locator => place.locator(selector);
  if (step.idle === true && !(await waitUntilIdle(page))) throw new Error('the app did not come to rest');
  if (step.click !== undefined) await at(step.click).click();
  if (step.check !== undefined) await at(step.check).check();
  if (step.fill !== undefined) await at(step.fill[0]).fill(step.fill[1]);
  if (step.type !== undefined) await at(step.type[0]).pressSequentially(step.type[1]);
  if (step.press !== undefined) await at(step.press[0]).press(step.press[1]);
  if (step.select !== undefined) await at(step.select[0]).selectOption(step.select[1]);
  if (step.see !== undefined) await seeText(at(step.see[0]), step.see[1]);
  if (step.goto !== undefined) await page.goto(new URL(step.goto, url).href);
  if (step.tab !== undefined) {
    const other = await page.context().newPage();
    await other.goto(new URL(step.tab, url).href);
    if (!(await waitUntilIdle(other))) throw new Error('the other tab did not come to rest');
  }
  if (step.reload === true) await page.reload();
}

/** As a person reads it: with the line breaks that the page shows. */
/** Also where Playwright's own configuration does not apply: the scripts play visits too. Ends what hangs. */
const SEE_LIMIT_MS = patience(60_000);

const seeText = (place: Locator, text: string): Promise<void> =>
  expect(place).toHaveText(text, { useInnerText: true, timeout: SEE_LIMIT_MS });
