import type { Browser } from '@playwright/test';

import { launchPlainChromium } from '../../cli/record-to-file';
import { plainText } from '../../src/words/plain';
import { describeEnd } from '../../src/words/reasons';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, tab } from '../support/panel/panel-words';
import { withRecordedApp } from '../support/visits/recorded-app';
import { splitTraceback } from '../../src/dash/traceback';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

const REFUSED = 'The server responded with an error (500), so the outputs did not change.';
const DOWN =
  'The server did not respond (Failed to fetch): it may have stopped, or the browser blocked a redirect to another site (a login page, for example). The outputs did not change.';

test('reports an exception, a server that is down, and one that was changed meanwhile', async ({ dash }) => {
  const server = await dash('errors', ['--debug']);
  await withRecordedApp(browser, server.url, async ({ page, click, callsOf, reasonOf, rest }) => {
    // Otherwise the page reloads itself when another server has started.
    await page.route('**/_reload-hash', (route) => route.abort());
    await rest();
    await click('#deep');
    expect(await reasonOf('deep-out.children', 'error')).toBe(REFUSED);
    await expect.poll(async () => (await callsOf('deep-out.children'))[0]?.error?.message).toBe("KeyError: 'XAU'");
    const [deep] = await callsOf('deep-out.children');
    const frames = splitTraceback(deep?.error?.traceback ?? '')?.frames.filter(({ isLibrary }) => !isLibrary) ?? [];
    expect([...new Set(frames.map(({ name }) => name))].filter((name) => !name.startsWith('<'))).toEqual([
      'deep',
      'convert',
      'look_up',
    ]);

    await server.stop();
    await click('#opaque');
    expect(await reasonOf('opaque-out.children', 'error')).toBe(DOWN);

    await dash('basic', ['--debug', '--port', new URL(server.url).port]);
    await click('#opaque');
    await expect
      .poll(async () => (await callsOf('opaque-out.children'))[1]?.error?.message)
      .toContain('Callback function not found for output');
    expect(await reasonOf('opaque-out.children', 'error')).toBe(
      'The server has no callback with these outputs: the app has changed since this page was loaded (then reload the page), or another worker process of the server has other callbacks.',
    );
  });
});

test('reports an exception in production, where the server gives no details', async ({ dash }) => {
  const [flask, fastapi] = await Promise.all([dash('errors'), dash('fastapi_basic')]);
  await withRecordedApp(browser, flask.url, async ({ click, callsOf, reasonOf, rest }) => {
    await rest();
    await click('#deep');
    expect(await reasonOf('deep-out.children', 'error')).toBe(REFUSED);
    expect((await callsOf('deep-out.children'))[0]?.error).toEqual({
      message: '',
      from: 'function',
    });
  });
  await withRecordedApp(browser, fastapi.url, async ({ click, callsOf, reasonOf, rest }) => {
    await rest();
    await click('#fail');
    expect(await reasonOf('result.children', 'error')).toBe(REFUSED);
    await expect
      .poll(async () => (await callsOf('result.children'))[0]?.error)
      .toEqual({ message: 'InternalServerError: An internal server error occurred.', from: 'function' });
  });
});

test('reports an exception of FastAPI in debug mode with the frames of the app', async ({ dash }) => {
  const server = await dash('fastapi_basic', ['--debug']);
  await withRecordedApp(browser, server.url, async ({ click, callsOf, rest }) => {
    await rest();
    await click('#fail');
    await expect
      .poll(async () => (await callsOf('result.children'))[0]?.error?.message)
      .toBe('LookupError: Failed on purpose');
    const traceback = splitTraceback((await callsOf('result.children'))[0]?.error?.traceback ?? '');
    expect(traceback?.exception).toBe('LookupError: Failed on purpose');
    expect(traceback?.frames.filter(({ isLibrary }) => !isLibrary)).toMatchObject([
      { name: 'answer', code: 'raise LookupError("Failed on purpose")' },
    ]);
  });
});

test('an expired login token leads to two requests for one call', async ({ dash }) => {
  const server = await dash('not_run/expired_login');
  await withRecordedApp(browser, server.url, async ({ page, click, callsOf, reasonOf, rest }) => {
    const sent: (string | null)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('_dash-update-component')) sent.push(request.postData());
    });
    await rest();
    for (let clicks = 1; clicks <= 2; clicks++) {
      await click('#ask');
      await rest();
    }
    expect(await reasonOf('answer.children', 'updated')).toBeNull();
    const [first, second, ...others] = await callsOf('answer.children');
    if (first === undefined) throw new Error('nothing was called');
    expect(plainText(describeEnd(first))).toMatch(/^The server rejected the first request because its login token/);
    expect(first).toMatchObject({
      outcome: 'updated',
      status: 200,
      requests: 2,
      reason: null,
      outputs: [{ prop_id: 'answer.children', value: 'answer 1' }],
    });
    expect(second).toMatchObject({ outcome: 'updated', reason: null });
    expect([second?.requests, others.length, sent.length]).toEqual([undefined, 0, 3]);
    expect(sent[1]).toBe(sent[0]);
  });
});

test('the panel shows the frames of the app first, and the stack of a function in the browser', async ({
  dash,
  panel,
}) => {
  const [server, page] = await Promise.all([dash('errors', ['--debug']), dash('clientside')]);
  await panel.page.goto(server.url);
  await tab(panel.panel, 'Calls').click();
  await panel.page.locator('#deep').click();
  const error = panel.panel.getByRole('region', { name: 'Error' });
  await callRows(panel.panel).filter({ hasText: 'deep-out.children' }).click();
  await expect(error.getByRole('list', { name: 'Frames of the app' })).toContainText('look_up');
  await expect(error).toContainText("KeyError: 'XAU'");
  const why = panel.panel.getByRole('region', { name: 'Inspector' }).locator('.why');
  await expect(why).toContainText(REFUSED);

  await panel.page.goto(page.url);
  await panel.page.locator('#throw').click();
  await callRows(panel.panel).and(panel.panel.locator('[data-outcome="error"]')).click();
  await expect(why).toContainText('The clientside function failed');
  await expect(error.getByText('RangeError: Thrown on purpose.')).toBeVisible();
});

test('the panel shows a patch of the browser as operations, with the value before and after', async ({
  dash,
  panel,
}) => {
  const server = await dash('clientside_patch');
  await panel.page.goto(server.url);
  await tab(panel.panel, 'Calls').click();
  await panel.page.locator('#add').click();
  await callRows(panel.panel).filter({ hasText: 'points.data' }).first().click();
  const row = panel.panel.locator('[data-group="returned"] .props-row');
  await expect(row).toContainText('Patch:');
  await row.locator('.props-value').click();
  const detail = panel.panel.locator('[data-group="returned"] .props-detail');
  await expect(detail.getByRole('listitem').filter({ hasText: /^(Append values|Add changes)/ })).toHaveCount(2);
  await expect(detail).toContainText(
    /Before the patch\{values:\[3,1,2\],changes:0\}After the patch\{values:\[3,1,2,10\],changes:1\}/,
  );
});
