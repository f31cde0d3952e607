import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { launchPlainChromium } from '../../cli/record-to-file';
import { recordLivePage } from '../../cli/recorder';
import { inProject } from '../../scripts/setup/paths.mjs';
import type { TraceModel } from '../../src/trace/model';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, tab } from '../support/panel/panel-words';

/** What the first call of a page names as the reason why the page loaded. */
const ledTo = (model: TraceModel | undefined) =>
  [...(model?.calls.values() ?? [])].flatMap(({ causes }) => causes).find(({ type }) => type === 'initial')?.before ??
  null;

test('a page names the call of the previous page that led to it, and what was left is recorded', async ({ dash }) => {
  const server = await dash('not_run/going');
  const browser = await launchPlainChromium();
  try {
    const page = await browser.newPage();
    const recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
    await page.goto(server.url);
    const go = async (button: string, search: string): Promise<void> => {
      expect(await waitUntilIdle(page)).toBe(true);
      await page.locator(button).click();
      await expect(page.locator('#address')).toHaveText(search);
    };
    await go('#by-output', '?output');
    await go('#by-set-props', '?side');
    await go('#in-page', '?page');
    expect(await waitUntilIdle(page)).toBe(true);
    await page.locator('#slow').click();
    await expect(page).toHaveTitle('Updating...');
    await page.locator('#plain').click();
    await expect(page.locator('#address')).toHaveText('?plain');
    expect(await waitUntilIdle(page)).toBe(true);
    await recorder.caughtUp();

    const [first, second, third, fourth, last] = recorder.models();
    expect(ledTo(first)).toBeNull();
    // A page that is left may be gone before its last words have arrived: then nothing is named, and never the wrong call.
    const named = [
      [second, { call: 'c3', callback: 'url.href', wrote: 'url.href' }],
      [third, { call: 'c3', callback: 'nothing.children', wrote: 'url.search' }],
      [fourth, { call: 'c3', callback: 'nothing.title', wrote: null }],
    ] as const;
    for (const [model, cause] of named) expect([cause, null]).toContainEqual(ledTo(model));
    expect(named.filter(([model]) => ledTo(model) !== null)).not.toEqual([]);
    expect(ledTo(last)).toBeNull();

    const lastOf = (model: TraceModel | undefined, callback: string) =>
      [...(model?.calls.values() ?? [])].findLast((call) => call.callback === callback);
    if (ledTo(second) !== null) expect(lastOf(first, 'url.href')?.outcome).toBe('updated');
    if (ledTo(third) !== null) expect(lastOf(second, 'nothing.children')?.outcome).toBe('updated');
    expect(lastOf(fourth, 'done.children')).toMatchObject({
      outcome: 'cancelled',
      reason: { code: 'page_left', params: { was: 'sent' } },
    });
  } finally {
    await browser.close();
  }
});

test('the panel shows which call of the previous page led to this one', async ({ dash, panel: { page, panel } }) => {
  const server = await dash('not_run/going');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await tab(panel, 'Calls').click();
  await page.locator('#by-output').click();
  await expect(page.locator('#address')).toHaveText('?output');
  await callRows(panel).filter({ hasText: 'address.children' }).first().click();
  await expect(panel.getByRole('region', { name: 'Inspector' }).locator('.why')).toContainText(
    'url changed its own search when the page loaded, which it did because url.href of the previous page wrote url.href',
  );
});
