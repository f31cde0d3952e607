import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import type { Frame } from 'playwright-core';

import { launchPlainChromium } from '../../cli/record-to-file';
import { inProject } from '../../scripts/setup/paths.mjs';
import type { TraceFile } from '../../src/trace/file/trace-file';
import { toCallId, type CallId } from '../../src/trace/types';
import { recordVisit } from '../../test/support/visits/record-visit';
import { startDashServer } from '../../test/support/servers/dash-server';
import { readVisits } from '../../test/support/visits/visit';
import { startWithPanel } from '../browsers';
import { atMost, median, spread, type Figure } from '../figure';

const CALLS = 50_000;
const ROUNDS = 3;

/** A real trace whose calls are repeated, at later times and with new numbers, until there are enough. */
function prolong(trace: TraceFile, count: number): TraceFile {
  const last = trace.calls.at(-1)?.phases.requested ?? 0;
  const calls = Array.from({ length: count }, (_, index) => {
    const call = trace.calls[index % trace.calls.length];
    if (call === undefined) throw new Error('The trace has no calls.');
    const turn = Math.floor(index / trace.calls.length);
    const phases = Object.fromEntries(Object.entries(call.phases).map(([name, at]) => [name, at + turn * last]));
    const rename = (id: string): CallId => toCallId(`${id}x${turn}`);
    const causes = call.causes.map((cause) =>
      cause.call === undefined ? cause : { ...cause, call: rename(cause.call) },
    );
    return {
      ...call,
      id: rename(call.id),
      index: index + 1,
      phases,
      causes,
      job: null,
      ended: call.ended === null ? null : call.ended + turn * last,
    };
  });
  return { ...trace, calls: calls as TraceFile['calls'], jobs: [] };
}

/** Opens the file by its path: Playwright refuses to transfer a file of this size. */
async function chooseFile(panel: Frame, file: string): Promise<void> {
  const session = await panel.page().context().newCDPSession(panel);
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector('[aria-label="Trace file"]')`,
  });
  if (result.objectId === undefined) throw new Error('The panel takes no trace file.');
  await session.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId });
}

export async function measureFiles(): Promise<readonly Figure[]> {
  const folder = inProject('.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const visit = readVisits().find(({ app }) => app === 'chain.py');
  if (visit === undefined) throw new Error('There is no visit of chain.py.');
  const browser = await launchPlainChromium();
  const server = await startDashServer(visit.app, folder);
  const [trace] = await recordVisit(browser, server.url, visit).finally(async () => {
    await server.stop();
    await browser.close();
  });
  if (trace === undefined) throw new Error('Nothing was recorded.');
  const file = inProject('.cache', 'bench', 'long.trace.json');
  writeFileSync(file, JSON.stringify(prolong(trace, CALLS)));
  const megabytes = readFileSync(file).length / 1_000_000;
  const contender = await startWithPanel();
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await contender.devtools.reopen();
      const panel = contender.devtools.frame();
      await panel.getByLabel('Trace file').waitFor({ state: 'attached' });
      const start = performance.now();
      await chooseFile(panel, file);
      await panel.getByRole('tab', { name: /^Calls/ }).click();
      await panel.locator('[role="row"][data-call]').first().waitFor();
      times.push(performance.now() - start);
    }
    return [
      atMost(
        'opening a trace file of 50,000 calls -> usable',
        median(times),
        'ms',
        2_000,
        `${megabytes.toFixed(0)} MB; ${spread(times, 0)}`,
      ),
    ];
  } finally {
    await contender.stop();
  }
}
