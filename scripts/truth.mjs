// npm run truth [-- [--older | --newest] [EXAMPLE …]]: every example on every supported Dash, trace against server log.
// npm run truth -- --random N [--seed S]: generated apps (docs/random-apps.md).
import { buildIfStale } from './build-if-stale.mjs';
import { importTypeScript } from './run-typescript.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  const isRandom = process.argv.includes('--random');
  const steps = isRandom ? STEPS.test : process.argv.includes('--newest') ? STEPS.newest : STEPS.truth;
  await ensureSetup({ steps });
  await buildIfStale();
  if (isRandom) {
    const { runRandom } = await importTypeScript('test', 'random', 'run-random.ts');
    return runRandom(process.argv.slice(2));
  }
  const { compareAll } = await importTypeScript('test', 'truth', 'compare-all.ts');
  return compareAll(process.argv.slice(2));
});
