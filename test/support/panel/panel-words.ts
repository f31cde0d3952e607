import { expect, type Locator } from '@playwright/test';
import type { Panel } from '../browsers/panel-browser';

/** Locators for the panel, by the names that users read. */
export const tab = (panel: Panel, name: 'Graph' | 'List' | 'Calls'): Locator =>
  panel.getByRole('tab', { name: new RegExp(`^${name}`) });

/** Rows of the list of calls, without the header. */
export const callRows = (panel: Panel): Locator => panel.locator('[role="row"][data-call]');

/** Rows of the calls of one callback, by the full name in the list. */
export const rowsOf = (panel: Panel, callback: string): Locator =>
  callRows(panel).filter({ has: panel.locator('.calls-callback').getByText(callback, { exact: true }) });

/** The card of a callback in the graph, by the start of its name. */
export const card = (panel: Panel, name: string): Locator =>
  panel.getByRole('button', { name: `callback ${name}` }).and(panel.locator('[data-card]'));

export const inspector = (panel: Panel): Locator => panel.getByRole('region', { name: 'Inspector' });

/** The inspector's sentence: why the call ran and what it triggered. */
export const why = (panel: Panel): Locator => inspector(panel).locator('.why');

/** A group of values in the inspector: `triggered`, `inputs`, `states`, `returned`, `side updates`. */
export const values = (panel: Panel, group: string): Locator =>
  inspector(panel).locator(`[data-group="${group}"] .props-row`);

/** A field of `dash.ctx` in the inspector. */
export const contextField = (panel: Panel, field: string): Locator =>
  panel.getByRole('region', { name: 'Context' }).locator(`[data-field="${field}"]`);

/**
 * Records every value of `data-heat` on a card from now on: some are shorter than the time between two polls.
 * @returns the values so far; waits until `until` is among them
 */
export async function recordHeat(card: Locator): Promise<(until: string) => Promise<readonly string[]>> {
  await card.evaluate((element) => {
    const heat = (): string => element.getAttribute('data-heat') ?? '';
    const seen: string[] = [heat()];
    new MutationObserver(() => seen.push(heat())).observe(element, { attributeFilter: ['data-heat'] });
    Object.assign(element, { seenHeat: seen });
  });
  const seen = (): Promise<readonly string[]> =>
    card.evaluate((element) => (element as Element & { seenHeat?: string[] }).seenHeat ?? []);
  return async (until) => {
    await expect.poll(seen).toContain(until);
    return seen();
  };
}
