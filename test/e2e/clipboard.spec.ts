import { waitUntilIdle } from '../../cli/dash-page';
import { isJsonObject, type JsonValue } from '../../src/lib/json';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, inspector, tab } from '../support/panel/panel-words';

test('what the inspector copies can be pasted elsewhere', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  await panel.page.locator('#up').click();
  await waitUntilIdle(panel.page);
  await panel.page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'pasted';
    document.body.append(area);
  });
  await tab(panel.panel, 'Calls').click();
  await callRows(panel.panel).filter({ hasText: 'up.n_clicks' }).click();

  const pasted = panel.page.locator('#pasted');
  const copy = async (name: string): Promise<string> => {
    await inspector(panel.panel).getByRole('button', { name, exact: true }).click();
    await expect(inspector(panel.panel).getByText(`Copied as ${name}`)).toBeAttached();
    await pasted.fill('');
    await pasted.press('ControlOrMeta+v');
    await expect(pasted).not.toHaveValue('');
    return pasted.inputValue();
  };

  const call = JSON.parse(await copy('JSON')) as JsonValue;
  if (!isJsonObject(call)) throw new Error('no call was copied');
  expect(call).toMatchObject({ causes: [{ type: 'user', prop_id: 'up.n_clicks' }] });
  expect(await copy('Python literal')).toContain("'triggered_id': 'up'");
  const curl = await copy('curl');
  expect(curl).toMatch(/^curl /);
  expect(curl).toContain(`${server.url}_dash-update-component`);
});
