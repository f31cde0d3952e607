import type { FrameLocator, Locator } from '@playwright/test';

import { expect, test } from '../support/fixtures';
import { callRows, contextField, inspector, rowsOf, tab, values, why } from '../support/panel-words';
import { playVisit, readVisits } from '../support/visit';

/** What a person looks for in the panel after the example's visit; the list of calls is shown. */
type Idea = (view: FrameLocator) => Promise<void>;

/** A row of the list of calls: what triggered the call, and how it ended. */
const expectCalls = (rows: Locator, calls: readonly (readonly [trigger: string, outcome: string])[]): Promise<void> =>
  expect(async () => {
    const shown = await rows.evaluateAll((all) => all.map((row) => [row.querySelector('.calls-trigger')?.textContent, row.dataset['outcome']]));
    expect(shown).toEqual(calls);
  }).toPass();

/** Selects a call of a callback, the last one unless told, and waits until the inspector shows it. */
async function inspect(view: FrameLocator, callback: string, which = -1): Promise<void> {
  const row = which < 0 ? rowsOf(view, callback).last() : rowsOf(view, callback).nth(which);
  await row.click();
  await expect(view.getByRole('article', { name: `Call ${await row.getAttribute('data-call')}`, exact: true })).toBeVisible();
}

const job = (view: FrameLocator): Locator => view.getByRole('region', { name: 'Job' });

