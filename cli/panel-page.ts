import type { Frame } from 'playwright-core';

const LIMIT_MS = 20_000;

/**
 * Selects the newest call of one callback, then shows the graph and waits until it stops moving, using the names that
 * the user sees.
 * @param callback text of the callback as the list shows it; `null` for the newest call of any callback
 */
export async function showCall(panel: Frame, callback: string | null): Promise<void> {
  const press = (name: RegExp): Promise<void> => panel.getByRole('tab', { name }).click({ timeout: LIMIT_MS });
  await press(/^Calls/);
  const rows = panel.getByRole('grid', { name: 'Calls' }).getByRole('row');
  await (callback === null ? rows : rows.filter({ hasText: callback })).last().click({ timeout: LIMIT_MS });
  await press(/^Graph/);
  await panel
    .locator('.graph-view:not([aria-busy]) [data-card], .graph-frame .ui-empty')
    .first()
    .waitFor({ timeout: LIMIT_MS });
  await settled(panel);
}

/** Waits until all finite animations have ended, once the current state has been drawn. */
async function settled(panel: Frame): Promise<void> {
  await panel.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
