// npm run bench [-- GROUP …]: measures everything that has a target; see bench/README.md.
import { buildIfStale } from './build-if-stale.mjs';
import { importTypeScript } from './run-typescript.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  await ensureSetup({ steps: STEPS.start });
  await buildIfStale();
  const { runBench } = await importTypeScript('bench', 'run.ts');
  return runBench(process.argv.slice(2));
});
