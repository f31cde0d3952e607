import type { Locator, Page } from '@playwright/test';

import { patience } from '../../../scripts/pace.mjs';
import { expect } from '../browsers/fixtures';
import type { Panel } from '../browsers/panel-browser';

/** Locators and actions for the graph. */
export const graph = (panel: Panel): Locator => panel.getByRole('region', { name: 'Callback graph' });
export const toolbar = (panel: Panel): Locator => panel.getByRole('toolbar', { name: 'Graph' });
export const callback = (panel: Panel, key: string): Locator => panel.locator(`[data-card="callback:${key}"]`);
export const component = (panel: Panel, title: string): Locator =>
  panel.getByRole('group', { name: `component ${title}`, exact: true });
/** A property that no callback declares. */
export const observedCard = (panel: Panel, prop: string): Locator =>
  panel.getByRole('group', { name: `observed property ${prop},` });
export const observedEdge = (panel: Panel, words: RegExp): Locator => panel.getByRole('img', { name: words });

/** Positions on the layout's own plane, whatever part of it is visible. */
export const placeOf = (node: Locator): Promise<string> =>
  node.evaluate((element) => element.closest<HTMLElement>('.react-flow__node')?.style.transform ?? '');

/** Fits all, and then zooms out until cards are blocks. */
export async function zoomOutToBlocks(panel: Panel): Promise<void> {
  await toolbar(panel).getByRole('button', { name: 'Fit all (0)' }).click();
  const isBlocks = async (): Promise<string | null> => {
    if ((await graph(panel).getAttribute('data-blocks')) !== 'true') await graph(panel).press('-');
    return graph(panel).getAttribute('data-blocks');
  };
  await expect.poll(isBlocks).toBe('true');
}

/** Waits until no card moves any more by itself: a first, quick layout may be replaced by a better one. */
export const laidOut = (panel: Panel): Promise<void> =>
  expect(graph(panel)).toHaveAttribute('data-layout', /^(best|makeshift)$/);

/** Waits for the layout of the worker. A busy machine may get a fallback first, until the layout is requested again. */
export const laidOutByWorker = (panel: Panel): Promise<void> =>
  expect(async () => {
    await laidOut(panel);
    const isMakeshift = (await graph(panel).getAttribute('data-layout')) === 'makeshift';
    if (isMakeshift) await toolbar(panel).getByRole('button', { name: 'Reset layout' }).click();
    expect(isMakeshift).toBe(false);
  }).toPass({ timeout: patience(60_000) });

export async function drag(devtools: Page, node: Locator, x: number, y: number): Promise<void> {
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

/** The distance from the centre of an element to the centre of its frame, in pixels. */
export async function offCentre(node: Locator, frame: Locator): Promise<number> {
  const [inner, outer] = [await node.boundingBox(), await frame.boundingBox()];
  if (!inner || !outer) return Infinity;
  return Math.hypot(
    inner.x + inner.width / 2 - outer.x - outer.width / 2,
    inner.y + inner.height / 2 - outer.y - outer.height / 2,
  );
}

/** The position of every card, by its id. */
export const placesOf = (frame: Locator): Promise<Readonly<Record<string, string>>> =>
  frame.evaluate((element) =>
    Object.fromEntries(
      [...element.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => [
        node.dataset['id'] ?? '',
        node.style.transform,
      ]),
    ),
  );
