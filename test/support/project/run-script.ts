import { spawn } from 'node:child_process';

import { ROOT } from '../../../scripts/setup/paths.mjs';

export interface ScriptResult {
  readonly code: number | null;
  /** What it printed, without the lines about building: they appear when a source has changed since. */
  readonly output: string;
}

/** Runs one of the project's commands as a user does, without a display. */
export function runScript(file: string, args: readonly string[]): Promise<ScriptResult> {
  return new Promise((resolve, reject) => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: output.replace(/^build: .*\n/gm, '') }));
  });
}
