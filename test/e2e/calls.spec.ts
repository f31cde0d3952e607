import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, rowsOf, tab } from '../support/panel/panel-words';

test('merged requests are hidden until the user shows them, and the choice is remembered', async ({ dash, panel }) => {
  const server = await dash('demo');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  const merged = callRows(panel.panel).and(panel.panel.locator('[data-outcome="merged"]'));
  const toggle = panel.panel.getByRole('checkbox', { name: /^Show \d+ merged requests$/ });
  await expect(callRows(panel.panel).first()).toBeVisible();
  await expect(toggle).not.toBeChecked();
  await expect(merged).toHaveCount(0);
  await toggle.check();
  await expect(merged.first()).toHaveAttribute('data-never-ran', 'true');
  await panel.reopen();
  await expect(toggle).toBeChecked();
  await expect(merged.first()).toBeVisible();
});

test('calls of a pattern are named with their MATCH values, in lists and as causes', async ({ dash, panel }) => {
  const server = await dash('demo');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  await callRows(panel.panel).filter({ hasText: 'subtotal[2].children' }).first().click();
  const inspector = panel.panel.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText('subtotal[2].children');
  // The panel lags slightly behind the page: the last row is the last call once there are as many rows as the server had calls.
  const totals = rowsOf(panel.panel, 'total.children');
  await expect(totals).toHaveCount(server.log().filter(({ output }) => output === 'total.children').length);
  await totals.last().click();
  await expect(inspector.locator('.why')).toContainText('subtotal[2].children wrote');
});

test('a background call shows what its job reported, with times, and links to the list of jobs', async ({
  dash,
  panel,
}) => {
  const server = await dash('job_cancel');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await panel.page.locator('#start').click();
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  await callRows(panel.panel).filter({ hasText: 'start.n_clicks' }).click();
  const job = panel.panel.getByRole('region', { name: 'Job' });
  await expect(job).toContainText(/done, after \d/);
  await expect(job.getByRole('listitem').first()).toHaveText(/^0:\d\d\.\d{3}bar\.value ".*".*progress$/);
  await job.getByRole('button', { name: 'Show in Jobs' }).click();
  await expect(panel.panel.getByRole('tab', { name: /^Jobs/ })).toHaveAttribute('aria-selected', 'true');
});

test('the search completes its terms, filters the calls, and is kept', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('chain');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await panel.getByRole('tab', { name: /^Calls/ }).click();
  const search = panel.getByRole('combobox', { name: 'Search' });
  const completions = (): Promise<string[]> =>
    panel
      .locator('#search-completions option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
  await search.fill('prop:verdict');
  expect(await completions()).toEqual(['prop:verdict.children']);
  await search.fill('prop:verdict.children wave:1');
  const rows = panel.getByRole('grid', { name: 'Calls' }).locator('.calls-row');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('verdict.children');

  await panel.getByRole('button', { name: 'Saved' }).click();
  const menu = panel.getByRole('dialog', { name: 'Saved filters' });
  await menu.getByRole('button', { name: /^Save / }).click();
  await search.fill('');
  await panel.getByRole('button', { name: 'Saved' }).click();
  await menu.getByRole('button', { name: 'prop:verdict.children wave:1', exact: true }).click();
  await expect(search).toHaveValue('prop:verdict.children wave:1');
  await expect(rows).toHaveCount(1);
});
