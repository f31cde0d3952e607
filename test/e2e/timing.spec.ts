import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/fixtures';
import { card } from '../support/panel-words';

const TRIES = 8;
const LIMIT = 1000;

test.describe('opening the panel', () => {
  test.use({ isPanelShown: false });

  test('on the demo shows the first graph within one second, with no layout kept from before', async ({
    dash,
    panel,
  }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await panel.show();
    const ages: number[] = [];
    // The best of some: whatever else the machine does only ever makes it slower.
    while (ages.length < TRIES && !ages.some((age) => age < LIMIT)) {
      await panel.panel.locator('html').evaluate(() => localStorage.clear());
      await panel.reopen('elements');
      await panel.show();
      await card(panel.panel, 'sales.data').waitFor();
      // Counts from the moment at which DevTools began to load the panel.
      ages.push(await panel.panel.locator('html').evaluate(() => performance.now()));
    }
    test.info().annotations.push({ type: 'first graph, ms', description: ages.map(Math.round).join(', ') });
    expect(Math.min(...ages)).toBeLessThan(LIMIT);
  });
});
