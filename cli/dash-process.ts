import path from 'node:path';

import { patience } from '../scripts/pace.mjs';
import { withoutUrls } from '../scripts/setup/command.mjs';
import { inProject, ROOT } from '../scripts/setup/paths.mjs';
import { PlainError } from '../scripts/setup/plain-error.mjs';
import { venvPython } from '../scripts/setup/python.mjs';
import { startChild } from './child-process';

const START_LIMIT_MS = patience(60_000);
const RUNNING = /Dash is running on (http:\/\/\S+)/;

export interface DashProcess {
  /** With a slash at the end. */
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts one of `examples/` on a free port and resolves when it responds.
 * @param example name of the file without `.py`
 * @param args further arguments of the example, such as `--log FILE`
 * @param venv folder of the virtual environment
 * @param env further variables of its environment
 */
export async function startDash(
  example: string,
  args: readonly string[] = [],
  venv = '.venv',
  env: Readonly<Record<string, string>> = {},
): Promise<DashProcess> {
  const file = inProject('examples', `${example}.py`);
  const child = startChild(venvPython(venv), [file, '--port', '0', ...args], {
    cwd: ROOT,
    // Its line must not wait in a buffer, and bytecode must not be left in the user's clone.
    env: { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  const name = path.relative(ROOT, file);
  const url = new Promise<string>((resolve) => {
    child.onLine((line) => {
      const match = RUNNING.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
  });
  const failed = child.ended.then((how) => {
    throw new PlainError(
      `${name} did not start (${how}).`,
      withoutUrls(child.output().trimEnd().split('\n').slice(-15).join('\n')),
    );
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new PlainError(`${name} did not start within ${START_LIMIT_MS / 1000} seconds.`));
    }, START_LIMIT_MS);
  });
  try {
    return { url: await Promise.race([url, failed, late]), pid: child.pid, output: child.output, stop: child.stop };
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    clearTimeout(timer);
    failed.catch(() => undefined); // rejects when the process ends, long after it is needed
  }
}
