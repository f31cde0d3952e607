import { expect } from '../../support/browsers/fixtures';
import { callRows, contextField, inspector, rowsOf, values, why } from '../../support/panel/panel-words';
import { expectCalls, inspect, type Ideas } from './words';

/** Kinds of callbacks, and the possible outcomes of a request. */
export const CALLBACKS: Ideas = {
  'basic.py': async (view) => {
    // The greeting changed as well, and triggered nothing.
    await expectCalls(callRows(view), [
      ['page load', 'updated'],
      ['name.value', 'updated'],
      ['name.value', 'updated'],
    ]);
    await inspect(view, 'message.children');
    await expect(values(view, 'states')).toHaveText(/^greeting\.value\s*"Welcome"\s*was "Hello"$/);
  },

  'multi.py': async (view) => {
    await expectCalls(callRows(view), [
      ['page load', 'updated'],
      ['width.value', 'updated'],
      ['height.value', 'updated'],
    ]);
    await inspect(view, 'volume.children');
    await expect(values(view, 'triggered')).toHaveText(/^height\.value\s*2\s*was 5$/);
    await expect(values(view, 'inputs')).toHaveText([
      /^width\.value\s*10\s*same/,
      /^depth\.value\s*4\s*same/,
      /^height\.value\s*2/,
    ]);
    await expect(values(view, 'returned')).toHaveText([
      /^volume\.children\s*"80"/,
      /^surface\.children\s*"136"/,
      /^volume\.style\s*{color:/,
    ]);
  },

  'dict_signature.py': async (view) => {
    await inspect(view, 'found.children');
    await expect(view.getByRole('region', { name: 'Context' })).toContainText(/args_grouping.*not on the wire/s);
    await expect(values(view, 'inputs')).toHaveText([/^title\.value/, /^kind\.value/, /^since\.value/]);
    await expect(values(view, 'returned')).toHaveText([
      /^found\.children/,
      /^count\.children/,
      /^because\.children\s*"search"/,
    ]);
  },

  'chain.py': async (view) => {
    await inspect(view, 'count.children');
    await expect(why(view)).toContainText(
      /^words\.data wrote words\.data, so this call ran\..* triggered verdict\.children\.$/,
    );
    await inspect(view, 'verdict.children');
    await expect(values(view, 'returned')).toHaveText(/"rich"\s*same$/);
  },

  'match_fixed_output.py': async (view) => {
    await expectCalls(callRows(view), [
      ['show[1].n_clicks', 'updated'],
      ['show[0].n_clicks', 'updated'],
      ['show[2].n_clicks', 'updated'],
    ]);
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
    await expectCalls(rowsOf(view, 'heard.children'), [
      ['status.children', 'updated'],
      ['status.children', 'updated'],
    ]);
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
    await expect(values(view, 'returned')).toHaveText([
      /^first\.children\s*"first-only \(2\)"/,
      /^second\.children\s*no_update$/,
    ]);
    // An output that was not updated triggers nothing.
    await expectCalls(rowsOf(view, 'follower.children'), [['second.children', 'updated']]);
  },

  'patch.py': async (view) => {
    await inspect(view, 'lines.children');
    await expect(values(view, 'returned')).toHaveText(
      /^lines\.children\s*Patch: Assign \[0\]\.props\.children, Append the whole value/,
    );
    await inspect(view, 'basket.data');
    await expect(values(view, 'returned')).toHaveText(/^basket\.data\s*Patch: Add count/);
  },

  'set_props.py': async (view) => {
    await inspect(view, 'ordered.children');
    await expect(values(view, 'side updates').filter({ hasText: 'status.children' })).toContainText('set_props');
    await inspect(view, 'follower.children');
    await expect(why(view)).toContainText('ordered.children wrote status.children in addition to its outputs');
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
    // The writers, in order.
    const writes = inspector(view).getByRole('listitem');
    for (const button of ['greet', 'count', 'clear'])
      await expect(writes.filter({ hasText: `log.children ← ${button}.n_clicks` }).first()).toBeVisible();
  },

  'interval.py': async (view) => {
    await expect(rowsOf(view, 'ticks.children')).toHaveCount(5);
    await inspect(view, 'ticks.children', 0);
    await expect(why(view)).toContainText('clock.disabled ← start.n_clicks wrote clock.n_intervals');
    await inspect(view, 'ticks.children');
    await expect(why(view)).toContainText('The interval clock ticked, so this call ran.');
  },

  'persistence.py': async (view) => {
    await expectCalls(callRows(view), [['page load', 'updated']]);
    await inspect(view, 'summary.children');
    await expect(why(view)).toContainText(
      'The page loaded and restored name.value and size.value (persistence), so this call ran.',
    );
    await expect(values(view, 'inputs')).toHaveText([
      /^name\.value\s*"Grace"/,
      /^size\.value\s*"large"/,
      /^note\.value\s*""/,
    ]);
    await values(view, 'inputs').first().locator('.props-name').click();
    await expect(inspector(view)).toContainText('remembered');
  },

  'initial.py': async (view) => {
    await expectCalls(rowsOf(view, 'eager.children'), [
      ['page load', 'updated'],
      ['text.value', 'updated'],
    ]);
    await expectCalls(rowsOf(view, 'lazy.children'), [['text.value', 'updated']]);
    // Inserted components: their own output causes an initial call, another output is triggered by the new input.
    await expectCalls(rowsOf(view, 'inside.children'), [
      ['new components', 'updated'],
      ['inserted.value', 'updated'],
    ]);
    await expectCalls(rowsOf(view, 'outside.children'), [
      ['inserted.value', 'updated'],
      ['inserted.value', 'updated'],
    ]);
    for (const [callback, change] of [
      ['inside.children', 'changed the layout'],
      ['outside.children', 'added inserted.value'],
    ] as const) {
      await inspect(view, callback, 0);
      await expect(why(view)).toContainText(`place.children ${change}, so this call ran.`);
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
    await expect(why(view)).toContainText(
      /the same callback was requested again in the meantime .*discards this result/,
    );
    await expect(rowsOf(view, 'follower.children')).toHaveCount(2);
  },

  'circular.py': async (view) => {
    await expectCalls(rowsOf(view, 'celsius.value').and(view.locator('[data-outcome="updated"]')), [
      ['celsius.value', 'updated'],
      ['fahrenheit.value', 'updated'],
    ]);
    await rowsOf(view, 'celsius.value').and(view.locator('[data-outcome="circular"]')).last().click();
    await expect(why(view)).toContainText(
      /celsius\.value wrote fahrenheit\.value, so this call was requested, but it never ran\./,
    );
  },

  'missing.py': async (view) => {
    await expectCalls(rowsOf(view, 'ghost.children'), [
      ['run.n_clicks', 'outputs_missing'],
      ['run.n_clicks', 'updated'],
    ]);
    await expectCalls(rowsOf(view, 'strict.children'), [
      ['run.n_clicks', 'error'],
      ['run.n_clicks', 'updated'],
    ]);
    await inspect(view, 'strict.children', 0);
    await expect(inspector(view)).toContainText(/`?extra`?/);
    await inspect(view, 'relaxed.children', 0);
    await expect(values(view, 'inputs').filter({ hasText: 'extra.value' })).toHaveText(/null$/);
  },

  'merged.py': async (view) => {
    const total = rowsOf(view, 'total.children').and(view.locator('[data-outcome="updated"]'));
    await expectCalls(total, [
      ['tax.children+1', 'updated'],
      ['tax.children+1', 'updated'],
      ['tax.children+1', 'updated'],
    ]);
    await total.last().click();
    await expect(why(view)).toContainText(/wrote tax\.children and .*wrote shipping\.children, so this call ran\./);
    await expect(values(view, 'triggered')).toHaveText([/^tax\.children\s*0/, /^shipping\.children\s*0/]);
  },
};
