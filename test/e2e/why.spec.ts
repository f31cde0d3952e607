import { openDashPage, waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';

test('the whole chain to a call is shown in the inspector and highlighted in the graph', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('chain');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await page.fill('#sentence', 'the quick brown fox');
  expect(await waitUntilIdle(page)).toBe(true);

  await panel.getByRole('tab', { name: /^Calls/ }).click();
  await panel
    .getByRole('grid', { name: 'Calls' })
    .locator('.calls-row', { hasText: 'verdict.children' })
    .last()
    .click();
  const way = panel.locator('details.way');
  await expect(way.locator('summary')).toHaveText('What led to this call (3 steps)');
  await expect(way.locator('li').first()).toContainText('You changed sentence.value changed, so ');
  await expect(way.locator('li').last()).toContainText('so this call ran.');
  await way.locator('li').first().locator('.text-link').last().click();
  await expect(way.locator('li').last()).toContainText('You changed sentence.value');

  await panel
    .getByRole('grid', { name: 'Calls' })
    .locator('.calls-row', { hasText: 'verdict.children' })
    .last()
    .click();
  await panel.getByRole('tab', { name: /^Graph/ }).click();
  // Each of the three callbacks with the property that triggered it, and the two writes between them.
  await expect(panel.locator('[data-emphasis="triggered"]')).not.toHaveCount(0);
  await expect
    .poll(() => panel.locator('path[data-emphasis="triggered"], [data-emphasis="triggered"]').count())
    .toBeGreaterThanOrEqual(5);
});

test('a callback that never ran shows the reason, with the id that was probably meant', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('problems/never_runs');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await panel.getByRole('tab', { name: /^List/ }).click();
  await panel.getByText('sales.children', { exact: false }).first().click();
  const why = panel.locator('details.way');
  await expect(why).toContainText('None of its Inputs is on the page, so nothing can trigger it.');
  await expect(why).toContainText('Did you mean region-name?');

  await panel.getByText('exported.children', { exact: false }).first().click();
  await expect(why).toContainText('It was never requested in this recording.');
  await expect(why).toContainText('With prevent_initial_call=True it does not run when the page loads either.');
});

test('a moment at which an Input kept its value says so', async ({ dash, panel: { page, panel, dock } }) => {
  await dock('undocked');
  const server = await dash('not_run/same_value');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  const upload = (): Promise<void> =>
    page.setInputFiles('#file input[type=file]', {
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('x,y\n1,2\n'),
    });
  await upload();
  await expect(page.locator('#size')).toHaveText('33 characters');
  await page.fill('#name', 'Ann');
  await page.press('#name', 'Enter');
  await expect(page.locator('#greeting')).toHaveText('Hello Ann');

  const why = panel.locator('details.way', { hasText: 'Why did it not run?' });
  const chooseMoment = async (callback: string, changed: RegExp): Promise<void> => {
    await panel.getByRole('tab', { name: /^List/ }).click();
    await panel.getByText(callback, { exact: false }).first().click();
    if ((await why.getAttribute('open')) === null) await why.locator('summary').click();
    const option = why.locator('option', { hasText: changed }).first();
    await why.locator('select').selectOption((await option.getAttribute('value')) ?? '');
  };
  await upload();
  await chooseMoment('size.children', /^after file\.last_modified at/);
  await expect(why).toContainText(
    'file.last_modified changed then, but not file.contents, which is an Input of this callback. If a component sets a property to the value it already has, Dash ignores that.',
  );
  await page.press('#name', 'Enter');
  await chooseMoment('greeting.children', /^after name\.n_submit at/);
  await expect(why).toContainText(
    'name.n_submit changed then, but not name.value, which is an Input of this callback. If a component sets a property to the value it already has, Dash ignores that.',
  );
});

test('what took the most time is listed first, with a link to its calls', async ({
  dash,
  panel: { page, panel, dock },
}) => {
  await dock('undocked');
  const server = await dash('demo');
  await openDashPage(page, server.url);
  expect(await waitUntilIdle(page)).toBe(true);
  await panel.getByRole('tab', { name: /^List/ }).click();
  await panel.getByRole('radio', { name: 'Times' }).check({ force: true });
  const rows = panel.getByRole('grid', { name: 'Callbacks' }).locator('tbody tr');
  await expect(panel.getByRole('columnheader', { name: /^Total/ })).toHaveAttribute('aria-sort', 'descending');
  const totals = await rows.locator('td[data-label="total"]').allTextContents();
  const inMs = (text: string): number =>
    text === '–' ? -1 : parseFloat(text.replace('<', '')) * (text.endsWith(' s') ? 1_000 : 1);
  expect(totals.length).toBeGreaterThan(5);
  expect(totals.map(inMs)).toEqual(totals.map(inMs).toSorted((a, b) => b - a));

  await panel.getByRole('columnheader', { name: /^Max/ }).getByRole('button').click();
  await expect(panel.getByRole('columnheader', { name: /^Max/ })).toHaveAttribute('aria-sort', 'descending');
  const first = rows.first();
  const max = await first.locator('td[data-label="max"]').textContent();
  await first.click();
  await expect(panel.getByRole('region', { name: 'Times' })).toContainText(max ?? 'nothing');
});
