import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/fixtures';
import { card } from '../support/panel-words';

test.describe('opening the panel', () => {
  test.use({ isPanelShown: false });

  test('on the demo shows the first graph within four seconds (the goal is one)', async ({ dash, panel }) => {
    const server = await dash('demo');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    const ages: number[] = [];
    // The best of three: whatever else the machine does only ever makes it slower.
    while (ages.length < 3 && !ages.some((age) => age < 1000)) {
      await panel.reopen('elements');
      await panel.show();
      await card(panel.panel, 'sales.data').waitFor();
      // Counts from the moment at which DevTools began to load the panel.
      ages.push(await panel.panel.locator('html').evaluate(() => performance.now()));
    }
    // Not the goal, which is one second and is not reached here: the figure is recorded, this only catches a collapse.
    test.info().annotations.push({ type: 'first graph, ms', description: ages.map(Math.round).join(', ') });
    expect(Math.min(...ages)).toBeLessThan(4_000);
  });
});
