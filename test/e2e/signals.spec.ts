import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';

import { ROOT } from '../../scripts/setup/paths.mjs';
import { expect, test } from '../support/browsers/fixtures';
import { markedProcesses } from '../support/servers/marked-processes';

interface Command {
  /** A script of package.json. */
  readonly name: string;
  readonly args: readonly string[];
  /** What has to run before the signal is sent. */
  readonly starts: readonly RegExp[];
}

const BROWSER = /chrom.*--headless/i;
const SERVER = /python.* \S*examples\/\S+\.py/;

const COMMANDS: readonly Command[] = [
  { name: 'start', args: [], starts: [BROWSER, SERVER] },
  { name: 'test', args: ['e2e'], starts: [BROWSER, SERVER, /playwright.*worker/i] },
  { name: 'bench', args: ['opening'], starts: [BROWSER, SERVER] },
  { name: 'truth', args: ['--newest', 'job_leave'], starts: [BROWSER, SERVER] },
  { name: 'problems', args: ['job_leave'], starts: [BROWSER, SERVER] },
  { name: 'record', args: ['--seconds', '600'], starts: [BROWSER] },
];

type Way = readonly ['SIGINT' | 'SIGTERM', 'npm' | 'node'];

/** Both signals and both programs; the other commands end in the same way, so two of the four will do for them. */
const FULL: readonly Way[] = [
  ['SIGINT', 'node'],
  ['SIGTERM', 'node'],
  ['SIGINT', 'npm'],
  ['SIGTERM', 'npm'],
];
const SHORT: readonly Way[] = [
  ['SIGTERM', 'node'],
  ['SIGINT', 'npm'],
];

for (const { name, args, starts } of COMMANDS) {
  for (const [signal, program] of name === 'test' ? FULL : SHORT) {
    test(`${signal} to ${program === 'npm' ? `npm run ${name}` : `${name}.mjs`} alone ends everything that it started`, async ({
      dash,
    }, testInfo) => {
      const run = randomUUID();
      const marker = `DASH_DEVTOOLS_RUN=${run}`;
      const recorded = name === 'record' ? [(await dash('basic')).url, '--out', testInfo.outputPath('trace.json')] : [];
      const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, npm_lifecycle_event: _npm, ...env } = process.env;
      const begin = program === 'npm' ? ['npm', 'run', name, '--'] : [process.execPath, `scripts/${name}.mjs`];
      const [file = '', ...first] = begin;
      const command = spawn(file, [...first, ...recorded, ...args], {
        cwd: ROOT,
        env: { ...env, DASH_DEVTOOLS_RUN: run, TEST_RESULTS: testInfo.outputPath('results') },
        stdio: ['ignore', 'pipe', 'pipe'],
        // No signal of ours reaches it through the terminal's process group.
        detached: true,
      });
      let output = '';
      for (const stream of [command.stdout, command.stderr])
        stream.on('data', (chunk: Buffer) => void (output += chunk.toString()));
      const ended = new Promise<void>((resolve) => command.once('close', () => resolve()));
      try {
        const missing = (): readonly string[] => {
          const running = markedProcesses(marker);
          return starts.filter((wanted) => !running.some((each) => wanted.test(each.command))).map(String);
        };
        // No expectation: on a machine that other tests keep busy, browsers and servers take their time to start.
        const timeout = testInfo.timeout * 0.8;
        await expect
          .poll(missing, { message: 'what the command has not started', intervals: [50], timeout })
          .toEqual([]);
        command.kill(signal);
        await ended;
        expect(markedProcesses(marker).map((each) => each.command)).toEqual([]);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\nIt printed:\n${output}`);
      } finally {
        for (const { pid } of markedProcesses(marker)) process.kill(pid, 'SIGKILL');
      }
    });
  }
}
