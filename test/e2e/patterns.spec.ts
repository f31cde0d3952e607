import type { Page } from '@playwright/test';

import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { isJsonObject, type JsonValue } from '../../src/lib/json';
import type { DashServer, LogLine } from '../support/servers/dash-server';
import { expect, test } from '../support/browsers/fixtures';
import { openPatterns, patternsInLog, readPatterns, toList } from '../support/panel/shown-patterns';
import type { Panel } from '../support/browsers/panel-browser';

const callbackNamed = (log: readonly LogLine[], part: string): readonly LogLine[] =>
  log.filter(({ output }) => output.includes(part));

/** `index=3` of the first output of a call. */
function instanceOf({ output, outputs_list }: LogLine): string {
  const first: JsonValue | undefined = output.startsWith('..') ? toList(outputs_list)[0] : outputs_list;
  const id = isJsonObject(first) ? first['id'] : undefined;
  return `index=${JSON.stringify(isJsonObject(id) ? id['index'] : undefined)}`;
}

/** What the view shows of callbacks with `part` in their output: of each as a whole, or of each instance. */
const shownOf = async (panel: Panel, part: string, instances: boolean) =>
  (await readPatterns(panel)).filter(
    ({ callback, instance }) => callback.includes(part) && (instance !== null) === instances,
  );

/** Waits until the view shows for every instance what the server received in its last call, and as many calls. */
async function expectInstances(panel: Panel, server: DashServer, part: string): Promise<void> {
  await expect(async () => {
    await openPatterns(panel);
    const lines = callbackNamed(server.log(), part);
    const labels = [...new Set(lines.map(instanceOf))];
    const expected = labels.map((label) => {
      const own = lines.filter((line) => instanceOf(line) === label);
      return { instance: label, calls: own.length, patterns: patternsInLog(own.at(-1)!) };
    });
    const shown = (await shownOf(panel, part, true)).map(({ instance, calls, patterns }) => ({
      instance,
      calls,
      patterns,
    }));
    expect(shown.sort(byInstance)).toEqual(expected.sort(byInstance));
  }).toPass();
}

const byInstance = (a: { readonly instance: string | null }, b: { readonly instance: string | null }): number =>
  (a.instance ?? '').localeCompare(b.instance ?? '');

/** Waits until the view shows what the server received in the callback's last call. */
async function expectWhole(panel: Panel, server: DashServer, part: string): Promise<void> {
  await expect(async () => {
    await openPatterns(panel);
    const shown = await shownOf(panel, part, false);
    expect(shown.map(({ patterns }) => patterns)).toEqual([patternsInLog(callbackNamed(server.log(), part).at(-1)!)]);
  }).toPass();
}

async function press(page: Page, selector: string): Promise<void> {
  await page.click(selector);
  expect(await waitUntilIdle(page)).toBe(true);
}

async function type(page: Page, index: number, text: string): Promise<void> {
  await page.locator('input').nth(index).fill(text);
  expect(await waitUntilIdle(page)).toBe(true);
}

test.describe('the Patterns view shows the ids that the server receives', () => {
  test('ALL: in their order, also after one was added and another removed', async ({
    dash,
    panel: { page, panel, dock },
  }) => {
    await dock('undocked');
    const server = await dash('pattern_all');
    await openDashPage(page, server.url);
    expect(await waitUntilIdle(page)).toBe(true);
    await expectWhole(panel, server, 'names.children');
    await expectWhole(panel, server, '"badge"');
    // A State pattern: the view shows before the click what the click's call receives.
    const before = (await shownOf(panel, 'guests.children', false)).map(({ patterns }) => patterns);
    await press(page, '#add');
    expect(before).toEqual([patternsInLog(callbackNamed(server.log(), 'guests.children').at(-1)!)]);
    await type(page, 0, 'Augusta');
    await expectWhole(panel, server, 'names.children');
    await expect(panel.locator('[data-row="change"]')).toContainText('2 components added, 0 removed');
    await press(page, '#remove');
    await expectWhole(panel, server, 'names.children');
    await expect(panel.locator('[data-row="change"]')).toContainText('0 components added, 2 removed');
  });

  test('MATCH: one instance per index, with its own calls', async ({ dash, panel: { page, panel, dock } }) => {
    await dock('undocked');
    const server = await dash('pattern_match');
    await openDashPage(page, server.url);
    await press(page, '#add');
    await press(page, 'button:text-is("+") >> nth=1');
    await press(page, 'button:text-is("+") >> nth=3');
    await expectInstances(panel, server, '"count"');
    await panel.getByRole('treegrid').press('Home');
    await expect(panel.getByRole('row').filter({ hasText: 'MATCH makes one instance per index: 4 now' })).toBeVisible();
    // A call of an instance is one click away.
    await panel.getByRole('treegrid').press('End');
    await panel.getByRole('treegrid').locator('[data-row="call"]').last().click();
    await expect(panel.getByRole('region', { name: 'Inspector' }).getByRole('article')).toContainText(
      'plus[3].n_clicks',
    );
  });

  test('ALLSMALLER: each instance gets those before it', async ({ dash, panel: { page, panel, dock } }) => {
    await dock('undocked');
    const server = await dash('pattern_allsmaller');
    await openDashPage(page, server.url);
    await press(page, '#add');
    await type(page, 0, '120');
    await expectInstances(panel, server, '"balance"');
  });

  test('near misses: another key set, and "1" against 1', async ({ dash, panel: { page, panel, dock } }) => {
    await dock('undocked');
    const server = await dash('pattern_types');
    await openDashPage(page, server.url);
    expect(await waitUntilIdle(page)).toBe(true);
    await type(page, 0, 'x');
    await expectWhole(panel, server, 'all-hears');
    await expectWhole(panel, server, 'one-hears');
    await expectInstances(panel, server, '"dial"');
    const near = panel.locator('[data-row="near"]');
    await expect(near.filter({ hasText: 'cell[index=1, side=left]' }).first()).toContainText('it also has "side"');
    await expect(near.filter({ hasText: 'cell["1"]' })).toContainText(
      'its "index" is "1" (a string), but the pattern has 1 (a number)',
    );
  });
});
