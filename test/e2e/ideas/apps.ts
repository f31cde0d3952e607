import { expect } from '../../support/browsers/fixtures';
import { callRows, inspector, rowsOf, values, why } from '../../support/panel/panel-words';
import { expectCalls, inspect, type Ideas } from './words';

/** Errors, component libraries, servers, pages, a large app. */
export const APPS: Ideas = {
  'errors.py': async (view) => {
    for (const [callback, name] of [
      ['deep-out.children', 'KeyError'],
      ['few-out.children', 'SchemaLengthValidationError'],
      ['opaque-out.children', 'InvalidCallbackReturnValue'],
    ] as const) {
      await expectCalls(rowsOf(view, callback), [[callback.replace('-out.children', '.n_clicks'), 'error']]);
      await inspect(view, callback);
      await expect(inspector(view)).toContainText(name);
    }
    // The handler returned a normal response; only the message that it set shows the error.
    await expectCalls(rowsOf(view, 'handled-out.children'), [['handled.n_clicks', 'updated']]);
    await inspect(view, 'handled-out.children');
    await expect(values(view, 'side updates')).toHaveText(/^message\.children\s*"ValueError: handled on purpose"/);
  },

  'mantine.py': async (view) => {
    // Debounce: three keys, one call.
    await expectCalls(rowsOf(view, 'found.children'), [
      ['page load', 'updated'],
      ['search.value', 'updated'],
    ]);
    await inspect(view, 'found.children');
    await expect(values(view, 'triggered')).toHaveText(/^search\.value\s*"lag"\s*was ""$/);
    // Persistence: the name that was typed before the reload.
    await inspect(view, 'hello.children');
    await expect(why(view)).toContainText('The page loaded and restored name.value (persistence), so this call ran.');
    await expect(values(view, 'inputs')).toHaveText(/^name\.value\s*"Ada"/);
    // The overlay is shown while the call runs.
    await inspect(view, 'table.children');
    await expect(values(view, 'side updates').filter({ hasText: 'overlay.visible' })).toHaveText([
      /true\s*running/,
      /false\s*runningOff/,
    ]);
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
    // One edit, two callbacks; the grid's other properties are not Inputs.
    await expectCalls(rowsOf(view, 'edit.children'), [['grid.cellValueChanged', 'updated']]);
    await expectCalls(rowsOf(view, 'worth.children'), [
      ['page load', 'updated'],
      ['grid.cellValueChanged', 'updated'],
    ]);
    await inspect(view, 'worth.children');
    await expect(values(view, 'states')).toHaveText(/^grid\.rowData\s*\[4 rows × 4 columns\]\s*changed$/);
    await inspect(view, 'selected.children');
    await expect(values(view, 'triggered')).toHaveText(/^grid\.selectedRows\s*\[2 rows × 4 columns\]/);
  },

  'scale.py': async (view) => {
    // One call among hundreds is found, and its sentence counts the effects that it does not name.
    await view.getByRole('combobox', { name: 'Search' }).fill('triggered:feed.n_clicks');
    await expectCalls(callRows(view), [['feed.n_clicks', 'updated']]);
    await inspect(view, 'store.data');
    await expect(why(view)).toContainText(/triggered \S+, \S+, \S+ and \d+ more\.$/);
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

  'own_globals.py': async (view) => {
    await expectCalls(callRows(view), [
      ['page load', 'updated'],
      ['name.value', 'updated'],
    ]);
    await inspect(view, 'message.children');
    await expect(values(view, 'returned')).toHaveText(/^message\.children\s*"Hello, Grace!"/);
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
    await expect(why(view)).toContainText('_pages_content.children changed the layout');
    await inspect(view, '_pages_content.children');
    await expect(why(view)).toContainText('You changed _pages_location.pathname');
  },
};
