import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { waitUntilIdle } from '../../cli/dash-page';
import { inProject } from '../../scripts/setup/paths.mjs';
import { isJsonObject, parseJson, type JsonObject } from '../../src/lib/json';
import type { PanelBrowser } from '../support/browsers/panel-browser';
import { expect, test } from '../support/browsers/fixtures';
import { callRows, tab, values } from '../support/panel/panel-words';
import type { Panel } from '../support/browsers/panel-browser';

const fixture = (name: string): string => inProject('test', 'fixtures', 'traces', name);
const notices = (panel: Panel): Locator => panel.getByRole('log', { name: 'Notices' });
const choose = (panel: Panel, file: string): Promise<void> => panel.getByLabel('Trace file').setInputFiles(file);

/** Presses "Save trace" and returns the downloaded file. */
async function save(
  { panel, devtools }: PanelBrowser,
  button: Locator,
): Promise<{ readonly name: string; readonly path: string; readonly file: JsonObject }> {
  const downloading = devtools.waitForEvent('download');
  await button.click();
  const download = await downloading;
  const path = await download.path();
  const file = parseJson(readFileSync(path, 'utf8'));
  if (!isJsonObject(file)) throw new Error('the download is no JSON object');
  await expect(notices(panel)).toContainText(`Saved as ${download.suggestedFilename()}`);
  return { name: download.suggestedFilename(), path, file };
}

/** What the list of calls shows of each, and the time of an open call. */
const listed = (panel: Panel): Promise<readonly string[]> => callRows(panel).allInnerTexts();

test('a saved trace shows the same calls next to the live recording when it is opened, including large values', async ({
  dash,
  panel,
}) => {
  await panel.dock('right', 1200);
  const server = await dash('demo');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  await expect(callRows(panel.panel).first()).toBeVisible();
  const before = await listed(panel.panel);

  const { name, path, file } = await save(panel, panel.panel.getByRole('button', { name: 'Save trace' }));
  expect(name).toMatch(
    /^127\.0\.0\.1-\d+-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.trace\.json$|^localhost-\d+-.*\.trace\.json$/,
  );
  expect(file).toMatchObject({ format: 'dash-callback-trace', version: 2 });
  expect(JSON.stringify(file)).not.toContain('"$why":"size"');

  await choose(panel.panel, path);
  await expect(notices(panel.panel)).toContainText('is a saved recording of');
  expect(await listed(panel.panel)).toEqual(before);
  const row = callRows(panel.panel).filter({ hasText: 'sales.data' }).first();
  await row.click();
  const returned = values(panel.panel, 'returned').first();
  await expect(returned).not.toContainText('$preview');
  await returned.getByRole('button').last().click();
  await expect(panel.panel.getByRole('button', { name: /Load the whole value/ })).toHaveCount(0);

  // The live recording continued meanwhile, and the reload of its page does not close the file.
  await panel.page.reload();
  await waitUntilIdle(panel.page);
  await expect(notices(panel.panel)).toContainText('is a saved recording of');
  await panel.panel.getByRole('button', { name: 'Close this file' }).click();
  await expect(notices(panel.panel)).not.toContainText('is a saved recording of');
  await expect(callRows(panel.panel).first()).toBeVisible();
});

test('a recording is saved and opened from the small menu where the panel is narrow', async ({ dash, panel }) => {
  await panel.dock('right', 420);
  const server = await dash('error');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  await panel.panel.getByRole('button', { name: 'More' }).click();
  const { path, file } = await save(panel, panel.panel.getByRole('button', { name: 'Save trace' }));
  expect(file['calls']).toHaveLength(await callRows(panel.panel).count());
  await choose(panel.panel, path);
  await expect(panel.panel.getByRole('combobox', { name: 'App' })).toContainText('(file)');
});

test('a file is opened without any app', async ({ dash, panel }) => {
  await panel.dock('right', 1200);
  const server = await dash('basic');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  const { path } = await save(panel, panel.panel.getByRole('button', { name: 'Save trace' }));
  const before = await listed(panel.panel);
  await panel.page.goto('about:blank');
  // Nothing can be picked in a page that is gone; what was recorded of it stays until there is something else to show.
  await expect(panel.panel.getByRole('button', { name: 'Pick a component in the page' })).toHaveCount(0);
  await choose(panel.panel, path);
  await expect(callRows(panel.panel).first()).toBeVisible();
  expect(await listed(panel.panel)).toEqual(before);
});

test('an invalid file is rejected with the reason and changes nothing', async ({ dash, panel }) => {
  const server = await dash('basic');
  await panel.page.goto(server.url);
  await waitUntilIdle(panel.page);
  await tab(panel.panel, 'Calls').click();
  await callRows(panel.panel).first().click();
  const before = await listed(panel.panel);
  for (const [file, sentence] of [
    ['not-json.txt', 'This is not a trace file: it is not JSON.'],
    ['no-trace.json', 'This JSON file is not a trace'],
    [
      'from-the-future.trace.json',
      'This trace file has version 3, but this extension reads versions up to 2. Update the extension.',
    ],
    ['truncated.trace.json', 'This trace file is cut off or damaged'],
    ['damaged.trace.json', 'This trace file is damaged at calls.0.phases.sent'],
  ] as const) {
    await choose(panel.panel, fixture(file));
    await expect(notices(panel.panel)).toContainText(`“${file}” was not opened. ${sentence}`);
  }
  expect(await listed(panel.panel)).toEqual(before);
  await expect(callRows(panel.panel).first()).toHaveAttribute('aria-selected', 'true');
  await expect(panel.panel.getByRole('combobox', { name: 'App' })).toHaveCount(0);
});

test('a file dropped onto the panel is opened', async ({ panel }) => {
  await panel.page.goto('about:blank');
  const text = readFileSync(fixture('before-writes.trace.json'), 'utf8');
  const body = panel.panel.locator('body');
  const transfer = await body.evaluateHandle((_, content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'dropped.trace.json', { type: 'application/json' }));
    return data;
  }, text);
  await body.dispatchEvent('dragenter', { dataTransfer: transfer });
  await expect(panel.panel.getByText('Drop a trace file to open it')).toBeVisible();
  await body.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(notices(panel.panel)).toContainText('“dropped.trace.json” is a saved recording of localhost:8050');
  await expect(panel.panel.getByText('Drop a trace file to open it')).toHaveCount(0);
  await tab(panel.panel, 'Calls').click();
  await expect(callRows(panel.panel)).toHaveCount(2);
});
