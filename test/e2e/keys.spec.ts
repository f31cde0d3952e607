import type { Locator } from '@playwright/test';

import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, card, tab } from '../support/panel/panel-words';

// The keys are pressed as a keyboard does it, so that DevTools around the panel can keep one for itself.

// After Escape, Firefox's toolbox is left with its own console open.
test.use({ needsOwnBrowser: true });

const TITLES = ['Graph', 'List', 'Calls', 'Timeline', 'Jobs', 'Patterns', 'Problems'];

test('the panel gets every key that its list of keys has', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  for (const button of ['#up', '#double']) {
    await panel.page.locator(button).click();
    await waitUntilIdle(panel.page);
  }
  const { press } = panel;
  await tab(panel.panel, 'Calls').click();
  await expect(callRows(panel.panel)).toHaveCount(3);

  await test.step('?: the list itself, with the keys that follow here', async () => {
    await press('?');
    const list = panel.panel.getByRole('dialog', { name: 'Keys' });
    await expect(list.locator('kbd')).toHaveText([
      '/',
      '1',
      '…',
      '7',
      '↑',
      '↓',
      '←',
      '→',
      'Enter',
      'Esc',
      '[',
      ']',
      'f',
      'Space',
      '?',
    ]);
    await press('?');
    await expect(list).toBeHidden();
  });

  await test.step('1 to 7: the views', async () => {
    for (const [index, title] of TITLES.entries()) {
      await press(String(index + 1));
      await expect(panel.panel.getByRole('tab', { name: new RegExp(`^${title}`) })).toHaveAttribute(
        'aria-selected',
        'true',
      );
    }
  });

  await test.step('arrows, brackets: from call to call', async () => {
    await press('3');
    const rows = callRows(panel.panel);
    const isSelected = (row: Locator): Promise<void> => expect(row).toHaveAttribute('aria-selected', 'true');
    await rows.first().click();
    await press('ArrowDown');
    await isSelected(rows.nth(1));
    await press('ArrowUp');
    await isSelected(rows.first());
    await press(']');
    await isSelected(rows.nth(1));
    await press('[');
    await isSelected(rows.first());
  });

  await test.step('Space: pause and resume', async () => {
    await press(' ');
    await expect(panel.panel.getByText('Recording is paused')).toBeVisible();
    await press(' ');
    await expect(panel.panel.getByText('Recording is paused')).toBeHidden();
  });

  await test.step('/ and Esc: search', async () => {
    const search = panel.panel.getByRole('combobox', { name: 'Search' });
    await press('/');
    await expect(search).toBeFocused();
    await press('u');
    await expect(search).toHaveValue('u');
    await press('Escape');
    await expect(search).toHaveValue('');
    await expect(search).not.toBeFocused();
  });

  await test.step('f, arrows, Enter and Esc: the graph', async () => {
    await press('1');
    const node = card(panel.panel, 'level.children');
    await node.click();
    await press('f');
    const all = panel.panel.getByRole('button', { name: 'Show everything again (f)' });
    await expect(all).toBeVisible();
    await press('f');
    await expect(all).toBeHidden();
    await press('ArrowLeft');
    await expect(node).toHaveAttribute('aria-pressed', 'false');
    await press('ArrowRight');
    await expect(node).toHaveAttribute('aria-pressed', 'true');
    await press('Escape');
    await expect(node).toHaveAttribute('aria-pressed', 'false');
  });
});

test('Esc closes the inspector that covers a narrow view, and Enter opens it again', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  await panel.dock('right', 420);
  await tab(panel.panel, 'Calls').click();
  const row = callRows(panel.panel).first();
  await row.click();
  const sheet = panel.panel.getByRole('dialog', { name: 'Inspector' });
  await expect(sheet).toBeVisible();
  await panel.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await panel.press('Enter');
  await expect(sheet).toBeVisible();
});

test('DevTools opens its own console on Esc: in Firefox at once, in Chromium when there is nothing to close', async ({
  dash,
  panel,
  browserName,
}) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  const root = panel.panel.locator('html');
  const height = await root.evaluate(() => innerHeight);
  const isLower = async (): Promise<boolean> => (await root.evaluate(() => innerHeight)) < height;
  const node = card(panel.panel, 'level.children');
  await node.click();
  await expect(node).toHaveAttribute('aria-pressed', 'true');
  await panel.press('Escape');
  await expect(node).toHaveAttribute('aria-pressed', 'false');
  if (browserName !== 'firefox') {
    expect(await isLower()).toBe(false);
    await panel.press('Escape');
  }
  await expect.poll(isLower).toBe(true);
});
