import type { FrameLocator, Locator, Page } from '@playwright/test';

import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/fixtures';
import { card } from '../support/panel-words';

const graph = (panel: FrameLocator): Locator => panel.getByRole('region', { name: 'Callback graph' });
const toolbar = (panel: FrameLocator): Locator => panel.getByRole('toolbar', { name: 'Graph' });
const callback = (panel: FrameLocator, key: string): Locator => panel.locator(`[data-card="callback:${key}"]`);
const component = (panel: FrameLocator, title: string): Locator => panel.getByRole('group', { name: `component ${title}`, exact: true });
/** A property that no callback declares. */
const observedCard = (panel: FrameLocator, prop: string): Locator => panel.getByRole('group', { name: `observed property ${prop},` });
const observedEdge = (panel: FrameLocator, words: RegExp): Locator => panel.getByRole('img', { name: words });

/** Notes every state of a card's `data-heat` from now on; it may pass through one between two looks. */
async function watchHeat(node: Locator): Promise<() => Promise<readonly string[]>> {
  await node.evaluate((element) => {
    const seen: string[] = [];
    const note = (): void => void seen.push(element.getAttribute('data-heat') ?? '');
    new MutationObserver(note).observe(element, { attributes: true, attributeFilter: ['data-heat'] });
    Object.assign(element, { seenHeat: seen });
  });
  return () => node.evaluate((element) => (element as Element & { seenHeat?: string[] }).seenHeat ?? []);
}

/** Places on the layout's own plane, whatever part of it is in view. */
const placeOf = (node: Locator): Promise<string> =>
  node.evaluate((element) => element.closest<HTMLElement>('.react-flow__node')?.style.transform ?? '');

test.describe('on the demo', () => {
  test('a click lights the callback, counts the call and leaves its duration on the card', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    const node = callback(panel.panel, 'sales.data');
    await expect(node.locator('.count')).toHaveText('×1');
    const heat = await watchHeat(node);
    await panel.page.getByText('Airport', { exact: true }).click();
    await expect(node.locator('.count')).toHaveText('×2');
    await expect(node).toHaveAttribute('data-heat', 'off');
    expect(await heat()).toEqual(expect.arrayContaining(['on', 'fading', 'off']));
    await expect(node.locator('.words b')).toHaveText(/^\d+(\.\d+)? m?s$/);
    await expect(node).toHaveAccessibleName(/server, 2 calls, last \d/);
    // What the load set off was lit as well.
    await expect(callback(panel.panel, 'chart.figure').locator('.count')).toHaveText('×2');
  });

  test('an error stays on its card', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await panel.page.locator('#export').click();
    const node = callback(panel.panel, 'export-status.children');
    await expect(node.locator('.words')).toContainText('error ×1');
    await panel.page.locator('#add-item').click();
    await waitUntilIdle(panel.page);
    await expect(node).toHaveAttribute('data-heat', 'off');
    await expect(node.locator('.words')).toContainText('error ×1');
    await expect(node).toHaveAttribute('data-errors', 'true');
  });

  test('from very far cards are blocks without words, and an error is a cross', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await panel.page.locator('#export').click();
    const node = callback(panel.panel, 'export-status.children');
    await expect(node.locator('.words')).toContainText('error ×1');
    await zoomOutToBlocks(panel.panel);
    await expect(node.locator('.line.name')).toBeHidden();
    await expect(node.locator('.words')).toBeHidden();
    await expect(node).toHaveAccessibleName(/^callback export-status.*, 1 error/);
    const formOf = (key: string): Promise<string> => callback(panel.panel, key).evaluate((element) => getComputedStyle(element, '::after').clipPath);
    expect(await formOf('export-status.children')).toMatch(/^polygon/);
    expect(await formOf('sales.data')).toBe('none');
  });

  test('a dragged card is where it was left when the panel is loaded again', async ({ dash, panel }) => {
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

  test('search finds and centres, f shows what leads to the selection and follows from it', async ({ dash, panel }) => {
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
    // Read as state: part of the answer, but not what leads to it.
    await expect(panel.panel.locator('.react-flow__node').filter({ has: component(panel.panel, 'sales') })).not.toHaveClass(/dimmed/);
    await found.press('f');
    await expect(other).not.toHaveClass(/dimmed/);
  });

  test('the layout comes from the worker, under the policy of the extension', async ({ dash, panel }) => {
    const refused: string[] = [];
    panel.devtools.on('console', (message) => {
      if (/Content.Security.Policy|layout worker/i.test(message.text())) refused.push(message.text());
    });
    const started = panel.devtools.waitForEvent('worker', (worker) => worker.url().includes('layout-worker'));
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await started;
    await expect(callback(panel.panel, 'sales.data')).toBeVisible();
    // Only what the worker laid out is kept for the next time; a fallback is not.
    await laidOut(panel.panel);
    expect(refused).toEqual([]);
  });
});

