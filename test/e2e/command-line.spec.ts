import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { inProject } from '../../scripts/setup/paths.mjs';
import { readTrace } from '../../src/trace/file/read-trace';
import type { TraceModel } from '../../src/trace/model';
import { expect, test } from '../support/browsers/fixtures';
import { runScript } from '../support/project/run-script';

const RECORD = 'scripts/record.mjs';

function traceIn(file: string): TraceModel {
  const read = readTrace(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.model;
}

test('record writes a trace of the steps, and a summary', async ({ dash }, testInfo) => {
  const server = await dash('ctx_buttons');
  const steps = testInfo.outputPath('steps.mjs');
  const out = testInfo.outputPath('trace.json');
  writeFileSync(
    steps,
    `export default async (page) => { await page.locator('#up').click(); await page.locator('#reset').click(); };`,
  );
  const { code, output } = await runScript(RECORD, [server.url, '--actions', steps, '--out', out]);
  expect(code, output).toBe(0);
  const calls = [...traceIn(out).calls.values()];
  expect(calls.map(({ outcome }) => outcome)).not.toContain('pending');
  expect(output).toContain(`${calls.length} calls of 1 callback`);
  expect(output).toContain('slowest');
  expect(server.log().map(({ triggered_id }) => triggered_id)).toEqual([null, 'up', 'reset']);
});

test.describe('record fails with one clear line', () => {
  test('when the address does not answer', async ({}, testInfo) => {
    const { code, output } = await runScript(RECORD, [
      'http://127.0.0.1:9',
      '--out',
      testInfo.outputPath('trace.json'),
    ]);
    expect({ code, output }).toEqual({
      code: 1,
      output: 'http://127.0.0.1:9/ is not responding: start your app first, or check the address.\n',
    });
  });

  test('when the address is not a Dash app', async ({ dash }, testInfo) => {
    const server = await dash('two_apps');
    const out = testInfo.outputPath('trace.json');
    const { code, output } = await runScript(RECORD, [`${server.url}plain`, '--out', out]);
    expect({ code, output }).toEqual({ code: 1, output: `${server.url}plain is not a Dash app.\n` });
    expect(existsSync(out)).toBe(false);
  });

  test('when the steps fail, or there are none', async ({ dash }, testInfo) => {
    const server = await dash('basic');
    const steps = testInfo.outputPath('steps.mjs');
    const args = [server.url, '--actions', steps, '--out', testInfo.outputPath('trace.json')];
    writeFileSync(steps, `export default async () => { throw new Error('no such button'); };`);
    expect(await runScript(RECORD, args)).toEqual({ code: 1, output: `${steps} failed: no such button\n` });
    writeFileSync(steps, 'export const steps = [];');
    const { code, output } = await runScript(RECORD, args);
    expect(code).toBe(1);
    expect(output).toMatch(/^.* does not export a function: .*\n$/);
  });
});

test('start without a display plays the tour, leaves a screenshot and a trace, and ends', async () => {
  const picture = inProject('out', 'demo.png');
  const trace = inProject('out', 'demo.trace.json');
  rmSync(picture, { force: true });
  rmSync(trace, { force: true });
  const { code, output } = await runScript('scripts/start.mjs', []);
  expect(code, output).toBe(0);
  expect(output).toContain('out/demo.png');
  expect(output).toContain('out/demo.trace.json');
  expect(statSync(picture).size).toBeGreaterThan(20_000);
  const outcomes = new Set([...traceIn(trace).calls.values()].map(({ outcome }) => outcome));
  expect(outcomes).toContain('updated');
  expect(outcomes).toContain('error');
});

test('start reports an address that does not answer', async () => {
  const { code, output } = await runScript('scripts/start.mjs', ['--url', 'localhost:9']);
  expect({ code, output }).toEqual({
    code: 1,
    output: 'http://localhost:9/ is not responding: start your app first, or check the address.\n',
  });
});
