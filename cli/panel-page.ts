import type { Frame } from 'playwright-core';

const LIMIT_MS = 20_000;

/**
 * Selects the newest call of the panel's list, so that the inspector shows something: the way a person goes, by the
 * names a person reads.
 */
export async function selectLastCall(panel: Frame): Promise<void> {
  const tab = panel.getByRole('tab', { name: /^Calls/ });
  await tab.click({ timeout: LIMIT_MS });
  await panel.getByRole('grid', { name: 'Calls' }).getByRole('row').last().click({ timeout: LIMIT_MS });
}
