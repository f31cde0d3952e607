import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';

test('a problem is counted while the app runs, explained, followed to its calls, and stays muted', async ({
  dash,
  panel: { page, panel, dock },
}) => {
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
  await expect(finding).toContainText(
    'offered.children read rate.data as State once before rate.data, triggered by the same action, had written it, so it got the old value.',
  );

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
  await expect(panel.getByText('All problems are muted.')).toBeVisible();
  // Another document of the same app.
  await page.reload();
  expect(await waitUntilIdle(page)).toBe(true);
  await page.click('#offer');
  await expect(panel.getByRole('button', { name: 'Muted 1' })).toBeVisible();
  await expect(tab).toHaveText('Problems');
});

test('a cycle is shown in the graph: its callbacks and the edges between them', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('problems/declared_cycle');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await panel.getByRole('tab', { name: 'Problems' }).click();
  const button = panel.getByRole('button', { name: 'Show in the graph: Callbacks form a cycle' });
  const lit = panel.locator('.graph-edge[data-emphasis="triggered"]');
  const ringed = panel.locator('.react-flow__node.pointed');

  await button.focus();
  await button.press('Enter');
  await expect(panel.getByRole('tab', { name: 'Graph' })).toHaveAttribute('aria-selected', 'true');
  await expect(panel.getByRole('status').filter({ hasText: 'Callbacks form a cycle: 3 callbacks' })).toBeVisible();
  await expect(lit).toHaveCount(6);
  await expect(ringed).toHaveCount(3);
  for (const card of await ringed.all()) await expect(card).toBeInViewport({ ratio: 1 });
  // Keys start at the first of them, and on the cycle it stays.
  await expect(panel.locator('[data-card="callback:dollars.value"]')).toBeFocused();
  // Two keys at once: the second comes before the focus has moved.
  await panel.locator(':focus').evaluate((card) => {
    for (let key = 0; key < 2; key++)
      card.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
  });
  await expect(panel.getByRole('article', { name: /pounds\.value/ })).toBeVisible();
  await expect(lit).toHaveCount(6);

  await panel.locator(':focus').press('Escape');
  await expect(lit).toHaveCount(0);
  await expect(ringed).toHaveCount(0);
  await expect(panel.getByText('Callbacks form a cycle: 3 callbacks')).toBeHidden();
});

test('a loop that has stopped is reported as stopped, although the page sends nothing more', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('problems/loop_set_props');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await panel.getByRole('tab', { name: 'Problems' }).click();
  await page.click('#start');
  const finding = panel.locator('[data-rule="loop"]');
  await expect(finding).toContainText('without a click or a key. count.data changes with each turn');
  await expect(finding).toContainText('It has stopped.', { timeout: 15_000 });

  // What a call wrote in addition to its outputs is part of the loop.
  await finding.getByRole('button', { name: /^Show in the graph/ }).click();
  await expect(panel.locator('.graph-edge[data-kind="side"][data-emphasis="triggered"]')).not.toHaveCount(0);
});
