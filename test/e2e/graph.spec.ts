import type { Locator } from '@playwright/test';

import { waitUntilIdle } from '../../cli/dash-page';
import type { PanelBrowser } from '../support/browsers/panel-browser';
import type { DashServer } from '../support/servers/dash-server';
import { expect, test } from '../support/browsers/fixtures';
import {
  callback,
  component,
  drag,
  graph,
  laidOut,
  laidOutByWorker,
  offCentre,
  placeOf,
  toolbar,
  zoomOutToBlocks,
} from '../support/panel/graph-words';
import { holdRequests } from '../support/browsers/hold-requests';
import { card, recordHeat, tab } from '../support/panel/panel-words';

/** Plays the demo until one of its callbacks has failed, and returns its card. */
async function failOnDemo(
  dash: (example: string) => Promise<DashServer>,
  { page, panel }: PanelBrowser,
): Promise<Locator> {
  const server = await dash('demo');
  await page.goto(server.url);
  await waitUntilIdle(page);
  await page.locator('#export').click();
  const node = callback(panel, 'export-status.children');
  await expect(node.locator('.words')).toContainText('error ×1');
  return node;
}

test.describe('on the demo', () => {
  test('a click highlights the callback, counts the call and shows its duration on the card', async ({
    dash,
    panel,
  }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    const node = callback(panel.panel, 'sales.data');
    await expect(node.locator('.count')).toHaveText('×1');
    await expect(node).toHaveAttribute('data-heat', 'off');
    const heat = await recordHeat(node);
    const held = await holdRequests(panel.page, 'sales.data');
    await panel.page.getByText('Airport', { exact: true }).click();
    await expect(node).toHaveAttribute('data-heat', 'on');
    await held.release();
    await expect(node.locator('.count')).toHaveText('×2');
    await expect(node).toHaveAttribute('data-heat', 'off');
    // A busy browser may let it be seen before its request is sent.
    const seen = (await heat('fading')).filter((state) => state !== 'waiting');
    expect(seen).toEqual(['off', 'on', 'fading', 'off']);
    await expect(node.locator('.words b')).toHaveText(/^\d+(\.\d+)? m?s$/);
    await expect(node).toHaveAccessibleName(/server, 2 calls, last \d/);
    // What the page load triggered was highlighted as well.
    await expect(callback(panel.panel, 'chart.figure').locator('.count')).toHaveText('×2');
  });

  test('an error stays on its card', async ({ dash, panel }) => {
    const node = await failOnDemo(dash, panel);
    await panel.page.locator('#add-item').click();
    await waitUntilIdle(panel.page);
    await expect(node).toHaveAttribute('data-heat', 'off');
    await expect(node.locator('.words')).toContainText('error ×1');
    await expect(node).toHaveAttribute('data-errors', 'true');
  });

  test('zoomed far out, cards are blocks without text, and an error is a cross', async ({ dash, panel }) => {
    const node = await failOnDemo(dash, panel);
    await zoomOutToBlocks(panel.panel);
    await expect(node.locator('.line.name')).toBeHidden();
    await expect(node.locator('.words')).toBeHidden();
    await expect(node).toHaveAccessibleName(/^callback export-status.*, 1 error/);
    const formOf = (key: string): Promise<string> =>
      callback(panel.panel, key).evaluate((element) => getComputedStyle(element, '::after').clipPath);
    expect(await formOf('export-status.children')).toMatch(/^polygon/);
    expect(await formOf('sales.data')).toBe('none');
  });

  test('a dragged card keeps its position when the panel is reloaded', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    const node = callback(panel.panel, 'sales.data');
    await laidOut(panel.panel);
    await expect(node).toBeInViewport();
    await drag(panel.devtools, node, -60, 70);
    const left = await placeOf(node);
    await panel.reopen();
    await expect.poll(() => placeOf(node)).toBe(left);
    await toolbar(panel.panel).getByRole('button', { name: 'Reset layout' }).click();
    await expect.poll(() => placeOf(node)).not.toBe(left);
  });

  test('search finds and centres, f shows what leads to the selection and what follows from it', async ({
    dash,
    panel,
  }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await toolbar(panel.panel).getByRole('button', { name: 'Find (/)' }).click();
    const field = panel.panel.getByRole('searchbox', { name: 'Find in the graph' });
    await field.fill('month-detail');
    await expect(toolbar(panel.panel).getByRole('status')).toHaveText(/^1 of \d$/);
    const found = callback(panel.panel, 'month-detail.children');
    await expect(found).toBeInViewport();
    await expect.poll(() => offCentre(found, graph(panel.panel))).toBeLessThan(30);
    const other = panel.panel.locator('.react-flow__node').filter({ has: callback(panel.panel, 'items.children') });
    await expect(other).toHaveClass(/dimmed/);
    await field.press('Escape');
    await expect(other).not.toHaveClass(/dimmed/);

    await found.click();
    await found.press('f');
    await expect(toolbar(panel.panel).getByRole('button', { name: 'Show everything again (f)' })).toBeVisible();
    await expect(other).toHaveClass(/dimmed/);
    // Read as State: related to the selection, but not leading to it.
    await expect(
      panel.panel.locator('.react-flow__node').filter({ has: component(panel.panel, 'sales') }),
    ).not.toHaveClass(/dimmed/);
    await found.press('f');
    await expect(other).not.toHaveClass(/dimmed/);
  });

  test("the layout is computed in a worker, under the extension's content security policy", async ({ dash, panel }) => {
    const refused: string[] = [];
    panel.devtools.on('console', (message) => {
      if (/Content.Security.Policy|layout worker/i.test(message.text())) refused.push(message.text());
    });
    const started = panel.devtools.waitForEvent('worker', (worker) => worker.url().includes('layout-worker'));
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await started;
    await expect(callback(panel.panel, 'sales.data')).toBeVisible();
    await laidOutByWorker(panel.panel);
    expect(refused).toEqual([]);
  });
});

