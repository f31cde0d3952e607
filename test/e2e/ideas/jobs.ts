import { expect } from '../../support/browsers/fixtures';
import { callRows, inspector, rowsOf, values, why } from '../../support/panel/panel-words';
import { expectCalls, inspect, job, type Ideas } from './words';

/** Background jobs and callbacks over the websocket. */
export const JOBS: Ideas = {
  'job_progress.py': async (view) => {
    await inspect(view, 'result.children');
    await expect(job(view)).toContainText(/done, after \d.* polls/);
    const reports = job(view).getByRole('listitem');
    // Which values a poll sees before they are overwritten depends on the machine; truth.spec.ts also has the worker's own log.
    await expect(reports.first()).toContainText(/\b\d+ of 30/);
    await expect(reports.last()).toContainText(/\b\d+ of 30/);
    const count = await reports.count();
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(30);
  },

  'job_set_props.py': async (view) => {
    await inspect(view, 'follower.children');
    await expect(why(view)).toContainText('result.children wrote stage.children in addition to its outputs');
    await inspect(view, 'result.children');
    await expect(job(view).getByRole('listitem').filter({ hasText: 'set_props' }).first()).toContainText(
      /stage\.children "(reading|sorting|adding up)"/,
    );
  },

  'job_error.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [
      ['fail.n_clicks', 'error'],
      ['decline.n_clicks', 'no_update'],
      ['start.n_clicks', 'updated'],
    ]);
    await inspect(view, 'result.children', 0);
    await expect(job(view)).toContainText('failed, after');
    await expect(rowsOf(view, 'follower.children')).toHaveCount(1);
  },

  'job_superseded.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [
      ['start.n_clicks', 'discarded'],
      ['start.n_clicks', 'updated'],
    ]);
    await inspect(view, 'result.children', 0);
    await expect(job(view)).toContainText('superseded, after');
  },

  'job_match.py': async (view) => {
    for (const index of [0, 1]) {
      await inspect(view, `own-result[${index}].children`);
      await expect(inspector(view)).toContainText(`MATCH {index: ${index}}`);
      await expect(job(view)).toContainText('done, after');
      await expect(values(view, 'side updates')).toHaveText([
        /^own-state\[.\]\.children\s*"working"\s*running/,
        /"idle"\s*runningOff/,
      ]);
    }
  },

  'job_cached.py': async (view) => {
    await inspect(view, 'square.children', 1);
    // Click 2 received the result of click 1, with the first poll.
    await expect(values(view, 'triggered')).toHaveText(/^compute\.n_clicks\s*2/);
    await expect(values(view, 'returned')).toHaveText(/computed by click 1"\s*same$/);
    await expect(job(view)).toContainText(/, 1 poll(?!s)/);
    await expect(job(view)).toContainText('Probably served from the cache');
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
    // The exact number depends on how busy the machine is.
    expect(await polls('often-result.children')).toBeGreaterThan(await polls('rarely-result.children'));
  },

  'ws_stream.py': async (view) => {
    await expectCalls(rowsOf(view, 'result.children'), [
      ['start.n_clicks', 'updated'],
      ['fail.n_clicks', 'error'],
    ]);
    // The call that ran alone: side updates of two streams can belong to either.
    await inspect(view, 'result.children', 1);
    await expect(inspector(view)).toContainText(/transport\s*websocket/);
    await expect(values(view, 'side updates').filter({ hasText: 'step.children' })).toHaveText(
      [1, 2, 3, 4].map((step) => new RegExp(`"${step} of 8"`)),
    );
    await inspect(view, 'follower.children');
    await expect(why(view)).toContainText('result.children wrote step.children in addition to its outputs');
  },

  'ws_persistent.py': async (view) => {
    await expectCalls(rowsOf(view, 'answer.children'), [['meanwhile.n_clicks', 'updated']]);
    await callRows(view).first().click();
    await expect(inspector(view)).toContainText(/transport\s*websocket/);
    await expect(values(view, 'side updates').filter({ hasText: 'ticks.children' }).first()).toBeVisible();
  },
};