test('of a large app shows the callbacks of the page on screen, and all of them when asked', async ({ dash, panel }) => {
  const server = await dash('scale', ['--pages', '3', '--cells', '20', '--ticks', '0']);
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  const note = graph(panel.panel).locator('xpath=..').getByRole('status').filter({ hasText: 'callbacks' });
  await expect(note).toContainText(/^118 of 350 callbacks: those of this page/);
  await panel.page.locator('#to-2').click();
  await waitUntilIdle(panel.page);
  await expect(panel.panel.locator('[data-card*="p2-"]').first()).toBeVisible();
  await expect(panel.panel.locator('[data-card*="p0-"]')).toHaveCount(0);
  // Two callbacks stand on both pages that were visited; they say so, and are written as the others.
  await expect(note).toContainText('118 of 350 callbacks: those of this page, 2 shared with other pages fainter');
  const shared = callback(panel.panel, 'view.children');
  await expect(shared).toHaveAccessibleName(/, shared by 2 pages$/);
  await expect(shared).toHaveAttribute('title', /Shared by 2 pages of the app: \/, \/2$/);
  await expect(panel.panel.locator('[data-shared="true"]')).toHaveCount(2);
  await note.getByRole('button', { name: 'Show all' }).click();
  await expect(note).toContainText('All 350 callbacks');
  await expect(panel.panel.locator('[data-shared="true"]')).toHaveCount(0);
  // From where no other name can be read, those of groups still can.
  await zoomOutToBlocks(panel.panel);
  const name = panel.panel.locator('[data-card="group:p0-fed"] .line.name');
  await expect(name).toBeVisible();
  const letters = await name.evaluate((element) => parseFloat(getComputedStyle(element).fontSize) * new DOMMatrix(getComputedStyle(element.closest('.react-flow__viewport') ?? element).transform).a);
  expect(letters).toBeGreaterThan(10);
  await panel.reopen();
  await expect(note).toContainText('All 350 callbacks');
});

