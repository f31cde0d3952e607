import type { Locator } from '@playwright/test';

import { waitUntilIdle } from '../../cli/dash-page';
import { OTHER_SITE } from '../support/browsers/panel-browser';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, card, tab } from '../support/panel/panel-words';

/** A wrapped or proxied `fetch` has another source text. */
const FETCH_TEXT = "String(window.fetch).replace(/\\s+/g, ' ')";

test('a reload of the page starts a new recording and the panel continues', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  await panel.page.locator('#up').click();
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/2 calls/);
  await panel.page.reload();
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/1 call\b/);
  await panel.page.locator('#down').click();
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/2 calls/);
});

test('a reopened panel shows everything that the page still holds', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  for (const button of ['#up', '#double', '#down']) {
    await panel.page.locator(button).click();
    await waitUntilIdle(panel.page);
  }
  await panel.reopen();
  await tab(panel.panel, 'Calls').click();
  await expect(callRows(panel.panel)).toHaveCount(4);
  await expect(callRows(panel.panel).last()).toContainText('down.n_clicks');
  await panel.page.locator('#reset').click();
  await expect(callRows(panel.panel)).toHaveCount(5);
});

test('a killed service worker loses nothing', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/1 call\b/);
  await panel.stopBackground();
  await panel.page.locator('#up').click();
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/2 calls/);
});

test.describe('an extension that is loaded again', () => {
  test.use({ needsOwnBrowser: true });

  test('does not disturb the app, and recording goes on', async ({ dash, panel, browserName }) => {
    const server = await dash('ctx_buttons');
    const noticed: string[] = [];
    panel.page.on('console', (message) => noticed.push(message.text()));
    panel.page.on('pageerror', ({ message }) => noticed.push(message));
    await panel.page.goto(server.url);
    await panel.page.locator('#up').click();
    const node = (): Locator => card(panel.panel, 'level.children');
    await expect(node()).toHaveAccessibleName(/2 calls/);
    await panel.reloadExtension(async () => {
      await panel.page.locator('#up').click();
      await expect(panel.page.locator('#level')).toHaveText('3');
      await waitUntilIdle(panel.page);
    });
    if (browserName === 'firefox') {
      // Firefox runs the new content scripts in pages that are open; the panel is the only thing to select again.
      await expect(node()).toHaveAccessibleName(/3 calls/);
    } else {
      const message = panel.panel.getByText('This page still runs the previous version. Reload the page to go on');
      await expect(message).toBeVisible();
      await panel.panel.getByRole('button', { name: 'Reload the page' }).last().click();
      await expect(node()).toHaveAccessibleName(/1 call\b/);
    }
    await panel.page.reload();
    await expect(node()).toHaveAccessibleName(/1 call\b/);
    await panel.page.locator('#up').click();
    await expect(node()).toHaveAccessibleName(/2 calls/);
    expect(noticed).toEqual([]);
  });
});

test.describe('a panel opened late', () => {
  test.use({ isPanelShown: false });

  test('shows what happened before', async ({ dash, panel }) => {
    const server = await dash('ctx_buttons');
    await panel.page.goto(server.url);
    await panel.page.locator('#up').click();
    await waitUntilIdle(panel.page);
    await panel.show();
    await tab(panel.panel, 'Calls').click();
    await expect(callRows(panel.panel)).toHaveCount(2);
    await expect(callRows(panel.panel).last()).toContainText('up.n_clicks');
  });
});

test('two apps in iframes are kept separate', async ({ dash, panel }) => {
  const server = await dash('two_apps');
  await panel.page.goto(server.url);
  const apps = panel.panel.getByRole('combobox', { name: 'App' });
  await expect(apps.locator('option')).toHaveText([/App (one|two)/, /App (one|two)/]);
  await tab(panel.panel, 'Calls').click();
  await panel.page.frameLocator('#frame-two').locator('#text').fill('panel');
  await apps.selectOption({ label: (await apps.locator('option').filter({ hasText: 'App two' }).textContent()) ?? '' });
  await expect(callRows(panel.panel).filter({ hasText: 'text.value' })).toHaveCount(1);
  await apps.selectOption({ label: (await apps.locator('option').filter({ hasText: 'App one' }).textContent()) ?? '' });
  await expect(callRows(panel.panel)).toHaveCount(2);
  await expect(callRows(panel.panel).filter({ hasText: 'text.value' })).toHaveCount(0);
});

