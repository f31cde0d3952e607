import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';

test('the timeline lists an action with the calls it triggered, and the keyboard leads from it to the inspector', async ({
  dash,
  panel,
}) => {
  await panel.dock('undocked');
  const server = await dash('chain');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  const view = panel.panel;
  await view.getByRole('tab', { name: 'Timeline' }).click();
  await expect(view.getByRole('application', { name: 'Timeline' })).toBeVisible();

  await test.step('the page load is the first wave', async () => {
    const waves = view.getByRole('listbox', { name: 'Waves' });
    await expect(waves.getByRole('option').first()).toContainText('Page load');
  });

  await test.step('an action makes a wave of its own, in chart and table', async () => {
    await panel.page.locator('input').first().fill('wave');
    await waitUntilIdle(panel.page);
    await view.getByRole('button', { name: 'As table' }).click();
    const table = view.getByRole('grid', { name: 'Waves and their calls' });
    await expect(table.getByRole('row', { name: /^\S+ Wave 1: Page load/ })).toBeVisible();
    await expect(table.getByRole('row', { name: /You changed/ }).last()).toBeVisible();
    const rows = table.locator('[data-call]');
    expect(await rows.count()).toBeGreaterThan(1);
    await view.getByRole('button', { name: 'As table' }).click();
  });

  await test.step('a bar reached with the arrow keys is the call in the inspector', async () => {
    const picture = view.getByRole('application', { name: 'Timeline' });
    await picture.focus();
    await picture.press('ArrowLeft');
    await picture.press('ArrowUp');
    await picture.press('ArrowDown');
    await expect(view.getByRole('status').filter({ hasText: /lane,/ })).toHaveCount(1);
    await expect(view.locator('.inspector')).toContainText(/Phases|waiting/i);
    const text = await view.getByRole('status').filter({ hasText: /lane,/ }).textContent();
    const name = text?.split(', ')[1] ?? '';
    await expect(view.locator('.inspector')).toContainText(name);
  });
});
