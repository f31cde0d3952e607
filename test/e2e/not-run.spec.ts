import type { Browser } from '@playwright/test';

import { launchPlainChromium } from '../../cli/record-to-file';
import type { FileCall } from '../../src/trace/file/trace-file';
import type { CallReason } from '../../src/trace/types';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, tab } from '../support/panel/panel-words';
import { withRecordedApp } from '../support/visits/recorded-app';

/*
 * Requests that did not run, and calls that changed nothing: each case in Dash's renderer, in a real app. The
 * numbers are those of the cases; examples/not_run/README.md says how to provoke each.
 */
let browser: Browser;
test.beforeAll(async () => {
  browser = await launchPlainChromium();
});
test.afterAll(async () => {
  await browser.close();
});

const ends = (calls: readonly FileCall[]): readonly (readonly [string, CallReason | null])[] =>
  calls.map(({ outcome, reason }) => [outcome, reason]);

test('1, 8, 9, 15, 16: dropped at page load, refused, partly refused', async ({ dash }) => {
  const server = await dash('not_run/page_load');
  await withRecordedApp(browser, server.url, async ({ page, click, rest, callsOf, trace, reasonOf }) => {
    await rest();
    expect(await reasonOf('first.children', 'prevented')).toBe(
      'It ran and raised PreventUpdate, so its outputs did not change, and any set_props before that was lost.',
    );
    expect(await reasonOf('second.children', 'group_dropped')).toContain('changed none of its inputs');
    await page.locator('#text').focus();
    await page.keyboard.press('Tab');
    await rest();
    // Never requested: there is no call to explain, only the callback.
    expect([await callsOf('patient.children'), await callsOf('deaf.children')]).toEqual([[], []]);
    expect((await trace()).callbacks.find(({ key }) => key === 'patient.children')).toMatchObject({
      preventInitialCall: true,
    });
    await click('#half');
    await rest();
    const half = '..half-a.children...half-b.children..';
    expect(await reasonOf(half, 'partial')).toBe(
      'It returned no_update for 1 of its 2 outputs, so that one did not change.',
    );
    for (let clicks = 2; clicks <= 3; clicks++) {
      await click('#half');
      await rest();
    }
    expect(await reasonOf(half, 'no_update')).toBe(
      'It ran and returned no_update for every output (or failed, and an on_error handler dealt with the error), so its outputs did not change.',
    );
    await click('#refuse');
    await rest();
    expect(await page.locator('#said').textContent()).toBe('untouched');
    expect(await reasonOf('refused.children', 'prevented')).toContain('any set_props before that was lost');
    await click('#fail');
    await rest();
    // Nothing in the response says that the function failed: the sentence has to be true either way.
    expect(await page.locator('#said').textContent()).toBe('failed 1');
    expect(await reasonOf('handled.children', 'no_update')).toContain('or failed, and an on_error handler dealt with');
    // Copied at every pass of the renderer, and still one call for each request.
    for (let clicks = 1; clicks <= 2; clicks++) {
      await click('#add');
      await rest();
    }
    const sums = await callsOf('..{"row":["ALL"]}.title...sum.children..');
    expect(sums.filter(({ outcome }) => outcome !== 'merged').map(({ outcome, reason }) => [outcome, reason])).toEqual(
      Array(3).fill(['updated', null]),
    );
  });
});

test('2, 3: a cycle ends, and two requests become one call', async ({ dash }) => {
  const server = await dash('circular');
  await withRecordedApp(browser, server.url, async ({ page, rest, callsOf }) => {
    await rest();
    await page.locator('#celsius').fill('30');
    await rest();
    const [converted, ...loops] = await callsOf('..celsius.value...fahrenheit.value..');
    expect(converted?.outcome).toBe('updated');
    const closed = { code: 'circular', params: {} };
    expect(ends(loops)).toEqual([
      ['circular', closed],
      ['circular', closed],
    ]);
    const [, merged, after] = await callsOf('feeling.children');
    expect(merged).toMatchObject({
      outcome: 'merged',
      reason: { code: 'merged', params: { by: after?.id } },
    });
  });
});