test('a page without Dash is reported as such, and left alone', async ({ dash, panel }) => {
  const server = await dash('two_apps');
  await panel.page.goto(`${server.url}plain`);
  await expect(panel.panel.getByText('No Dash app on this page')).toBeVisible();
  const page = await panel.page.evaluate(() => ({
    names: Object.getOwnPropertyNames(window).filter((name) => /dash|^store$|redux|^__(?!pw_)/i.test(name)),
    worker: String(SharedWorker).replace(/\s+/g, ' '),
  }));
  expect(await panel.page.evaluate<string>(FETCH_TEXT)).toBe('function fetch() { [native code] }');
  expect(page.worker).toBe('function SharedWorker() { [native code] }');
  expect(page.names).toEqual([]);
  await panel.page.locator('#post').click();
  await expect(panel.page.locator('#answer')).toContainText('fetched');
  // And the panel picks up an app when it starts.
  await panel.page.goto(`${server.url}one/`);
  await expect(card(panel.panel, 'result.children')).toBeVisible();
});

test('a site that is not enabled is left alone, and the panel offers to enable it', async ({ dash, panel }) => {
  const server = await dash('basic');
  await panel.page.goto(server.url.replace('127.0.0.1', OTHER_SITE));
  await waitUntilIdle(panel.page);
  await expect(panel.panel.getByText('Not enabled on this site')).toBeVisible();
  await expect(panel.panel.getByRole('button', { name: 'Enable on this site' })).toBeVisible();
  expect(await panel.page.evaluate<string>(FETCH_TEXT)).toBe('function fetch() { [native code] }');
});

test.describe('with the permission for a site', () => {
  test.use({ needsOwnBrowser: true });

  test('the site is enabled from the panel, and stays enabled', async ({ dash, panel }) => {
    const server = await dash('ctx_buttons');
    await panel.page.goto(server.url.replace('127.0.0.1', OTHER_SITE));
    const enable = panel.panel.getByRole('button', { name: 'Enable on this site' });
    await expect(enable).toBeVisible();
    await panel.grant(`http://${OTHER_SITE}/*`);
    await enable.click();
    await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/1 call\b/);
    await panel.page.locator('#up').click();
    await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/2 calls/);
    await panel.page.reload();
    await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/1 call\b/);
  });
});

test('a page that sends garbage to our channel loses nothing and breaks nothing', async ({ dash, panel }) => {
  const server = await dash('ctx_buttons');
  await panel.page.goto(server.url);
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/1 call\b/);
  await panel.page.evaluate(() => {
    const garbage = [
      null,
      7,
      'close',
      '',
      [],
      {},
      { type: 'subscribe', from: 'x' },
      { type: 'value', id: 1, text: {}, path: 'a' },
      { type: 'ack', seq: NaN },
    ];
    for (const event of ['agent', 'bridge']) {
      for (const detail of [...garbage, '{', '{"dashVersion":{}}']) {
        document.dispatchEvent(new CustomEvent(`dash-callback-devtools:${event}`, { detail }));
      }
    }
    for (let i = 0; i < 20; i++) {
      const { port1, port2 } = new MessageChannel();
      window.postMessage('dash-callback-devtools:port', '*', [port2]);
      for (const message of garbage) port1.postMessage(message);
    }
    for (const message of garbage) window.postMessage(message, '*');
  });
  await panel.page.locator('#up').click();
  await expect(card(panel.panel, 'level.children')).toHaveAccessibleName(/2 calls/);
  await expect(panel.page.locator('#level')).toHaveText('2');
});

test('a page that only pretends to have an agent is reported, and the next app works', async ({ dash, panel }) => {
  const server = await dash('two_apps');
  await panel.page.goto(`${server.url}plain`);
  await expect(panel.panel.getByText('No Dash app on this page')).toBeVisible();
  await panel.page.evaluate(() => {
    window.addEventListener('message', (event) => {
      const port = event.ports[0];
      if (port === undefined) return;
      const call = { seq: 1, at: 0, turn: 1, renderer: 0, type: 'requested', call: 'x', output: 7 };
      for (const message of [
        { type: 'events', events: [call, null, {}], dropped: 'many' },
        { type: 'hello' },
        'x',
        { type: 'value', id: 1 },
      ]) {
        port.postMessage(message);
      }
    });
    const detail = { dashVersion: '<b>9</b>', callbacks: 1e9 };
    document.dispatchEvent(new CustomEvent('dash-callback-devtools:agent', { detail }));
    document.dispatchEvent(new CustomEvent('dash-callback-devtools:agent', { detail: JSON.stringify(detail) }));
  });
  await panel.page.goto(`${server.url}one/`);
  await expect(card(panel.panel, 'result.children')).toBeVisible();
  await panel.page.locator('#text').fill('still here');
  await expect(card(panel.panel, 'result.children')).toHaveAccessibleName(/2 calls/);
});
