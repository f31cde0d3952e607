import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process that has a given text in its environment. */
export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * Every running process that inherited an environment variable: all that a command started, whatever became of the processes in
 * between.
 * @param marker such as `RUN=1234`
 */
export function markedProcesses(marker: string): readonly MarkedProcess[] {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-A', '-E', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line.includes(marker))
      .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim() }));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(marker)) return [];
        return [{ pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
      } catch {
        // It has ended, or belongs to another user.
        return [];
      }
    });
}
