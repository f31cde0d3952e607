// npm run record
import { buildIfStale } from './build-if-stale.mjs';
import { importTypeScript } from './run-typescript.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  await ensureSetup({ steps: STEPS.record });
  const { record } = await importTypeScript('cli', 'record.ts');
  return record(process.argv.slice(2), buildIfStale);
});
