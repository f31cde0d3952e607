import { readdirSync, rmSync } from 'node:fs';

import { runQuietly } from './command.mjs';
import { fingerprint, hasStamp, inProject, ROOT, writeStamp } from './paths.mjs';
import { venvPython } from './python.mjs';

/** Where it is installed; a server with this folder on its path finds it as if it were installed next to Dash. */
export const COMPANION = inProject('.cache', 'companion');

/** Installs the companion package from this project, without changing an environment. */
export function companionPackage() {
  const stampFile = inProject('.cache', 'companion-stamp');
  const stamp = () =>
    fingerprint([
      inProject('companion', 'pyproject.toml'),
      ...readdirSync(inProject('companion', 'dash_callback_devtools'))
        .filter((name) => name.endsWith('.py'))
        .map((name) => inProject('companion', 'dash_callback_devtools', name)),
    ]);
  return {
    name: 'Companion package',
    isDone: () => hasStamp(stampFile, stamp()),
    run: async () => {
      rmSync(COMPANION, { recursive: true, force: true });
      await runQuietly(
        venvPython(),
        [
          '-m',
          'pip',
          'install',
          '--disable-pip-version-check',
          '--no-input',
          '--no-deps',
          '--target',
          COMPANION,
          inProject('companion'),
        ],
        {
          cwd: ROOT,
          complaint: 'pip could not install the companion package from its folder.',
        },
      );
      for (const left of ['build', 'dash_callback_devtools.egg-info'])
        rmSync(inProject('companion', left), { recursive: true, force: true });
      writeStamp(stampFile, stamp());
    },
  };
}