const IDEAS: Readonly<Record<string, Idea>> = {
  'basic.py': async (view) => {
    // The greeting was changed as well, and started nothing.
    await expectCalls(callRows(view), [['page load', 'updated'], ['name.value', 'updated'], ['name.value', 'updated']]);
    await inspect(view, 'message.children');
    await expect(values(view, 'states')).toHaveText(/^greeting\.value\s*"Welcome"\s*was "Hello"$/);
  },

  'multi.py': async (view) => {
    await expectCalls(callRows(view), [['page load', 'updated'], ['width.value', 'updated'], ['height.value', 'updated']]);
    await inspect(view, 'volume.children');
    await expect(values(view, 'triggered')).toHaveText(/^height\.value\s*2\s*was 5$/);
    await expect(values(view, 'inputs')).toHaveText([/^width\.value\s*10\s*same/, /^depth\.value\s*4\s*same/, /^height\.value\s*2/]);
    await expect(values(view, 'returned')).toHaveText([/^volume\.children\s*"80"/, /^surface\.children\s*"136"/, /^volume\.style\s*{color:/]);
  },

  'dict_signature.py': async (view) => {
    await inspect(view, 'found.children');
    await expect(view.getByRole('region', { name: 'Context' })).toContainText(/args_grouping.*not on the wire/s);
    await expect(values(view, 'inputs')).toHaveText([/^title\.value/, /^kind\.value/, /^since\.value/]);
    await expect(values(view, 'returned')).toHaveText([/^found\.children/, /^count\.children/, /^because\.children\s*"search"/]);
  },

  'chain.py': async (view) => {
    await inspect(view, 'count.children');
    await expect(why(view)).toContainText(/^words\.data wrote words\.data, so this call ran\..* set off verdict\.children\.$/);
    await inspect(view, 'verdict.children');
    await expect(values(view, 'returned')).toHaveText(/"rich"\s*same$/);
  },

  'match_fixed_output.py': async (view) => {
    await expectCalls(callRows(view), [['show[1].n_clicks', 'updated'], ['show[0].n_clicks', 'updated'], ['show[2].n_clicks', 'updated']]);
    await inspect(view, 'detail.children[2]');
    await expect(inspector(view)).toContainText('MATCH {index: 2}');
    await expect(values(view, 'returned')).toHaveText(/^detail\.children\s*"Jupiter/);
  },

  'clientside.py': async (view) => {
    await expectCalls(rowsOf(view, 'first.children'), [
      ['both.n_clicks', 'updated'],
      ['one.n_clicks', 'partial'],
      ['none.n_clicks', 'no_update'],
      ['prevent.n_clicks', 'prevented'],
      ['throw.n_clicks', 'error'],
      ['reject.n_clicks', 'error'],
    ]);
    await inspect(view, 'first.children', 4);
    await expect(inspector(view)).toContainText('Thrown on purpose.');
    await inspect(view, 'context.children');
    await expect(contextField(view, 'triggered_id')).toContainText("'right'");
    await expect(inspector(view)).toContainText(/transport\s*in the page/);
    await inspect(view, 'examples.shout');
    await expect(values(view, 'returned')).toHaveText(/^loud\.children\s*"PANEL!"/);
  },

  'clientside_patch.py': async (view) => {
    await expectCalls(rowsOf(view, 'heard.children'), [['status.children', 'updated'], ['status.children', 'updated']]);
    await inspect(view, 'heard.children');
    await expect(why(view)).toContainText(/status\.children.* with set_props/);
    await expect(values(view, 'triggered')).toHaveText(/"set 1, again"\s*was "set 1"$/);
  },

  'no_update.py': async (view) => {
    await expectCalls(rowsOf(view, 'first.children'), [
      ['both.n_clicks', 'updated'],
      ['first-only.n_clicks', 'partial'],
      ['neither.n_clicks', 'no_update'],
      ['single.n_clicks', 'no_update'],
      ['prevent.n_clicks', 'prevented'],
    ]);
    await inspect(view, 'first.children', 1);
    await expect(values(view, 'returned')).toHaveText([/^first\.children\s*"first-only \(2\)"/, /^second\.children\s*no_update$/]);
    // What was left alone sets nothing off.
    await expectCalls(rowsOf(view, 'follower.children'), [['second.children', 'updated']]);
  },

  'patch.py': async (view) => {
    await inspect(view, 'lines.children');
    await expect(values(view, 'returned')).toHaveText(/^lines\.children\s*Patch: Assign \[0\]\.props\.children, Append the whole value/);
    await inspect(view, 'basket.data');
    await expect(values(view, 'returned')).toHaveText(/^basket\.data\s*Patch: Add count/);
  },

  'set_props.py': async (view) => {
    await inspect(view, 'ordered.children');
    await expect(values(view, 'side updates').filter({ hasText: 'status.children' })).toContainText('set_props');
    await inspect(view, 'follower.children');
    await expect(why(view)).toContainText('ordered.children wrote, beside its outputs, status.children');
  },

  'running.py': async (view) => {
    await inspect(view, 'result.children', 0);
    const light = values(view, 'side updates').filter({ hasText: 'light.children' });
    await expect(light).toHaveText([/"on"\s*running/, /"off"\s*runningOff/]);
    await inspect(view, 'result.children', 1);
    await expect(inspector(view).getByRole('heading', { level: 2 })).toContainText('error');
    await expect(light).toHaveText([/"on"\s*running/, /"off"\s*runningOff/]);
  },

  'duplicate.py': async (view) => {
    await inspect(view, 'length.children');
    await values(view, 'triggered').locator('.props-name').click();
    // Who wrote it, in order.
    const writes = inspector(view).getByRole('listitem');
    for (const button of ['greet', 'count', 'clear']) await expect(writes.filter({ hasText: `log.children ← ${button}.n_clicks` }).first()).toBeVisible();
  },

  'interval.py': async (view) => {
    await expect(rowsOf(view, 'ticks.children')).toHaveCount(6);
    await inspect(view, 'ticks.children', 0);
    await expect(why(view)).toContainText('clock.disabled ← start.n_clicks wrote clock.n_intervals');
    await inspect(view, 'ticks.children');
    await expect(why(view)).toContainText('The interval clock.n_intervals ticked, so this call ran.');
  },

  'persistence.py': async (view) => {
    await expectCalls(callRows(view), [['page load', 'updated']]);
    await inspect(view, 'summary.children');
    await expect(why(view)).toContainText('The page loaded, with name.value and size.value as remembered from before, so this call ran.');
    await expect(values(view, 'inputs')).toHaveText([/^name\.value\s*"Grace"/, /^size\.value\s*"large"/, /^note\.value\s*""/]);
    await values(view, 'inputs').first().locator('.props-name').click();
    await expect(inspector(view)).toContainText('remembered');
  },

  'initial.py': async (view) => {
    await expectCalls(rowsOf(view, 'eager.children'), [['page load', 'updated'], ['text.value', 'updated']]);
    await expectCalls(rowsOf(view, 'lazy.children'), [['text.value', 'updated']]);
    // Of what was inserted: its own output makes an initial call, another's is triggered by the new input.
    await expectCalls(rowsOf(view, 'inside.children'), [['new components', 'updated'], ['inserted.value', 'updated']]);
    await expectCalls(rowsOf(view, 'outside.children'), [['inserted.value', 'updated'], ['inserted.value', 'updated']]);
    for (const callback of ['inside.children', 'outside.children']) {
      await inspect(view, callback, 0);
      await expect(why(view)).toContainText('place.children put new components on the page, so this call ran.');
      const facts = inspector(view).locator('.head-facts');
      await (callback === 'inside.children' ? expect(facts) : expect(facts).not).toContainText('initial call');
    }
  },

  'superseded.py': async (view) => {
    await expectCalls(rowsOf(view, 'answer.children'), [
      ['query.value', 'updated'],
      ['again.n_clicks', 'discarded'],
      ['again.n_clicks', 'discarded'],
      ['again.n_clicks', 'updated'],
    ]);
    await inspect(view, 'answer.children', 1);
    await expect(why(view)).toContainText(/the same callback was requested again meanwhile .*throws this result away/);
    await expect(rowsOf(view, 'follower.children')).toHaveCount(2);
  },

  'circular.py': async (view) => {
    await expectCalls(rowsOf(view, 'celsius.value').and(view.locator('[data-outcome="updated"]')), [['celsius.value', 'updated'], ['fahrenheit.value', 'updated']]);
    await rowsOf(view, 'celsius.value').and(view.locator('[data-outcome="circular"]')).last().click();
    await expect(why(view)).toContainText(/celsius\.value wrote fahrenheit\.value, so this call was requested, but it never ran\./);
  },

  'missing.py': async (view) => {
    await expectCalls(rowsOf(view, 'ghost.children'), [['run.n_clicks', 'outputs_missing'], ['run.n_clicks', 'updated']]);
    await expectCalls(rowsOf(view, 'strict.children'), [['run.n_clicks', 'error'], ['run.n_clicks', 'updated']]);
    await inspect(view, 'strict.children', 0);
    await expect(inspector(view)).toContainText(/`?extra`?/);
    await inspect(view, 'relaxed.children', 0);
    await expect(values(view, 'inputs').filter({ hasText: 'extra.value' })).toHaveText(/null$/);
  },

  'merged.py': async (view) => {
    const total = rowsOf(view, 'total.children').and(view.locator('[data-outcome="updated"]'));
    await expectCalls(total, [['tax.children+1', 'updated'], ['tax.children+1', 'updated'], ['tax.children+1', 'updated']]);
    await total.last().click();
    await expect(why(view)).toContainText(/wrote tax\.children and .*wrote shipping\.children, so this call ran\./);
    await expect(values(view, 'triggered')).toHaveText([/^tax\.children\s*0/, /^shipping\.children\s*0/]);
  },

  'errors.py': async (view) => {
    for (const [callback, name] of [['deep-out.children', 'KeyError'], ['few-out.children', 'SchemaLengthValidationError'], ['opaque-out.children', 'InvalidCallbackReturnValue']] as const) {
      await expectCalls(rowsOf(view, callback), [[callback.replace('-out.children', '.n_clicks'), 'error']]);
      await inspect(view, callback);
      await expect(inspector(view)).toContainText(name);
    }
    // The handler's answer came as any other; only the message that it set tells of it.
    await expectCalls(rowsOf(view, 'handled-out.children'), [['handled.n_clicks', 'updated']]);
    await inspect(view, 'handled-out.children');
    await expect(values(view, 'side updates')).toHaveText(/^message\.children\s*"ValueError: handled on purpose"/);
  },

  'mantine.py': async (view) => {
    // Debounce: three keys, one call.
    await expectCalls(rowsOf(view, 'found.children'), [['page load', 'updated'], ['search.value', 'updated']]);
    await inspect(view, 'found.children');
    await expect(values(view, 'triggered')).toHaveText(/^search\.value\s*"lag"\s*was ""$/);
    // Persistence: the name that was typed before the reload.
    await inspect(view, 'hello.children');
    await expect(why(view)).toContainText('The page loaded, with name.value as remembered from before, so this call ran.');
    await expect(values(view, 'inputs')).toHaveText(/^name\.value\s*"Ada"/);
    // The overlay is up while the call runs.
    await inspect(view, 'table.children');
    await expect(values(view, 'side updates').filter({ hasText: 'overlay.visible' })).toHaveText([/true\s*running/, /false\s*runningOff/]);
    // The dialog is opened, closed, opened, confirmed; only then a notification is sent.
    await expectCalls(rowsOf(view, 'dialog.opened'), [
      ['delete.n_clicks', 'partial'],
      ['cancel.n_clicks', 'partial'],
      ['delete.n_clicks', 'partial'],
      ['confirm.n_clicks', 'updated'],
    ]);
    const notification = values(view, 'returned').filter({ hasText: 'notifications.sendNotifications' });
    await inspect(view, 'dialog.opened', 0);
    await expect(notification).toHaveText(/no_update$/);
    await inspect(view, 'dialog.opened');
    await expect(notification).not.toContainText('no_update');
  },

  'grid.py': async (view) => {
    // One edit, two callbacks; the grid's other properties are inputs of none.
    await expectCalls(rowsOf(view, 'edit.children'), [['grid.cellValueChanged', 'updated']]);
    await expectCalls(rowsOf(view, 'worth.children'), [['page load', 'updated'], ['grid.cellValueChanged', 'updated']]);
    await inspect(view, 'worth.children');
    await expect(values(view, 'states')).toHaveText(/^grid\.rowData\s*\[4 rows × 4 columns\]\s*changed$/);
    await inspect(view, 'selected.children');
    await expect(values(view, 'triggered')).toHaveText(/^grid\.selectedRows\s*\[2 rows × 4 columns\]/);
  },

  'scale.py': async (view) => {
    // One call among hundreds is found, and its sentence counts what it does not name.
    await view.getByRole('combobox', { name: 'Search' }).fill('triggered:feed.n_clicks');
    await expectCalls(callRows(view), [['feed.n_clicks', 'updated']]);
    await inspect(view, 'store.data');
    await expect(why(view)).toContainText(/set off \S+, \S+, \S+ and \d+ more\.$/);
  },

  'fastapi_basic.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [
      ['update.n_clicks', 'updated'],
      ['prevent.n_clicks', 'prevented'],
      ['fail.n_clicks', 'error'],
      ['update.n_clicks', 'updated'],
    ]);
    await inspect(view, 'result.children', 2);
    await expect(inspector(view)).toContainText('internal server error');
    await inspect(view, 'slow.children');
    await expect(values(view, 'returned')).toHaveText(/^slow\.children\s*"lenap"/);
  },

  'quart_basic.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [
      ['update.n_clicks', 'updated'],
      ['prevent.n_clicks', 'prevented'],
      ['fail.n_clicks', 'error'],
      ['update.n_clicks', 'updated'],
    ]);
    await inspect(view, 'slow.children');
    await expect(values(view, 'returned')).toHaveText(/^slow\.children\s*"lenap"/);
  },

  'pages.py': async (view) => {
    await expectCalls(rowsOf(view, 'visits.children'), [
      ['new components', 'updated'],
      ['visit.n_clicks', 'updated'],
      ['new components', 'updated'],
      ['visit.n_clicks', 'updated'],
      ['visit.n_clicks', 'updated'],
    ]);
    await inspect(view, 'visits.children', 2);
    await expect(why(view)).toContainText('_pages_content.children put new components on the page');
    await inspect(view, '_pages_content.children');
    await expect(why(view)).toContainText('You changed _pages_location.pathname');
  },

  'job_progress.py': async (view) => {
    await inspect(view, 'result.children');
    await expect(job(view)).toContainText(/done, after \d.* polls/);
    const told = job(view).getByRole('listitem');
    // Which ones a poll sees before the next overwrites it depends on the machine; truth.spec.ts has the worker's own log beside it.
    await expect(told.first()).toContainText(/\b\d+ of 30/);
    await expect(told.last()).toContainText(/\b\d+ of 30/);
    const count = await told.count();
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(30);
  },

  'job_set_props.py': async (view) => {
    await inspect(view, 'follower.children');
    await expect(why(view)).toContainText('result.children wrote, beside its outputs, stage.children');
    await inspect(view, 'result.children');
    await expect(job(view).getByRole('listitem').filter({ hasText: 'set_props' }).first()).toContainText('stage.children "reading"');
  },

  'job_error.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [['fail.n_clicks', 'error'], ['decline.n_clicks', 'prevented'], ['start.n_clicks', 'updated']]);
    await inspect(view, 'result.children', 0);
    await expect(job(view)).toContainText('failed, after');
    await expect(rowsOf(view, 'follower.children')).toHaveCount(1);
  },

  'job_superseded.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [['start.n_clicks', 'discarded'], ['start.n_clicks', 'updated']]);
    await inspect(view, 'result.children', 0);
    await expect(job(view)).toContainText('superseded, after');
  },

  'job_match.py': async (view) => {
    for (const index of [0, 1]) {
      await inspect(view, `own-result[${index}].children`);
      await expect(inspector(view)).toContainText(`MATCH {index: ${index}}`);
      await expect(job(view)).toContainText('done, after');
      await expect(values(view, 'side updates')).toHaveText([/^own-state\[.\]\.children\s*"working"\s*running/, /"idle"\s*runningOff/]);
    }
  },

  'job_cached.py': async (view) => {
    await inspect(view, 'square.children', 1);
    // Click 2 got what click 1 computed, with the first poll.
    await expect(values(view, 'triggered')).toHaveText(/^compute\.n_clicks\s*2/);
    await expect(values(view, 'returned')).toHaveText(/computed by click 1"\s*same$/);
    await expect(job(view)).toContainText(/, 1 poll(?!s)/);
    await expect(job(view)).toContainText('Most likely from the cache');
  },

  'job_leave.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [['start.n_clicks', 'discarded']]);
    await inspect(view, 'result.children');
    await expect(job(view)).toContainText('orphaned, after');
  },

  'job_intervals.py': async (view) => {
    const polls = async (callback: string): Promise<number> => {
      await inspect(view, callback);
      await expect(job(view)).toContainText(/done, after .* \d+ polls?/);
      return Number(/(\d+) polls?/.exec(await job(view).innerText())?.[1]);
    };
    // How many exactly depends on how busy the machine is.
    expect(await polls('often-result.children')).toBeGreaterThan(await polls('rarely-result.children'));
  },

  'ws_stream.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [['start.n_clicks', 'updated'], ['fail.n_clicks', 'error']]);
    await inspect(view, 'result.children', 0);
    await expect(inspector(view)).toContainText(/transport\s*websocket/);
    await expect(values(view, 'side updates').filter({ hasText: 'step.children' }).first()).toContainText('"1 of 8"');
    await inspect(view, 'follower.children', 0);
    await expect(why(view)).toContainText('result.children wrote, beside its outputs, step.children');
  },

  'ws_persistent.py': async (view) => {
    await expectCalls(rowsOf(view, 'answer.children'), [['meanwhile.n_clicks', 'updated']]);
    await callRows(view).first().click();
    await expect(inspector(view)).toContainText(/transport\s*websocket/);
    await expect(values(view, 'side updates').filter({ hasText: 'ticks.children' }).first()).toBeVisible();
  },
};

