import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { startDash } from '../../../cli/dash-process';
import { PlainError } from '../../../scripts/setup/plain-error.mjs';
import type { JsonObject, JsonValue } from '../../../src/lib/json';

/** One line of the server's own log of its calls (examples/support/ctx_log.py describes each field). */
export interface LogLine {
  readonly n: number;
  readonly app: string;
  readonly output: string;
  readonly triggered: JsonValue;
  readonly triggered_id: JsonValue;
  readonly triggered_prop_ids: JsonValue;
  readonly inputs: JsonValue;
  readonly states: JsonValue;
  readonly inputs_list: JsonValue;
  readonly states_list: JsonValue;
  readonly outputs_list: JsonValue;
  readonly args_grouping: JsonValue;
  readonly outputs_grouping: JsonValue;
  /** Name, file and line of the first decorator, as Python finds the source. */
  readonly function: { readonly name: string; readonly file: string; readonly line: number } | null;
  readonly background: 'start' | 'poll' | null;
  readonly returned: JsonObject | null;
  readonly outcome: 'ok' | 'prevented' | 'error';
  readonly error: string | null;
  readonly started_ms: number;
  readonly duration_ms: number;
}

export interface DashServer {
  /** With a trailing slash. */
  readonly url: string;
  readonly pid: number;
  /** Every call of the server so far, in the order in which they started. */
  readonly log: () => readonly LogLine[];
  readonly stop: () => Promise<void>;
}

/**
 * Starts an example with a log of its calls.
 * @param example file in `examples/`, its folder too, with or without `.py`
 * @param logFolder folder of the log until the server stops
 * @param venv folder of the virtual environment, for another Dash than the newest
 * @param env more environment variables
 */
export async function startDashServer(
  example: string,
  logFolder: string,
  args: readonly string[] = [],
  venv?: string,
  env?: Readonly<Record<string, string>>,
): Promise<DashServer> {
  const name = example.replace(/\.py$/, '');
  const file = path.join(logFolder, `${path.basename(name)}-${process.hrtime.bigint()}.jsonl`);
  mkdirSync(logFolder, { recursive: true });
  const server = await startDash(name, ['--log', file, ...args], venv, env).catch((error: unknown) => {
    // A test's report shows the message only; Python's output is in the details.
    if (error instanceof PlainError) error.message += `\n${error.details}`;
    throw error;
  });
  return {
    url: server.url,
    pid: server.pid,
    log: () => readLog(file),
    stop: async () => {
      await server.stop();
      rmSync(file, { force: true });
    },
  };
}

/** The server writes each line at once, when its call ends. */
function readLog(file: string): readonly LogLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine)
    .sort((a, b) => a.n - b.n);
}
