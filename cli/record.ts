import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Page } from 'playwright-core';

import { PlainError } from '../scripts/setup/plain-error.mjs';
import { parseRecordArguments, RECORD_HELP } from './arguments';
import { closeOnSignals } from './closers';
import { requireAnswer } from './dash-page';
import { recordToFile } from './record-to-file';
import { summarise } from './summary';

type Steps = (page: Page) => unknown;

/**
 * `npm run record`: resolves to the exit code.
 * @param build makes `dist/agent.js`; called only if there is something to record
 */
export async function record(args: readonly string[], build: () => Promise<void>): Promise<number> {
  const options = parseRecordArguments(args);
  if (options.help) {
    console.log(RECORD_HELP);
    return 0;
  }
  const steps = options.actions === null ? null : await loadSteps(options.actions);
  await requireAnswer(options.url);
  await build();
  const closers = closeOnSignals();
  try {
    const { model, apps, isCutShort } = await recordToFile({
      ...options,
      act: (page) => playSteps(steps, page, options.actions ?? ''),
      closers,
    });
    for (const line of summarise(model)) console.log(line);
    if (apps > 1) console.log(`The page had ${apps} apps; this is the one with the most calls.`);
    if (isCutShort) console.log('A callback was still running after a minute: it is recorded as pending.');
    console.log(`Written to ${options.out}`);
  } finally {
    await closers.closeAll();
  }
  return 0;
}

/**
 * Loads the module that drives the page. npm runs this in the project's folder; the user's path is relative to their
 * own.
 */
export async function loadSteps(file: string): Promise<Steps> {
  const full = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
  if (!existsSync(full))
    throw new PlainError(`${file} does not exist: --actions needs a module with a default export.`);
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(pathToFileURL(full).href)) as { readonly default?: unknown };
  } catch (error) {
    throw new PlainError(`${file} cannot be loaded: ${firstLine(error)}`);
  }
  if (typeof loaded.default !== 'function') {
    throw new PlainError(`${file} does not export a function: it needs \`export default async (page) => { … }\`.`);
  }
  return loaded.default as Steps;
}

async function playSteps(steps: Steps | null, page: Page, file: string): Promise<void> {
  try {
    await steps?.(page);
  } catch (error) {
    throw new PlainError(`${file} failed: ${firstLine(error)}`);
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