test('4, 5, 6, 10, 11, 13: the possible ends of a waiting request', async ({ dash }) => {
  const server = await dash('not_run/slots');
  await withRecordedApp(browser, server.url, async ({ page, click, rest, callsOf, reasonOf }) => {
    await rest();
    await click('#hold');
    await expect.poll(async () => (await callsOf('held-11.data')).at(-1)?.phases.sent).toBeDefined();
    await click('#hold');
    await expect.poll(async () => (await callsOf('held-11.data'))[1]?.phases.sent).toBeDefined();
    const [overtaken, held] = await callsOf('held-0.data');
    expect(overtaken).toMatchObject({
      outcome: 'discarded',
      reason: { code: 'newer_request', params: { by: held?.id } },
    });
    await click('#ask');
    await click('#leaving-ask');
    const noPlace =
      'It is waiting for a free slot: Dash runs at most 12 callbacks of a page at once, and 12 are running.';
    expect(await reasonOf('answer.children', 'pending')).toBe(noPlace);
    expect(await reasonOf('follower.children', 'pending')).toBe(
      `It is waiting for call ${held?.id}, which has yet to write its input held-0.data.`,
    );

    await click('#ask');
    await expect.poll(async () => ends(await callsOf('answer.children')).length).toBe(2);
    const [first, second] = await callsOf('answer.children');
    expect(first).toMatchObject({
      outcome: 'superseded',
      reason: { code: 'superseded', params: { by: second?.id } },
    });

    await click('#drop-output');
    await click('#nudge');
    expect(await reasonOf('leaving.children', 'outputs_missing')).toBe(
      'None of its outputs is on the page (any more), so Dash did not run it.',
    );

    await click('#drop-input');
    await click('#release');
    await rest();
    expect(await reasonOf('last-words.children', 'inputs_missing')).toBe(
      'None of its inputs is on the page, so Dash skipped it without an error.',
    );
    expect(ends(await callsOf('answer.children')).at(-1)).toEqual(['updated', null]);
    expect(await page.locator('#answer').textContent()).toBe('answer 2');
  });
});

test('7, 8, 17: outputs that are removed while their callback runs', async ({ dash }) => {
  const server = await dash('not_run/leaving');
  await withRecordedApp(browser, server.url, async ({ page, click, rest, callsOf, reasonOf }) => {
    await rest();
    await click('#run');
    await expect.poll(async () => (await callsOf('inside.children')).at(-1)?.phases.sent).toBeDefined();
    await click('#take-out');
    await expect(page.locator('#place')).toHaveText('taken out');
    await click('#replace');
    await click('#finish');
    await rest();
    expect(await reasonOf('inside.children', 'discarded')).toBe(
      'It ran, but its outputs were removed from the page before the result arrived, so Dash discarded it.',
    );
    expect(await reasonOf('..both.children...outside.children..', 'partial')).toBe(
      'It ran, but both.children had been removed from the page; the other outputs were written.',
    );
    expect(await reasonOf('..other-place.children...replaced.children..', 'partial')).toContain(
      'replaced.children had been removed from the page',
    );
  });
});

test('12: requested before the app has started', async ({ dash }) => {
  const server = await dash('not_run/too_early');
  await withRecordedApp(browser, server.url, async ({ page, reasonOf }) => {
    await expect(page.getByText('Error loading dependencies')).toBeVisible();
    expect(await reasonOf('heard.children', 'not_hydrated')).toBe(
      'It was requested before the app had started. Dash holds such a request and runs nothing until then.',
    );
  });
});

test('13, 14: components that are missing, or several instead of one', async ({ dash }) => {
  const [several, missing] = await Promise.all([dash('not_run/several'), dash('missing')]);
  await withRecordedApp(browser, several.url, async ({ rest, reasonOf }) => {
    await rest();
    expect(await reasonOf('pressed.children', 'inputs_missing')).toBe(
      'MATCH in its inputs matches several components and nothing says which one is meant, so Dash skipped it without an error.',
    );
    expect(await reasonOf('with-text.children', 'error')).toBe(
      'Input {button=MATCH}.n_clicks matches several components, but the callback takes one, so Dash could not run it.',
    );
  });
  await withRecordedApp(browser, missing.url, async ({ click, rest, callsOf, reasonOf }) => {
    await rest();
    await click('#run');
    await rest();
    expect(await reasonOf('strict.children', 'error')).toBe(
      'State extra.value is not on the page, so Dash could not run it.',
    );
    const [strict] = await callsOf('strict.children');
    expect(strict?.error?.message).toContain('nonexistent object');
    expect(strict?.phases.sent).toBeUndefined();
    expect(await reasonOf('ghost.children', 'outputs_missing')).toContain('None of its outputs is on the page');
  });
});

