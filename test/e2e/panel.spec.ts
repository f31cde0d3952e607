import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';
import { holdRequests } from '../support/browsers/hold-requests';
import { callRows, card, contextField, recordHeat, tab, values } from '../support/panel/panel-words';

test('a click in the app highlights its callback, lists the call, and the inspector shows its inputs and outputs', async ({
  dash,
  panel,
}) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  const node = card(panel.panel, 'level.children');
  await expect(node).toHaveAccessibleName(/1 call\b/);

  await expect(node).toHaveAttribute('data-heat', 'off');
  const heat = await recordHeat(node);
  await panel.page.locator('#double').click();
  await expect(node).toHaveAccessibleName(/2 calls/);
  await heat('fading');
  await expect(node).toHaveAttribute('data-heat', 'off');

  await tab(panel.panel, 'Calls').click();
  const row = callRows(panel.panel).last();
  await expect(row).toContainText('double.n_clicks');
  await expect(row).toContainText('updated');
  await row.click();
  await expect(values(panel.panel, 'triggered')).toHaveText(/^double\.n_clicks\s*1/);
  await expect(values(panel.panel, 'inputs')).toHaveText([
    /^up\.n_clicks\s*0/,
    /^down\.n_clicks\s*0/,
    /^double\.n_clicks\s*1/,
    /^reset\.n_clicks\s*0/,
  ]);
  await expect(values(panel.panel, 'states')).toHaveText(/^level\.children\s*1/);
  await expect(values(panel.panel, 'returned')).toHaveText([
    /^level\.children\s*2/,
    /^because\.children\s*"?Pressed: double/,
  ]);
  await expect(contextField(panel.panel, 'triggered_id')).toContainText("'double'");

  const last = server.log().at(-1);
  expect(last).toMatchObject({
    triggered_id: 'double',
    inputs: { 'double.n_clicks': 1 },
    states: { 'level.children': 1 },
  });
});

test('a call is shown as running until its response was applied', async ({ dash, panel }) => {
  const server = await dash('demo');
  await panel.page.goto(server.url);
  const node = card(panel.panel, 'forecast.children');
  await expect(node).toHaveAttribute('data-heat', 'off');
  await waitUntilIdle(panel.page);
  const held = await holdRequests(panel.page, 'forecast.children');
  await panel.page.locator('#forecast-button').click();
  await expect(node).toHaveAttribute('data-heat', 'on');
  await expect(node).toHaveAccessibleName(/running/);
  await held.release();
  await expect(panel.page.locator('#forecast')).toContainText('next year');
  await expect(node).not.toHaveAttribute('data-heat', 'on');
  await expect(node).toHaveAccessibleName(/1 call, last \d+(\.\d+)? s/);
});

test('an error stays visible on its callback, on the tab and in the inspector, with the traceback', async ({
  dash,
  panel,
}) => {
  const server = await dash('error', ['--debug']);
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await panel.page.locator('#bad').click();
  const node = card(panel.panel, 'quotient.children');
  await expect(node).toHaveAccessibleName(/1 error/);
  await panel.page.locator('#good').click();
  await expect(node).toHaveAccessibleName(/3 calls|2 calls/);
  await expect(node).toHaveAccessibleName(/1 error/);
  await expect(tab(panel.panel, 'Calls')).toContainText('1');

  await tab(panel.panel, 'Calls').click();
  await callRows(panel.panel).and(panel.panel.locator('[data-outcome="error"]')).click();
  const inspector = panel.panel.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText('ZeroDivisionError');
  await expect(inspector).toContainText('error.py');
});

test('selecting a callback in the graph selects it in every view', async ({ dash, panel }) => {
  const server = await dash('chain');
  await panel.page.goto(server.url);
  await card(panel.panel, 'count.children').click();
  await expect(panel.panel.getByRole('region', { name: 'Inspector' })).toContainText('count.children');
  await tab(panel.panel, 'List').click();
  await expect(panel.panel.locator('[aria-selected="true"]').filter({ hasText: 'count.children' })).toBeVisible();
});

test('dark follows DevTools', async ({ dash, panel }) => {
  const server = await dash('basic');
  await panel.page.goto(server.url);
  await expect(panel.panel.locator('html')).toHaveAttribute('data-theme', 'light');
  await panel.setTheme('dark');
  await expect(panel.panel.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(card(panel.panel, 'message.children')).toBeVisible();
});

test.describe('docked', () => {
  test('right, 420 pixels wide: one view at a time, the inspector as a sheet', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await panel.dock('right', 420);
    await tab(panel.panel, 'Calls').click();
    await callRows(panel.panel).first().click();
    const sheet = panel.panel.getByRole('dialog', { name: 'Inspector' });
    await expect(sheet).toBeVisible();
    await panel.devtools.screenshot({ path: 'out/docked-right-420.png', caret: 'initial' });
    await expect(panel.panel.locator('html')).toHaveJSProperty('scrollWidth', 420);
    await sheet.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(sheet).toBeHidden();
    await tab(panel.panel, 'Graph').click();
    await expect(card(panel.panel, 'sales.data')).toBeVisible();
  });

  test('bottom, 250 pixels high: graph next to the inspector', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await panel.dock('bottom', 250);
    const node = card(panel.panel, 'sales.data');
    await expect(node).toBeVisible();
    // Only a part of the graph fits.
    await panel.panel.getByRole('button', { name: 'Fit all (0)' }).click();
    await node.click();
    await expect(panel.panel.getByRole('region', { name: 'Inspector' })).toContainText('sales.data');
    await expect(node).toBeInViewport();
    await panel.devtools.screenshot({ path: 'out/docked-bottom-250.png', caret: 'initial' });
    await expect(panel.panel.locator('html')).toHaveJSProperty('scrollHeight', 250);
  });
});
