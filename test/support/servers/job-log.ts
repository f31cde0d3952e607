import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../src/lib/json';

/** One line of a job's own log (examples/support/job_log.py describes each field). */
export interface JobLine {
  readonly event: 'start' | 'progress' | 'set_props' | 'end' | 'error';
  readonly job: string;
  readonly callback: string;
  readonly output: string | null;
  /** Epoch milliseconds, before the event takes effect. */
  readonly at: number;
  readonly value: JsonValue;
  readonly outcome?: 'ok' | 'prevented';
}

export interface JobLog {
  /** For the process that runs the jobs: the server with Diskcache, the worker with Celery. */
  readonly args: readonly string[];
  /** The log of the jobs so far, in order. */
  readonly lines: () => readonly JobLine[];
}

/** @param folder where the log may lie */
export function createJobLog(folder: string): JobLog {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `jobs-${process.hrtime.bigint()}.jsonl`);
  return {
    args: ['--job-log', file],
    lines: () =>
      (existsSync(file) ? readFileSync(file, 'utf8') : '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as JobLine)
        .sort((a, b) => a.at - b.at),
  };
}
