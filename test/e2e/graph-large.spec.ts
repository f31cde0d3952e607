import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';
import { callback, component, graph, toolbar, zoomOutToBlocks } from '../support/panel/graph-words';

test('the graph of a large app shows the callbacks of the current page, and all of them on request', async ({
  dash,
  panel,
}) => {
  const server = await dash('scale', ['--pages', '3', '--cells', '20', '--ticks', '0']);
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  const note = graph(panel.panel).locator('xpath=..').getByRole('status').filter({ hasText: 'callbacks' });
  await expect(note).toContainText(/^118 of 350 callbacks: those of this page/);
  await panel.page.locator('#to-2').click();
  await waitUntilIdle(panel.page);
  await expect(panel.panel.locator('[data-card*="p2-"]').first()).toBeVisible();
  await expect(panel.panel.locator('[data-card*="p0-"]')).toHaveCount(0);
  // Two callbacks are on both visited pages; they are marked as shared, and look like the others.
  await expect(note).toContainText('118 of 350 callbacks: those of this page, 2 shared with other pages fainter');
  const shared = callback(panel.panel, 'view.children');
  await expect(shared).toHaveAccessibleName(/, shared by 2 pages$/);
  await expect(shared).toHaveAttribute('title', /Shared by 2 pages of the app: \/, \/2$/);
  await expect(panel.panel.locator('[data-shared="true"]')).toHaveCount(2);
  await note.getByRole('button', { name: 'Show all' }).click();
  await expect(note).toContainText('All 350 callbacks');
  await expect(panel.panel.locator('[data-shared="true"]')).toHaveCount(0);
  // Group names stay readable where no other name is.
  await zoomOutToBlocks(panel.panel);
  const name = panel.panel.locator('[data-card="group:p0-fed"] .line.name');
  await expect(name).toBeVisible();
  const letters = await name.evaluate(
    (element) =>
      parseFloat(getComputedStyle(element).fontSize) *
      new DOMMatrix(getComputedStyle(element.closest('.react-flow__viewport') ?? element).transform).a,
  );
  expect(letters).toBeGreaterThan(10);
  await panel.reopen();
  await expect(note).toContainText('All 350 callbacks');
});

test('a large app is shown in groups that open in place; hidden and pinned callbacks are remembered', async ({
  dash,
  panel,
}) => {
  await panel.dock('undocked');
  const server = await dash('scale', ['--pages', '2', '--cells', '20', '--ticks', '0']);
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  const group = panel.panel.locator('[data-card="group:p0-chain-0"]');
  await expect(group).toContainText('8 callbacks');
  // A store that feeds 72 callbacks has no edges to them.
  const hub = component(panel.panel, 'store').getByRole('button', { name: /^feeds 72/ });
  const hubLines = panel.panel.locator('.react-flow__edge[data-id*=":component:store|data>"]');
  await expect(hub).toHaveAttribute('aria-pressed', 'false');
  await expect(hubLines).toHaveCount(0);
  await hub.press('Enter');
  await expect(hub).toHaveAttribute('aria-pressed', 'true');
  await expect(hubLines).not.toHaveCount(0);
  await expect(hub).toBeFocused();
  await hub.press('Space');
  await expect(hub).toHaveAttribute('aria-pressed', 'false');
  await expect(hubLines).toHaveCount(0);
  await panel.page.click('#p0-start');
  await expect(group).toContainText('×8');
  expect(await waitUntilIdle(panel.page)).toBe(true);

  await group.focus();
  await group.press('Enter');
  await expect(callback(panel.panel, 'p0-chain-0-3.children')).toBeVisible();
  await expect(group).toHaveCount(0);
  await callback(panel.panel, 'p0-chain-0-3.children').click();
  await toolbar(panel.panel).getByRole('button', { name: 'Close the group p0-chain-0' }).click();
  await expect(group).toBeVisible();
  const menu = toolbar(panel.panel).getByRole('button', { name: 'What is shown' });
  await menu.click();
  await panel.panel.getByRole('combobox', { name: 'Group by' }).selectOption('none');
  await menu.press('Escape');
  await expect(panel.panel.locator('[data-card^="group:"]')).toHaveCount(0);

  await panel.panel.getByRole('tab', { name: /^List/ }).click();
  await panel.panel.locator('tr[data-callback="p0-chain-1-2.children"]').click();
  await panel.panel.getByRole('tab', { name: /^Graph/ }).click();
  await toolbar(panel.panel)
    .getByRole('button', { name: /^Pin the selected/ })
    .click();
  const note = panel.panel.locator('.graph-page-note');
  await expect(note).toContainText('3 of 234 callbacks: 1 pinned, and all within 1 step');
  await expect(panel.panel.locator('[data-card^="callback:"]')).toHaveCount(3);
  await toolbar(panel.panel).getByRole('button', { name: 'Hide the selected callback in this graph' }).click();
  await expect(menu).toContainText('1 hidden');
  // The list still contains it, marks it as hidden, and can show it again.
  await panel.panel.getByRole('tab', { name: /^List/ }).click();
  const hidden = panel.panel.locator('tr[data-callback]').filter({ hasText: 'hidden in graph' });
  await expect(hidden).toHaveCount(1);
  const key = (await hidden.getAttribute('data-callback')) ?? '';
  await hidden.getByRole('button', { name: / in the graph again$/ }).press('Enter');
  await expect(hidden).toHaveCount(0);
  await expect(panel.panel.getByRole('grid', { name: 'Callbacks' })).toBeFocused();
  await panel.panel.getByRole('tab', { name: /^Graph/ }).click();
  await expect(callback(panel.panel, key)).toBeVisible();
  await callback(panel.panel, key).click();
  await toolbar(panel.panel).getByRole('button', { name: 'Hide the selected callback in this graph' }).click();
  await expect(menu).toContainText('1 hidden');
  await panel.reopen();
  await expect(panel.panel.locator('[data-card^="callback:"]')).toHaveCount(2);
  await menu.click();
  await panel.panel.getByRole('button', { name: 'Show all of them' }).click();
  await panel.panel.getByRole('button', { name: 'Unpin all' }).click();
  await expect(note).toContainText('those of this page');
});