/** Examples whose idea has a test with steps of its own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'ctx_buttons.py': 'panel.spec.ts',
  'error.py': 'panel.spec.ts',
  'demo.py': 'graph.spec.ts',
  'two_apps.py': 'connection.spec.ts',
  'pattern_all.py': 'patterns.spec.ts',
  'pattern_match.py': 'patterns.spec.ts',
  'pattern_allsmaller.py': 'patterns.spec.ts',
  'pattern_types.py': 'patterns.spec.ts',
  'job_cancel.py': 'calls.spec.ts',
};

/** Arguments of the server where the idea needs some. */
const ARGS: Readonly<Record<string, readonly string[]>> = { 'errors.py': ['--debug'] };

test.describe('the panel shows what the example is about', () => {
  for (const visit of readVisits().filter(({ app }) => ELSEWHERE[app] === undefined)) {
    test(visit.app, async ({ dash, panel }) => {
      const idea = IDEAS[visit.app];
      if (idea === undefined) throw new Error(`${visit.app} has no test of its idea in the panel: add it to IDEAS.`);
      await panel.dock('undocked');
      const server = await dash(visit.app, [...(visit.args ?? []), ...(ARGS[visit.app] ?? [])]);
      await playVisit(panel.page, server.url, visit);
      await tab(panel.panel, 'Calls').click();
      await idea(panel.panel);
    });
  }
});
