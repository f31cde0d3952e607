import type { Page } from 'playwright-core';

import { waitUntilIdle } from './dash-page';

/**
 * A visit to examples/demo.py that shows everything in it: a chain with a slow start, two clientside callbacks, rows
 * with MATCH and ALL, a slow callback with `running`, an error.
 */
export async function playTour(page: Page): Promise<void> {
  const press = async (selector: string, text: string): Promise<void> => {
    await page.locator(selector).getByText(text, { exact: true }).click();
    await waitUntilIdle(page);
  };
  await waitUntilIdle(page);
  await press('#region', 'Airport');
  await press('#measure', 'Orders');
  await press('.panel-foot', 'Add item');
  const quantity = page.locator('.item-quantity input').last();
  await quantity.fill('5');
  await quantity.press('Enter');
  await waitUntilIdle(page);
  await press('#outlook', 'Bold');
  await press('.panel', 'Compute forecast');
  await press('.panel', 'Export the books');
}
