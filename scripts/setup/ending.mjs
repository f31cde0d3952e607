// Ends a command together with everything it started, when it is asked to end.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} EndSignal */
/** @typedef {{ pid: number, parent: number, isGone: boolean, began: string }} Found */

/** @type {readonly EndSignal[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** How long processes may take to end by themselves before they are killed. */
const GRACE_MS = 5_000;
const STEP_MS = 50;
/** How often to look whether npm is still there. */
const PARENT_MS = 250;

/** What happens on a signal. @type {(signal: EndSignal) => void} */
let onSignal = endNow;

/**
 * Ends everything when this program gets a signal, or when npm has started it and is gone. npm passes signals on to its shell:
 * the scripts of package.json begin with `exec`, so that this program replaces the shell.
 */
export function endOnSignals() {
  for (const signal of SIGNALS) process.on(signal, () => onSignal(signal));
  // Who read our output may be gone before us.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) onSignal('SIGTERM');
    else setTimeout(look, PARENT_MS).unref();
  };
  look();
}

/** Leaves the signals to a command that ends in an order of its own. */
export function handleSignals(/** @type {(signal: EndSignal) => void} */ handler) {
  onSignal = handler;
}

export const exitCodeOf = (/** @type {EndSignal} */ signal) => 128 + constants.signals[signal];

/** @returns {Found | null} */
function readProcess(/** @type {string} */ pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state = '', parent = ''] = fields;
    return { pid: Number(pid), parent: Number(parent), isGone: 'ZX'.includes(state), began: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** Every process of this machine. @returns {Found[]} */
function allProcesses() {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(readProcess)
      .filter((found) => found !== null);
  }
  return spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,lstart='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, state = '', began = '']) => ({
      pid: Number(pid),
      parent: Number(parent),
      isGone: state.startsWith('Z'),
      began,
    }));
}

/**
 * What `roots` started, and what that started in turn.
 * @returns {Found[]}
 */
function below(/** @type {Iterable<number>} */ roots, /** @type {readonly Found[]} */ all) {
  const wanted = new Set(roots);
  /** @type {Found[]} */
  const found = [];
  for (let before = -1; before !== found.length;) {
    before = found.length;
    for (const each of all) {
      if (wanted.has(each.pid) || !wanted.has(each.parent)) continue;
      wanted.add(each.pid);
      found.push(each);
    }
  }
  return found;
}

/**
 * Follows what a process started. Remembers it, because a process whose parent has ended cannot be found any more.
 * @returns {() => Found[]} looks again and gives back those still running
 */
export function followDescendants(/** @type {number} */ root) {
  /** @type {Map<number, Found>} */
  const known = new Map();
  return () => {
    const all = allProcesses();
    for (const each of below([root, ...known.keys()], all)) known.set(each.pid, each);
    const now = new Map(all.map((each) => [each.pid, each]));
    // Another process may have the id by now; it began later.
    return [...known.values()].filter(({ pid, began }) => {
      const there = now.get(pid);
      return there !== undefined && !there.isGone && there.began === began;
    });
  };
}

function signalAll(/** @type {readonly Found[]} */ processes, /** @type {NodeJS.Signals} */ signal) {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}

/**
 * Ends everything that this program started, and then the program. It waits without giving way: nothing of the program goes
 * on meanwhile, so nothing new is started.
 * @param {EndSignal} signal
 * @param {number} [code] exit code
 * @returns {never}
 */
export function endNow(signal, code = exitCodeOf(signal)) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(process.pid), '/T', '/F']);
    process.exit(code);
  }
  const running = followDescendants(process.pid);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  /** @type {Set<number>} */
  const asked = new Set();
  const deadline = performance.now() + GRACE_MS;
  for (;;) {
    const alive = running();
    if (alive.length === 0) break;
    const isLate = performance.now() > deadline;
    const due = isLate ? alive : alive.filter(({ pid }) => !asked.has(pid));
    signalAll(due, isLate ? 'SIGKILL' : 'SIGTERM');
    for (const { pid } of due) asked.add(pid);
    Atomics.wait(pause, 0, 0, STEP_MS);
  }
  process.exit(code);
}
