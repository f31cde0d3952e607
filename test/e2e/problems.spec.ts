import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/fixtures';

test('a problem is counted while the app runs, explained, followed to its calls, and stays muted', async ({ dash, panel: { page, panel, dock } }) => {
  await dock('undocked');
  const server = await dash('problems/stale_state');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  const tab = panel.getByRole('tab', { name: 'Problems' });
  await tab.click();
  await expect(panel.getByRole('heading', { name: 'No problems found' })).toBeVisible();

  await page.click('#offer');
  await expect(tab).toHaveText(/Problems1 found/);
  const finding = panel.locator('[data-rule="stale-state"]');
  await expect(finding).toContainText('offered.children read rate.data as State once while rate.data, set off by the same action, was yet to write it, and got the old value.');

  // By keyboard: open it, read why, go to the call.
  await finding.locator('.problem-main').focus();
  await panel.locator('body').press('ArrowRight');
  await expect(finding).toContainText('Dash waits for Inputs that are about to change, not for State.');
  await expect(finding).toContainText('Make the property an Input');
  await finding.locator('.problem-call', { hasText: 'offered.children' }).click();
  await expect(panel.getByRole('article', { name: /^Call c/ })).toContainText('offered.children');

  await finding.getByRole('button', { name: /in the list$/ }).click();
  await expect(panel.getByRole('grid', { name: 'Calls' }).locator('.calls-row')).toHaveCount(2);
  await panel.getByRole('combobox', { name: 'Search' }).fill('');
  await tab.click();

  await finding.getByRole('button', { name: /^Mute/ }).click();
  await expect(tab).toHaveText('Problems');
  await expect(panel.getByText('Every problem that was found is muted.')).toBeVisible();
  // Another document of the same app.
  await page.reload();
  expect(await waitUntilIdle(page)).toBe(true);
  await page.click('#offer');
  await expect(panel.getByRole('button', { name: 'Muted 1' })).toBeVisible();
  await expect(tab).toHaveText('Problems');
});
