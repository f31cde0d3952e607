import { waitUntilIdle } from '../../cli/dash-page';
import { expect, test } from '../support/browsers/fixtures';
import { callback, graph, laidOut, observedCard, observedEdge, placesOf, toolbar } from '../support/panel/graph-words';
import { recordHeat } from '../support/panel/panel-words';

test.describe('observed writes', () => {
  test('of running= appear when first seen, are highlighted, and move nothing', async ({ dash, panel }) => {
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
    await expect(light).toHaveAccessibleName(/when it started; as its running=, when it ended$/);
    const after = await placesOf(graph(panel.panel));
    for (const [id, place] of Object.entries(before)) expect(after[id], id).toBe(place);

    const glow = light.locator('.graph-edge');
    await expect(glow).toHaveAttribute('data-heat', 'off');
    const heat = await recordHeat(glow);
    await panel.page.locator('#start').click();
    await heat('fading');
    await expect(glow).toHaveAttribute('data-heat', 'off');

    await toolbar(panel.panel)
      .getByRole('button', { name: /Hide observed writes/ })
      .click();
    await expect(panel.panel.getByRole('img', { name: /^Observed/ })).toHaveCount(0);
    await expect(observedCard(panel.panel, 'start.disabled')).toHaveCount(0);
  });

  test('of set_props start at the callback that made them, and can end at undeclared components', async ({
    dash,
    panel,
  }) => {
    const server = await dash('set_props');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await panel.page.locator('#order').click();
    await waitUntilIdle(panel.page);
    for (const prop of ['note.value', 'lamp[1].children']) {
      await expect(observedCard(panel.panel, prop)).toContainText('set_props');
      const words = `Observed in addition to the declared outputs: ordered.children wrote ${prop} with set_props, while it ran`;
      await expect(panel.panel.getByRole('img', { name: words })).toHaveCount(1);
    }
    await expect(observedEdge(panel.panel, /ordered\.children wrote status\.children with set_props/)).toHaveCount(1);
    await panel.page.locator('#save').click();
    await expect(observedEdge(panel.panel, /save\.n_clicks.* wrote status\.title with set_props/)).toHaveCount(1);
  });
});
