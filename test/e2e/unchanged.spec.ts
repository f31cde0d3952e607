import type { Page } from '@playwright/test';

import { patience } from '../../scripts/pace.mjs';
import { watchVisit } from '../support/compare/behaviour';
import { type Behaviour, compareBehaviour } from '../support/compare/compare-behaviour';
import { expect, test } from '../support/browsers/fixtures';
import { type PlainBrowser, startPlainBrowser } from '../support/browsers/plain-browser';
import { tab } from '../support/panel/panel-words';
import { readVisits, type Step, type Visit } from '../support/visits/visit';
import { CHROMIUM_ONLY } from '../support/browsers/tags';
import { ideaOf } from './ideas/ideas';

/** Responses and files that race each other can change the order of what follows; then another round shows that they do. */
const ROUNDS = 3;

/** One of each kind runs in Firefox as well: the agent is the same, and only the way from the page to the panel differs. */
const IN_FIREFOX = ['demo.py', 'pattern_match.py', 'clientside.py', 'job_progress.py'];

let without: PlainBrowser;

test.beforeAll(async ({ browserName }) => {
  without = await startPlainBrowser(browserName);
});
test.afterAll(() => without.stop());

/** What an app stored must not be there in the next run. */
const forgetStored = (page: Page): Promise<void> =>
  page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

/** The delay of a request that can be chance on a busy machine, and the delay that a slow tap would add. */
const TOLERANCE_MS = patience(1_500);
const DELAY_MS = 3 * TOLERANCE_MS;

/** Plays a visit in both pages, alternately, until nothing differs; returns what differs after the last round. */
async function compareRounds(
  rounds: number,
  watchSeen: () => Promise<Behaviour>,
  watchPlain: () => Promise<Behaviour>,
): Promise<readonly string[]> {
  const seen: Behaviour[] = [];
  const plain: Behaviour[] = [];
  let differences: readonly string[] = [];
  // Both in each round: what the browser cached in the round before, such as files, decides races.
  for (let round = 0; round < rounds; round++) {
    seen.push(await watchSeen());
    plain.push(await watchPlain());
    differences = compareBehaviour(seen, plain, TOLERANCE_MS);
    if (differences.length === 0) break;
  }
  expect(seen[0]?.requests.length).toBeGreaterThan(0);
  return differences;
}

interface Without {
  readonly url: string;
  readonly visit: Visit;
  /** The page to compare with. */
  readonly model?: Page;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** Plays a visit without the extension. */
async function watchWithout({ url, visit, model, prepare }: Without): Promise<Behaviour> {
  const page = await without.newPage(model);
  await page.goto('about:blank');
  await prepare?.(page);
  const behaviour = await watchVisit(page, url, visit);
  await forgetStored(page);
  await page.close();
  return behaviour;
}

/** Arguments of the server for examples that need them. */
const ARGS: Readonly<Record<string, readonly string[]>> = { 'errors.py': ['--debug'] };

test.describe('with the extension on, the app behaves as without, and the panel shows its topic', () => {
  for (const visit of readVisits()) {
    const tag = IN_FIREFOX.includes(visit.app) ? [] : [CHROMIUM_ONLY];
    test(visit.app, { tag }, async ({ dash, panel }) => {
      const idea = ideaOf(visit.app);
      // The same window for both: an app may read its size.
      await panel.dock('undocked');
      const server = await dash(visit.app, [...(visit.args ?? []), ...(ARGS[visit.app] ?? [])]);
      let rounds = 0;
      const watchSeen = async (): Promise<Behaviour> => {
        const behaviour = await watchVisit(panel.page, server.url, visit);
        rounds += 1;
        if (rounds === 1 && idea !== null) {
          await tab(panel.panel, 'Calls').click();
          await idea(panel.panel);
        }
        await forgetStored(panel.page);
        return behaviour;
      };
      const differences = await compareRounds(ROUNDS, watchSeen, () =>
        watchWithout({ url: server.url, visit, model: panel.page }),
      );
      expect(differences.join('\n')).toBe('');
    });
  }
});

/** What a broken tap does with the second request of a page for a callback. */
type Breakage = 'nothing' | 'reorder' | 'delay' | 'drop' | 'double';

/** Runs in the page before anything else: a deliberately broken tap of `fetch`. */
function breakFetch({ breakage, delay }: { breakage: Breakage; delay: number }): void {
  const native = window.fetch.bind(window);
  let count = 0;
  let letGo: () => void = () => undefined;
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    if (!url.includes('_dash-update-component')) return native(input, init);
    count += 1;
    if (count === 2 && breakage === 'drop') return new Response(null, { status: 204 });
    if (count === 2 && breakage === 'delay') await new Promise((resolve) => setTimeout(resolve, delay));
    if (count === 2 && breakage === 'double') void native(input, init);
    // The third one is sent first.
    if (count === 2 && breakage === 'reorder') await new Promise<void>((resolve) => (letGo = resolve));
    const answer = native(input, init);
    if (count >= 3) letGo();
    return answer;
  };
}

test.describe('the comparison notices a tap that does to a request', { tag: CHROMIUM_ONLY }, () => {
  const clicks = (between: readonly Step[]): Visit => ({
    app: 'ctx_buttons.py',
    idea: '',
    requires: '',
    steps: [{ idle: true }, { click: '#up' }, ...between, { click: '#double' }, { idle: true }],
    ends: {},
  });
  const oneByOne = clicks([{ idle: true }]);
  // The second request leaves while the first is under way.
  const atOnce = clicks([]);
  for (const [breakage, visit, complaint] of [
    ['nothing', oneByOne, /^$/],
    ['reorder', atOnce, /requests of .*level/],
    ['delay', oneByOne, /left after \d+ ms with the extension/],
    ['drop', oneByOne, /requests of .*level/],
    ['double', oneByOne, /requests of .*level/],
  ] as const) {
    test(breakage, async ({ dash }) => {
      const server = await dash(visit.app);
      const differences = await compareRounds(
        2,
        () =>
          watchWithout({
            url: server.url,
            visit,
            prepare: (page) => page.addInitScript(breakFetch, { breakage, delay: DELAY_MS }),
          }),
        () => watchWithout({ url: server.url, visit }),
      );
      expect(differences.join('\n')).toMatch(complaint);
    });
  }
});
