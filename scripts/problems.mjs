// npm run problems [-- [--known-bugs] EXAMPLE …]: checks the Problems view on the apps with known bugs, and on all other
// examples, where it must find nothing. `--known-bugs`: only the former.
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