test('a large app stands in groups that open in place; what is hidden or pinned is remembered', async ({ dash, panel }) => {
  await panel.dock('undocked');
  const server = await dash('scale', ['--pages', '2', '--cells', '20', '--ticks', '0']);
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  const group = panel.panel.locator('[data-card="group:p0-chain-0"]');
  await expect(group).toContainText('8 callbacks');
  // A store that feeds 72 callbacks has no lines to them.
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
  await toolbar(panel.panel).getByRole('button', { name: 'Close the group p0-chain-0 again' }).click();
  await expect(group).toBeVisible();
  const menu = toolbar(panel.panel).getByRole('button', { name: 'What is shown' });
  await menu.click();
  await panel.panel.getByRole('combobox', { name: 'Group by' }).selectOption('none');
  await menu.press('Escape');
  await expect(panel.panel.locator('[data-card^="group:"]')).toHaveCount(0);

  await panel.panel.getByRole('tab', { name: /^List/ }).click();
  await panel.panel.locator('tr[data-callback="p0-chain-1-2.children"]').click();
  await panel.panel.getByRole('tab', { name: /^Graph/ }).click();
  await toolbar(panel.panel).getByRole('button', { name: /^Pin the selected/ }).click();
  const note = panel.panel.locator('.graph-page-note');
  await expect(note).toContainText('3 of 234 callbacks: 1 pinned and what is 1 step around');
  await expect(panel.panel.locator('[data-card^="callback:"]')).toHaveCount(3);
  await toolbar(panel.panel).getByRole('button', { name: 'Hide the selected callback in this graph' }).click();
  await expect(menu).toContainText('1 hidden');
  // The list has it all the same, says so, and brings it back.
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

test.describe('observed writes', () => {
  test('of running= appear when first seen, light up, and move nothing', async ({ dash, panel }) => {
    const server = await dash('running');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    const node = callback(panel.panel, 'result.children');
    await expect(node).toBeVisible();
    await expect(panel.panel.getByRole('img', { name: /^Observed/ })).toHaveCount(0);
    await laidOut(panel.panel);
    const before = await placesOf(graph(panel.panel));

    await panel.page.locator('#start').click();
    await waitUntilIdle(panel.page);
    await expect(observedCard(panel.panel, 'start.disabled')).toBeVisible();
    await expect(observedCard(panel.panel, 'start.children')).toContainText('running');
    const light = observedEdge(panel.panel, /^Observed.*result\.children wrote light\.children as its running=/);
    await expect(light).toHaveCount(1);
    await expect(light).toHaveAccessibleName(/when it began; as its running=, when it was over$/);
    const after = await placesOf(graph(panel.panel));
    for (const [id, place] of Object.entries(before)) expect(after[id], id).toBe(place);

    const glow = light.locator('.graph-edge');
    await panel.page.locator('#start').click();
    await expect(glow).not.toHaveAttribute('data-heat', 'off');
    await expect(glow).toHaveAttribute('data-heat', 'off');

    await toolbar(panel.panel).getByRole('button', { name: /Hide observed writes/ }).click();
    await expect(panel.panel.getByRole('img', { name: /^Observed/ })).toHaveCount(0);
    await expect(observedCard(panel.panel, 'start.disabled')).toHaveCount(0);
  });

  test('of set_props lead from the callback that made them, also to components nobody declares', async ({ dash, panel }) => {
    const server = await dash('set_props');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await panel.page.locator('#order').click();
    await waitUntilIdle(panel.page);
    for (const prop of ['note.value', 'lamp[1].children']) {
      await expect(observedCard(panel.panel, prop)).toContainText('set_props');
      const words = `Observed beside the declared outputs: ordered.children wrote ${prop} with set_props, while it ran`;
      await expect(panel.panel.getByRole('img', { name: words })).toHaveCount(1);
    }
    await expect(observedEdge(panel.panel, /ordered\.children wrote status\.children with set_props/)).toHaveCount(1);
    await panel.page.locator('#save').click();
    await expect(observedEdge(panel.panel, /save\.n_clicks.* wrote status\.title with set_props/)).toHaveCount(1);
  });
});

test('a pattern is one card that counts its instances and opens them', async ({ dash, panel }) => {
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

test('the legend says in words what shapes and lines mean', async ({ dash, panel }) => {
  const server = await dash('basic');
  await panel.page.goto(server.url);
  await expect(card(panel.panel, 'message.children')).toBeVisible();
  await toolbar(panel.panel).getByRole('button', { name: 'What the shapes, colours and lines mean' }).click();
  const legend = panel.panel.getByRole('note', { name: 'Legend' });
  await expect(legend).toContainText('Observed write beside the outputs');
  await panel.devtools.keyboard.press('Escape');
  await expect(legend).toBeHidden();
});

/** Fits all, and then zooms out until cards are blocks. */
async function zoomOutToBlocks(panel: FrameLocator): Promise<void> {
  await toolbar(panel).getByRole('button', { name: 'Fit all (0)' }).click();
  const isBlocks = async (): Promise<string | null> => {
    if ((await graph(panel).getAttribute('data-blocks')) !== 'true') await graph(panel).press('-');
    return graph(panel).getAttribute('data-blocks');
  };
  await expect.poll(isBlocks).toBe('true');
}

/** The layout has its last word; until then a first one may stand in. */
async function laidOut(panel: FrameLocator): Promise<void> {
  const kept = (): Promise<number> =>
    graph(panel).evaluate(() => Object.keys(localStorage).filter((key) => key.includes('graph.layout:')).length);
  await expect.poll(kept).toBe(1);
}

async function drag(devtools: Page, node: Locator, x: number, y: number): Promise<void> {
  const box = await node.boundingBox();
  if (!box) throw new Error('the card is not on the screen');
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const before = await placeOf(node);
  await devtools.mouse.move(from.x, from.y);
  await devtools.mouse.down();
  await devtools.mouse.move(from.x + x, from.y + y, { steps: 6 });
  await devtools.mouse.up();
  await expect.poll(() => placeOf(node)).not.toBe(before);
}

/** How far the middle of an element is from the middle of its frame, in pixels. */
async function offCentre(node: Locator, frame: Locator): Promise<number> {
  const [inner, outer] = [await node.boundingBox(), await frame.boundingBox()];
  if (!inner || !outer) return Infinity;
  return Math.hypot(inner.x + inner.width / 2 - outer.x - outer.width / 2, inner.y + inner.height / 2 - outer.y - outer.height / 2);
}

/** Where every card is, by its id. */
const placesOf = (frame: Locator): Promise<Readonly<Record<string, string>>> =>
  frame.evaluate((element) =>
    Object.fromEntries(
      [...element.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => [node.dataset['id'] ?? '', node.style.transform]),
    ),
  );
