import type { Browser } from '@playwright/test';

import { recordLivePage } from '../../../cli/recorder';
import { withWholeValues } from '../../../src/session/whole-values';
import { inProject } from '../../../scripts/setup/paths.mjs';
import type { TraceFile } from '../../../src/trace/file/trace-file';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import { playVisit, type Visit } from './visit';

/** Plays a visit without the extension and returns the trace of every app of every document, values whole. */
export async function recordVisit(browser: Browser, url: string, visit: Visit): Promise<readonly TraceFile[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const recorder = await recordLivePage(page, inProject('dist', 'agent.js'));
    await playVisit(page, url, visit, { beforeLeaving: recorder.caughtUp });
    await recorder.caughtUp();
    const traces: TraceFile[] = [];
    for (const session of recorder.sessions()) {
      for (const model of session.models()) traces.push(await withWholeValues(toTraceFile(model), session.fetchValue));
    }
    return traces;
  } finally {
    await context.close();
  }
}