test('15, 16, 18: clientside callbacks', async ({ dash }) => {
  const server = await dash('clientside');
  await withRecordedApp(browser, server.url, async ({ click, rest, reasonOf, callsOf }) => {
    await rest();
    const both = '..first.children...second.children..';
    for (const [button, outcome, reason] of [
      ['one', 'partial', 'It returned no_update for 1 of its 2 outputs'],
      ['none', 'no_update', 'It ran and returned no_update for every output'],
      ['prevent', 'prevented', 'It ran and raised PreventUpdate'],
      ['throw', 'error', 'The clientside function failed'],
      ['reject', 'error', 'The clientside function failed'],
    ] as const) {
      await click(`#${button}`);
      await rest();
      expect(await reasonOf(both, outcome)).toContain(reason);
    }
    const [thrown, rejected] = (await callsOf(both)).slice(-2);
    expect(thrown?.error).toMatchObject({
      message: 'Thrown on purpose.',
      traceback: expect.stringContaining('RangeError: Thrown on purpose.\n    at '),
    });
    expect(rejected?.error).toMatchObject({
      message: 'Rejected on purpose.',
      traceback: expect.stringContaining('Rejected on purpose.\n    at '),
    });
  });
});

test('19: a background job that is restarted, and one that is cancelled', async ({ dash }) => {
  const [superseded, cancelled] = await Promise.all([dash('job_superseded'), dash('job_cancel')]);
  await withRecordedApp(browser, superseded.url, async ({ page, click, rest, trace }) => {
    await rest();
    await click('#start');
    await expect(page.locator('#step')).not.toBeEmpty();
    await click('#start');
    await rest();
    const { calls, jobs } = await trace();
    const [first, second] = calls.filter(({ callback }) => callback === 'result.children');
    expect(first).toMatchObject({
      outcome: 'discarded',
      reason: { code: 'newer_request', params: { by: second?.id } },
    });
    expect(jobs.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['superseded', { code: 'superseded', params: { by: second?.id } }],
      ['done', null],
    ]);
  });
  await withRecordedApp(browser, cancelled.url, async ({ page, click, rest, trace }) => {
    await rest();
    await page.locator('#steps').fill('600');
    await click('#start');
    // Enabled at once, but Dash knows what to cancel only after the server has named the job.
    await expect(page.locator('#step')).toHaveText(/\d+ of 600/);
    await click('#cancel');
    await rest();
    const { calls, jobs } = await trace();
    const [job] = jobs;
    expect(job).toMatchObject({ outcome: 'cancelled', reason: { code: 'cancelled', params: { fromPanel: false } } });
    expect(calls.find(({ id }) => id === job?.call)).toMatchObject({
      outcome: 'cancelled',
      reason: { code: 'cancelled_job', params: job?.reason?.params },
    });
  });
});

test('20: the websocket breaks', async ({ dash }) => {
  const server = await dash('not_run/lost_socket');
  await withRecordedApp(browser, server.url, async ({ click, rest, callsOf, reasonOf }) => {
    await rest();
    await click('#begin');
    await expect
      .poll(async () => (await callsOf('answer.children')).at(-1)?.ctx)
      .toMatchObject({ triggered_id: 'begin' });
    await server.stop();
    expect(await reasonOf('answer.children', 'cancelled')).toBe(
      'The WebSocket connection was lost while this call was running. Dash then treats the call as if it had changed nothing.',
    );
  });
});

test('21: the app is hot-reloaded', async ({ dash }) => {
  const server = await dash('not_run/hot_reload', ['--debug']);
  await withRecordedApp(browser, server.url, async ({ page, click, rest, reasonOf }) => {
    await rest();
    await page.waitForResponse('**/_reload-hash');
    await click('#change');
    expect(await reasonOf('answer.children', 'cancelled')).toBe(
      'The app was hot-reloaded while this call was running.',
    );
  });
});

test('responses that Dash did not write', async ({ dash }) => {
  const server = await dash('not_run/foreign_answers');
  await withRecordedApp(browser, server.url, async ({ click, rest, callsOf }) => {
    await rest();
    for (const [name, outcome, reason, body] of [
      ['login', 'unreadable', { what: 'html', redirected: '/login', poll: false }, 'Sign in Name'],
      ['gateway', 'error', { status: 502 }, '502 Bad Gateway proxy/1.2'],
      ['refused', 'error', { status: 403 }, 'Sign in first'],
      ['no-path', 'error', { status: 404, path: '/_dash-update-component' }, '404 : Not Found'],
      ['empty', 'unreadable', { what: 'empty', redirected: null, poll: false }, undefined],
      ['cut-off', 'unreadable', { what: 'truncated', redirected: null, poll: false }, '{"multi": true, "resp'],
      ['other-api', 'unreadable', { what: 'json', redirected: null, poll: false }, '{"detail":"Not authenticated"}'],
      ['dash', 'updated', undefined, undefined],
    ] as const) {
      await click(`#${name}`);
      const last = async (): Promise<FileCall | undefined> => (await callsOf(`${name}-result.children`)).at(-1);
      await expect.poll(async () => (await last())?.outcome, { message: name }).toBe(outcome);
      await expect.poll(async () => (await last())?.error?.body, { message: name }).toBe(body);
      expect((await last())?.reason?.params, name).toEqual(reason);
    }
  });
});

