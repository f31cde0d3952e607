// npm start
import { buildIfStale } from './build-if-stale.mjs';
import { importTypeScript } from './run-typescript.mjs';
import { ensureSetup, STEPS } from './setup.mjs';
import { runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  const isFirefox = /--browser[ =]firefox\b/.test(process.argv.join(' '));
  await ensureSetup({ steps: isFirefox ? STEPS.startFirefox : STEPS.start });
  const { start } = await importTypeScript('cli', 'start.ts');
  return start(process.argv.slice(2), buildIfStale);
});
