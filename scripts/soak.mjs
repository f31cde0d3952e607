// npm run soak [-- --calls N] [--jobs N]: whether the trace of a very long visit stays within its limits.
import { parseArgs } from 'node:util';
import { importTypeScript } from './run-typescript.mjs';
import { PlainError, runCommand } from './setup/plain-error.mjs';

await runCommand(async () => {
  const { values } = parseArgs({
    options: { calls: { type: 'string', default: '1000000' }, jobs: { type: 'string', default: '100000' } },
  });
  const [calls, jobs] = [Number(values.calls), Number(values.jobs)];
  if (!Number.isInteger(calls) || !Number.isInteger(jobs) || calls < 1 || jobs < 0 || jobs > calls)
    throw new PlainError('--calls and --jobs take whole numbers, at least one call and no more jobs than calls.');
  const { soakTrace } = await importTypeScript('bench', 'soak.ts');
  return soakTrace({ calls, jobs });
});
