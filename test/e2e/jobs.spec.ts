import type { Locator } from '@playwright/test';

import { startCeleryWorker } from '../support/servers/celery';
import { expect, test } from '../support/browsers/fixtures';
import { startRedis } from '../support/servers/redis';
import type { Panel } from '../support/browsers/panel-browser';

const view = (panel: Panel, name: 'Running now' | 'Finished'): Locator =>
  panel.getByRole('region', { name: new RegExp(`^${name}`) });
const running = (panel: Panel): Locator => view(panel, 'Running now').getByRole('listitem');
const finished = (panel: Panel): Locator => view(panel, 'Finished').getByRole('listitem');
/** Which one is shown depends on the machine. */
const STEP = /step \d of 8/;
const showJobs = (panel: Panel): Promise<void> => panel.getByRole('tab', { name: /^Jobs/ }).click();

test('a job is watched, cancelled in the app, started again, cancelled in the panel, and started again', async ({
  dash,
  panel,
}) => {
  const server = await dash('job_cancel');
  await panel.page.goto(server.url);
  await showJobs(panel.panel);
  const app = panel.page;
  await expect(panel.panel.getByText('No jobs yet')).toBeVisible();

  await test.step('its progress is shown while it runs', async () => {
    // So long that it cannot end before it is cancelled.
    await app.locator('#steps').fill('600');
    await app.locator('#start').click();
    await expect(running(panel.panel)).toContainText(/[2-9] of 600/);
    await expect(running(panel.panel)).toContainText(/last sign of life .*next poll/);
  });

  await test.step('cancelled in the app', async () => {
    await app.locator('#cancel').click();
    await expect(finished(panel.panel)).toContainText(/cancelled.*Cancelled by call c\d/s);
    await expect(app.locator('#step')).toHaveText('not running');
  });

  await test.step('cancelled in the panel, like with the button of the app', async () => {
    await app.locator('#start').click();
    await expect(running(panel.panel)).toContainText(/\d+ of 600/);
    await running(panel.panel).getByRole('button', { name: 'Cancel job j2' }).click();
    await expect(finished(panel.panel).first()).toContainText(/cancelled.*Cancelled from the panel, through call c\d/s);
    await expect(app.locator('#step')).toHaveText('not running');
    await expect(app.locator('#start')).toBeEnabled();
    // For the server both are the same: one more click on the cancel input.
    expect(
      server
        .log()
        .filter(({ output }) => output === 'cancel.id')
        .map(({ inputs }) => inputs),
    ).toEqual([{ 'cancel.n_clicks': 1 }, { 'cancel.n_clicks': 2 }]);
  });

  await test.step('the next one runs to its end', async () => {
    await app.locator('#steps').fill('12');
    await app.locator('#start').click();
    await expect(app.locator('#result')).toHaveText('run 3 finished');
    await expect(finished(panel.panel).first()).toContainText('done');
    await expect(running(panel.panel)).toHaveCount(0);
    await expect(finished(panel.panel).getByRole('button', { name: /^Cancel/ })).toHaveCount(0);
  });
});

test('a job whose Celery worker is killed is shown without a sign of life, and fails when Redis is gone too', async ({
  dash,
  panel,
}) => {
  const redis = await startRedis();
  const worker = await startCeleryWorker('job_leave', redis.url);
  try {
    const server = await dash('job_leave', ['--manager', 'celery', '--redis', redis.url, '--debug']);
    await panel.page.goto(server.url);
    await showJobs(panel.panel);
    await panel.page.locator('#start').click();
    await expect(running(panel.panel)).toContainText(STEP);
    process.kill(-worker.pid, 'SIGKILL');
    await expect(running(panel.panel)).toContainText(
      /No sign of life from the worker for \d+ s, .*may still be computing, or may be gone/,
    );
    await expect(running(panel.panel)).toContainText(/last response just now\s*next poll/);
    // The app declared no input that would cancel it.
    await expect(running(panel.panel).getByRole('button', { name: /^Cancel/ })).toHaveCount(0);

    process.kill(-redis.pid, 'SIGKILL');
    await expect(finished(panel.panel)).toContainText(
      /failed.*(ConnectionError|Connection refused|Error \d+ connecting)/is,
    );
    await expect(running(panel.panel)).toHaveCount(0);
  } finally {
    await Promise.all([worker.stop(), redis.stop()]);
  }
});

test('a job whose server is killed is orphaned, because its end is unknown; the page and the panel continue when the server is back', async ({
  dash,
  panel,
}) => {
  const first = await dash('job_leave');
  await panel.page.goto(first.url);
  await showJobs(panel.panel);
  await panel.page.locator('#start').click();
  await expect(running(panel.panel)).toContainText(STEP);
  process.kill(-first.pid, 'SIGKILL');
  await expect(finished(panel.panel)).toContainText(/orphaned.*A poll got no response/s);
  await expect(running(panel.panel)).toHaveCount(0);

  await dash('job_leave', ['--port', new URL(first.url).port]);
  await panel.page.reload();
  await expect(panel.panel.getByText('No jobs yet')).toBeVisible();
  await panel.page.locator('#start').click();
  await expect(running(panel.panel)).toContainText(STEP);
  // Reloaded in the middle: the new document has no job, and nothing of the old one continues in the panel.
  await panel.page.reload();
  await expect(panel.panel.getByText('No jobs yet')).toBeVisible();
});
