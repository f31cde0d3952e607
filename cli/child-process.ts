import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/** How long a process may take to end by itself before it is killed. */
const GRACE_MS = 3000;

export interface Child {
  readonly pid: number;
  /** The last part of what it printed, both streams. */
  readonly output: () => string;
  /** Resolves when it is gone, to its exit code or signal. */
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
 * Starts a program as the head of its own process group: a Ctrl-C in the terminal does not reach it, so that we can end
 * things in order, and ending the group leaves none of its children behind.
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
      // The head is gone; whatever it left in its group goes too.
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
    // The group is empty: nothing to end.
  }
}

/** Also when this program dies of an error, nothing it started stays behind. */
function endAllOnExit(): void {
  if (watchesExit) return;
  watchesExit = true;
  process.once('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
}
