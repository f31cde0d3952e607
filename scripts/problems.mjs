// npm run problems [-- [--sick] EXAMPLE …]: the gallery of sick apps and all healthy examples, what is found against what is to be.
import { buildIfStale } from './build-if-stale.mjs';
import { importTypeScript } from './run-typescript.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  await ensureSetup({ steps: STEPS.problems });
  await buildIfStale();
  const { checkProblems } = await importTypeScript('test', 'problems', 'check-problems.ts');
  return checkProblems(process.argv.slice(2));
});
