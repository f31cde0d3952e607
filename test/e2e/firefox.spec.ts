import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { waitUntilIdle } from '../../cli/dash-page';
import { inProject } from '../../scripts/setup/paths.mjs';
import { isJsonObject, type JsonValue } from '../../src/lib/json';
import { startFirefoxPanelBrowser } from '../support/browsers/firefox-browser';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, card, contextField, rowsOf, tab, values } from '../support/panel/panel-words';

// Only what differs in Firefox: a background page between panel and page. Everything else is covered by the tests of both browsers.

const pythonText = (value: JsonValue): string => JSON.stringify(value).replaceAll('"', "'");

test('the demo in the real toolbox: a reload, a closed toolbox or a stopped background page loses nothing', async ({
  dash,
  panel,
}) => {
  const server = await dash('demo');
  await panel.page.goto(server.url);
  const node = card(panel.panel, 'sales.data');

  await test.step('the first graph appears', async () => {
    await expect(node).toHaveAccessibleName(/1 call\b/);
    await waitUntilIdle(panel.page);
  });

  await test.step('a click highlights the callback', async () => {
    await panel.page.getByText('Airport', { exact: true }).click();
    await expect(node).toHaveAccessibleName(/2 calls/);
    await waitUntilIdle(panel.page);
  });

  await test.step('the inspector shows the context that the server logged', async () => {
    await tab(panel.panel, 'Calls').click();
    await rowsOf(panel.panel, 'sales.data').last().click();
    const logged = server.log().findLast(({ output }) => output === 'sales.data');
    if (logged === undefined || !isJsonObject(logged.inputs))
      throw new Error('the server logged no call of sales.data');
    await expect(contextField(panel.panel, 'triggered_id')).toContainText(pythonText(logged.triggered_id));
    const inputs = Object.entries(logged.inputs);
    await expect(values(panel.panel, 'inputs')).toHaveCount(inputs.length);
    for (const [index, [prop, value]] of inputs.entries()) {
      await expect(values(panel.panel, 'inputs').nth(index)).toContainText(prop);
      await expect(values(panel.panel, 'inputs').nth(index)).toContainText(JSON.stringify(value));
    }
  });

  await test.step('the toolbox is closed, the app used, and the toolbox reopened', async () => {
    const before = await callRows(panel.panel).allInnerTexts();
    await panel.reopen(async () => {
      await panel.page.getByText('Old town', { exact: true }).click();
      await waitUntilIdle(panel.page);
    });
    await tab(panel.panel, 'Calls').click();
    await expect(rowsOf(panel.panel, 'sales.data')).toHaveCount(3);
    expect((await callRows(panel.panel).allInnerTexts()).slice(0, before.length)).toEqual(before);
  });

  await test.step('the background page is stopped, and the app used', async () => {
    await panel.stopBackground();
    await panel.page.getByText('Online', { exact: true }).click();
    await waitUntilIdle(panel.page);
    await expect(rowsOf(panel.panel, 'sales.data')).toHaveCount(4);
  });

  await test.step('the page is reloaded', async () => {
    await panel.page.reload();
    await tab(panel.panel, 'Graph').click();
    await expect(node).toHaveAccessibleName(/1 call\b/);
  });
});

test('an app that starts after the background page was stopped is announced to the panel', async ({ dash, panel }) => {
  const server = await dash('two_apps');
  await panel.page.goto(`${server.url}plain`);
  await expect(panel.panel.getByText('No Dash app on this page')).toBeVisible();
  await panel.stopBackground();
  // In a frame: no navigation of the page makes the panel ask who is there.
  await panel.page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, `${server.url}one/`);
  await expect(card(panel.panel, 'result.children')).toBeVisible();
});

test('a background page that forwards nothing leaves the panel without an app', async ({ dash }, testInfo) => {
  const extension = testInfo.outputPath('extension');
  cpSync(inProject('dist', 'firefox'), extension, { recursive: true });
  const background = path.join(extension, 'background.js');
  // It still answers questions, which once was not enough for the panel to find an app.
  const deaf = 'browser.runtime.onConnect.addListener = () => undefined;\n';
  writeFileSync(background, deaf + readFileSync(background, 'utf8'));
  const panel = await startFirefoxPanelBrowser(false, extension);
  try {
    const server = await dash('ctx_buttons');
    await panel.page.goto(server.url);
    await waitUntilIdle(panel.page);
    await panel.show();
    await expect(panel.panel.getByText('Looking for a Dash app')).toBeVisible();
    await panel.page.locator('#up').click();
    await expect(panel.page.locator('#level')).toHaveText('2');
    await waitUntilIdle(panel.page);
    await expect(panel.panel.getByText('Looking for a Dash app')).toBeVisible();
    await expect(card(panel.panel, 'level.children')).toHaveCount(0);
  } finally {
    await panel.stop();
  }
});
