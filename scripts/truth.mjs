// npm run truth [-- [--older | --newest] [EXAMPLE …]]: every example on every supported Dash, trace against server log.
import { buildIfStale } from './build-if-stale.mjs';
import { importTypeScript } from './run-typescript.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  await ensureSetup({ steps: process.argv.includes('--newest') ? STEPS.newest : STEPS.truth });
  await buildIfStale();
  const { compareAll } = await importTypeScript('test', 'truth', 'compare-all.ts');
  return compareAll(process.argv.slice(2));
});