test('a pattern is one card that counts and lists its instances', async ({ dash, panel }) => {
  const server = await dash('pattern_match');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  const plus = component(panel.panel, 'plus[MATCH]');
  await expect(plus.getByRole('button', { name: /open components/ })).toHaveText('3 now');
  const open = panel.panel.getByRole('button', { name: /^open instances of count\[MATCH\]/ });
  await expect(open).toHaveText('3 of 3');

  await panel.page.locator('#add').click();
  await expect(plus.getByRole('button', { name: /open components/ })).toHaveText('4 now');
  await expect(open).toHaveText('4 of 4');
  await panel.page.locator(`[id='{"index":1,"type":"plus"}']`).click();
  await waitUntilIdle(panel.page);

  await open.focus();
  await open.press('Enter');
  const list = panel.panel.getByRole('dialog', { name: /^Instances/ });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  const second = list.getByRole('button', { name: /^index=1/ });
  const own = server.log().filter(({ inputs }) => JSON.stringify(inputs).includes('\\"index\\":1,')).length;
  expect(own).toBeGreaterThan(1);
  await expect(second).toContainText(`${own} calls`);
  await expect(list.getByRole('button', { name: /^index=0/ })).toBeFocused();
  await panel.devtools.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(open).toBeFocused();
  await open.press('Enter');
  await second.click();
  await expect(panel.panel.getByRole('region', { name: 'Inspector' })).toContainText('plus[1].n_clicks');
});

test('several writers of one property are marked on it, with their names', async ({ dash, panel }) => {
  const server = await dash('duplicate');
  await panel.page.goto(server.url);
  const row = component(panel.panel, 'log').getByRole('button', { name: /^log\.children/ });
  await expect(row.locator('.writers')).toHaveText('3 writers');
  await expect(row).toHaveAccessibleName(/3 writers: /);
});

test('returning with a card selected shows the whole graph, as at first', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('chain');
  await page.goto(server.url);
  await waitUntilIdle(page);
  const cards = panel.locator('[data-card]');
  await callback(panel, 'words.data').click();
  await tab(panel, 'Calls').click();
  await tab(panel, 'Graph').click();
  await expect(callback(panel, 'words.data')).toHaveAttribute('aria-pressed', 'true');
  for (const card of await cards.all()) await expect(card).toBeInViewport({ ratio: 1 });
});

test('the legend explains shapes and edges', async ({ dash, panel }) => {
  const server = await dash('basic');
  await panel.page.goto(server.url);
  await expect(card(panel.panel, 'message.children')).toBeVisible();
  await toolbar(panel.panel).getByRole('button', { name: 'What the shapes, colours and lines mean' }).click();
  const legend = panel.panel.getByRole('note', { name: 'Legend' });
  await expect(legend).toContainText('Observed write in addition to the outputs');
  await panel.devtools.keyboard.press('Escape');
  await expect(legend).toBeHidden();
});
