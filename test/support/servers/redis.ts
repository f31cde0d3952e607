import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Child, startChild } from '../../../cli/child-process';
import { patience } from '../../../scripts/pace.mjs';
import { PlainError } from '../../../scripts/setup/plain-error.mjs';
import { REDIS_MISSING } from '../../../scripts/setup/redis.mjs';

const START_LIMIT_MS = patience(60_000);
/** Between finding a free port and Redis binding it, another process may take it. */
const ATTEMPTS = 3;

export interface RedisServer {
  /** For `--redis`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts a separate Redis: only this machine can reach it, and it leaves nothing on disk. */
export async function startRedis(): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const folder = mkdtempSync(path.join(tmpdir(), 'dash-redis-'));
    const child = startChild('redis-server', [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ]);
    const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      await saysReady(child);
    } catch (error) {
      await child.stop();
      removeFolder();
      if (attempt < ATTEMPTS && child.output().includes('Address already in use')) continue;
      throw error;
    }
    return {
      url: `redis://127.0.0.1:${port}/0`,
      port,
      pid: child.pid,
      stop: async () => {
        await child.stop();
        removeFolder();
      },
    };
  }
}

async function saysReady(child: Child): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      child.onLine((line) => {
        if (line.includes('Ready to accept connections')) resolve();
      });
      void child.ended.then((how) => {
        if (how.includes('ENOENT')) reject(new PlainError(REDIS_MISSING));
        else reject(new PlainError(`redis-server did not start (${how}).\n${child.output()}`));
      });
      timer = setTimeout(() => {
        reject(new PlainError(`redis-server was not ready within ${START_LIMIT_MS / 1000} seconds.`));
      }, START_LIMIT_MS);
    });
  } finally {
    clearTimeout(timer);
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
