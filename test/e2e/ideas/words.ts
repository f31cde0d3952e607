import type { Locator } from '@playwright/test';

import { expect } from '../../support/browsers/fixtures';
import { rowsOf } from '../../support/panel/panel-words';
import type { Panel } from '../../support/browsers/panel-browser';

/** Checks what a user looks for in the panel after the visit of an example; the list of calls is shown. */
export type Idea = (view: Panel) => Promise<void>;

/** By example. */
export type Ideas = Readonly<Record<string, Idea>>;

/** A row of the list of calls: what triggered the call, and how it ended. */
export const expectCalls = (
  rows: Locator,
  calls: readonly (readonly [trigger: string, outcome: string])[],
): Promise<void> =>
  expect(async () => {
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [row.querySelector('.calls-trigger')?.textContent, row.dataset['outcome']]),
    );
    expect(shown).toEqual(calls);
  }).toPass();

/** Selects a call of a callback, by default the last one, and waits until the inspector shows it. */
export async function inspect(view: Panel, callback: string, which = -1): Promise<void> {
  const row = which < 0 ? rowsOf(view, callback).last() : rowsOf(view, callback).nth(which);
  await row.click();
  await expect(
    view.getByRole('article', { name: `Call ${await row.getAttribute('data-call')}`, exact: true }),
  ).toBeVisible();
}

export const job = (view: Panel): Locator => view.getByRole('region', { name: 'Job' });
