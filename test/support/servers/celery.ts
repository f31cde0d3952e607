import path from 'node:path';

import { startChild } from '../../../cli/child-process';
import { patience } from '../../../scripts/pace.mjs';
import { inProject, ROOT } from '../../../scripts/setup/paths.mjs';
import { PlainError } from '../../../scripts/setup/plain-error.mjs';
import { venvPython } from '../../../scripts/setup/python.mjs';

const START_LIMIT_MS = patience(60_000);
const READY = 'The Celery worker is ready.';

export interface CeleryWorker {
  /** The main process; the processes that run the jobs are its children. */
  readonly pid: number;
  readonly output: () => string;
  /** Ends it and its children; a running job dies with them. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the worker of an example and resolves once it accepts jobs. The server of the example is started separately, with
 * `--manager celery --redis URL`.
 * @param example file name in `examples/`, with or without `.py`
 * @param redisUrl the server of the example puts its jobs there
 * @param args further arguments, such as `--job-log FILE`: the worker runs the jobs, so the worker logs them
 * @param venv folder of the virtual environment
 * @param env more environment variables
 */
export async function startCeleryWorker(
  example: string,
  redisUrl: string,
  args: readonly string[] = [],
  venv = '.venv',
  env: Readonly<Record<string, string>> = {},
): Promise<CeleryWorker> {
  const file = inProject('examples', `${path.basename(example, '.py')}.py`);
  const child = startChild(venvPython(venv), [file, '--manager', 'celery', '--redis', redisUrl, '--worker', ...args], {
    cwd: ROOT,
    env: { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  const name = `The worker of ${path.relative(ROOT, file)}`;
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      child.onLine((line) => {
        if (line.includes(READY)) resolve();
      });
      void child.ended.then((how) =>
        reject(new PlainError(`${name} did not start (${how}).\n${child.output().trimEnd()}`)),
      );
      timer = setTimeout(() => {
        reject(new PlainError(`${name} was not ready within ${START_LIMIT_MS / 1000} seconds.`));
      }, START_LIMIT_MS);
    });
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { pid: child.pid, output: child.output, stop: child.stop };
}
