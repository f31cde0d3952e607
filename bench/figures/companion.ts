import { execFileSync } from 'node:child_process';

import { inProject } from '../../scripts/setup/paths.mjs';
import { venvPython } from '../../scripts/setup/python.mjs';
import { atMost, median, spread, type Figure } from '../figure';

/** What the companion package costs each call on the server. */
export function measureCompanion(): Promise<readonly Figure[]> {
  const output = execFileSync(venvPython(), [inProject('bench', 'apps', 'companion_cost.py')], { encoding: 'utf8' });
  const { with: on, without } = JSON.parse(output) as {
    readonly with: readonly number[];
    readonly without: readonly number[];
  };
  const extra = on.map((value, round) => value - (without[round] ?? Number.NaN));
  return Promise.resolve([
    atMost(
      'companion: cost of each call on the server',
      median(extra),
      'ms',
      0.2,
      `${spread(extra, 3)}; a call without it: ${median(without).toFixed(2)} ms`,
    ),
  ]);
}