test('clientside functions that return invalid values', async ({ dash }) => {
  const server = await dash('not_run/wrong_shape');
  await withRecordedApp(browser, server.url, async ({ click, rest, callsOf }) => {
    await rest();
    for (const [name, outcome, shape] of [
      ['nothing', 'error', { what: 'nothing', length: 0, declared: 2, written: false }],
      ['short', 'partial', { what: 'list', length: 1, declared: 2, written: true }],
      ['forgot', 'updated', { what: 'nothing', length: 0, declared: 1, written: true }],
    ] as const) {
      await click(`#${name}`);
      const output =
        name === 'forgot' ? 'forgot-first.children' : `..${name}-first.children...${name}-second.children..`;
      await expect.poll(async () => (await callsOf(output)).at(-1)?.outcome, { message: name }).toBe(outcome);
      expect((await callsOf(output)).at(-1)?.reason, name).toEqual({ code: 'clientside_shape', params: shape });
    }
    await click('#never');
    await expect
      .poll(async () => (await callsOf('never-first.children')).at(-1))
      .toMatchObject({ outcome: 'pending', clientside: { awaited: true }, ctx: { triggered_id: 'never' } });
  });
});

test('components that change by themselves', async ({ dash }) => {
  const server = await dash('not_run/by_itself');
  await withRecordedApp(browser, server.url, async ({ page, click, rest, callsOf }) => {
    await rest();
    await page.locator('#part input').nth(1).check();
    await expect(page.locator('#towns')).toHaveText('none');
    const [offered] = await callsOf('town.options');
    expect((await callsOf('towns.children')).at(-1)?.causes).toEqual([
      { type: 'component', prop_id: 'town.value', after: 'call', call: offered?.id, wrote: 'town.options' },
    ]);
    await click('#show');
    await expect(page.locator('#address')).toHaveText('/');
    const [shown] = await callsOf('place.children');
    expect((await callsOf('address.children')).at(-1)?.causes).toContainEqual({
      type: 'component',
      prop_id: 'url.pathname',
      after: 'layout',
      call: shown?.id,
      wrote: 'place.children',
    });
    await click('#town');
    await page.getByText('Rome').click();
    await expect(page.locator('#towns')).toHaveText('Rome');
    expect((await callsOf('towns.children')).at(-1)?.causes).toEqual([
      { type: 'user', prop_id: 'town.value', gesture: true, action: expect.any(Number) },
    ]);
  });
});

test('the panel says what a request waits for, and then why it never ran', async ({ dash, panel }) => {
  const server = await dash('not_run/slots');
  const { page } = panel;
  await page.goto(server.url);
  await expect(page.locator('#hold')).toBeVisible();
  await tab(panel.panel, 'Calls').click();
  await page.locator('#hold').click();
  await page.locator('#ask').click();
  const why = panel.panel.getByRole('region', { name: 'Inspector' }).locator('.why');
  const waiting = callRows(panel.panel).filter({ hasText: 'answer.children' });
  await waiting.first().click();
  await expect(why).toHaveText(
    'You clicked ask, so this call was requested. It is waiting for a free slot: Dash runs at most 12 callbacks of a page at once, and 12 are running.',
  );
  await callRows(panel.panel).filter({ hasText: 'follower.children' }).first().click();
  await expect(why).toContainText('which has yet to write its input held-0.data.');
  await page.locator('#ask').click();
  await waiting.first().click();
  await expect(why).toContainText(
    'so this call was requested, but it never ran. The same callback was requested again before this call was sent',
  );
  await page.locator('#drop-output').click();
  await page.locator('#nudge').click();
  await callRows(panel.panel).and(panel.panel.locator('[data-outcome="outputs_missing"]')).click();
  await expect(why).toContainText('None of its outputs is on the page');
});
