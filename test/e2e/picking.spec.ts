import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';
import { inspector } from '../support/panel/panel-words';

test('a component picked in the page leads to its callbacks, and a card highlights its component', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('pattern_match');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const layers = (): Promise<number> => page.evaluate(() => document.documentElement.children.length);
  const bare = await layers();

  // The app receives none of these events: the press is ours alone, and afterwards nothing is left.
  const pick = panel.getByRole('button', { name: 'Pick a component in the page' });
  await pick.click();
  await expect(pick).toHaveAttribute('aria-pressed', 'true');
  const target = page.locator('button[id]').first();
  const id = (await target.getAttribute('id')) ?? '';
  await target.hover();
  await expect.poll(layers).toBe(bare + 1);
  await target.click();
  await expect(pick).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(layers).toBe(bare);
  const shown = inspector(panel).getByRole('article', { name: `Component ${id}` });
  await expect(shown).toContainText('n_clicks');
  await expect(shown.getByText('Triggers', { exact: true })).toBeVisible();
  expect(await waitUntilIdle(page)).toBe(true);
  expect(requests).toEqual([]);

  await pick.click();
  await expect(pick).toHaveAttribute('aria-pressed', 'true');
  await pick.press('Escape');
  await expect(pick).toHaveAttribute('aria-pressed', 'false');
  await target.click();
  await expect.poll(() => requests.length).toBeGreaterThan(0);

  await panel.getByRole('tab', { name: /^Graph/ }).click();
  await panel.locator('[data-card^="component:"]').first().hover();
  await expect.poll(layers).toBe(bare + 1);
  await panel.getByRole('tab', { name: /^Calls/ }).click();
  await expect.poll(layers).toBe(bare);
});
