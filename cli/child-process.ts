import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/** How long a process may take to end by itself, in milliseconds, before it is killed. */
const GRACE_MS = 3000;

export interface Child {
  readonly pid: number;
  /** The end of what it printed, on both streams. */
  readonly output: () => string;
  /** Resolves to its exit code or signal when it has ended. */
  readonly ended: Promise<string>;
  readonly isRunning: () => boolean;
  /** Calls `listener` for each line it prints. */
  onLine(listener: (line: string) => void): void;
  /** Ends the process and everything it started. */
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
let watchesExit = false;

/**
 * Starts a program as the leader of its own process group. A Ctrl-C in the terminal does not reach it, so we can stop
 * things in order, and stopping the group also stops all of its children.
 */
export function startChild(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Child {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  let partial = '';
  const listeners: ((line: string) => void)[] = [];
  const collect = (chunk: Buffer): void => {
    const text = chunk.toString();
    output = (output + text).slice(-100_000);
    const lines = (partial + text).split(/\r?\n/);
    partial = lines.pop() ?? '';
    for (const line of lines) for (const listener of listeners) listener(line);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
  }).finally(() => running.delete(child));
  running.add(child);
  endAllOnExit();
  const isRunning = (): boolean => running.has(child);
  return {
    pid: child.pid ?? -1,
    output: () => output,
    ended,
    isRunning,
    onLine: (listener) => void listeners.push(listener),
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
      // The leader has ended; kill what it left in its group.
      signalGroup(child, 'SIGKILL');
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-child.pid, signal);
    else if (child.exitCode === null) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  } catch {
    // The group is empty: there is nothing to stop.
  }
}

/** Kills everything that is still running when this program ends, even after a crash. */
function endAllOnExit(): void {
  if (watchesExit) return;
  watchesExit = true;
  process.once('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
}
