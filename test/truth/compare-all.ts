import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';

import { launchPlainChromium } from '../../cli/record-to-file';
import { DASH_VERSIONS, NEWEST_DASH, OLDER_DASH, type DashVersion } from '../../scripts/dash-versions.mjs';
import { inProject } from '../../scripts/setup/paths.mjs';
import { venvPython } from '../../scripts/setup/python.mjs';
import { compareCompanion, companionEnv, WITH_COMPANION } from '../support/servers/companion';
import { compareJobs } from '../support/compare/compare-jobs';
import { compareWithLog, type Comparison } from '../support/compare/compare-with-log';
import { startDashServer } from '../support/servers/dash-server';
import { createJobLog } from '../support/servers/job-log';
import { recordVisit } from '../support/visits/record-visit';
import { readVisits, type Visit } from '../support/visits/visit';

/** How many visits run in parallel: there are two cores, and each visit waits for a part of its time. */
const AT_ONCE = 3;

interface Task {
  readonly dash: DashVersion;
  /** The exact version, as it is installed. */
  readonly version: string;
  readonly visit: Visit;
  /** With the companion package on the server. */
  readonly companion: boolean;
}

/**
 * Plays the scripted visit of every example on every supported Dash and compares the trace with the server's log.
 * Prints a line for each, and how many agreed.
 * @param args names of examples, all without any; `--older` leaves out the newest Dash, `--newest` all the others
 * @returns exit code
 */
export async function compareAll(args: readonly string[]): Promise<number> {
  const only = args.filter((arg) => !arg.startsWith('--'));
  const versions = args.includes('--older') ? OLDER_DASH : args.includes('--newest') ? [NEWEST_DASH] : DASH_VERSIONS;
  const tasks = versions.flatMap((dash) => {
    const version = installedVersion(dash);
    for (const what of dash.lacks) console.log(`${dash.label} lacks ${what}`);
    return readVisits()
      .filter(
        ({ app, requires }) =>
          isEnough(version, requires) && (only.length === 0 || only.includes(app.replace(/\.py$/, ''))),
      )
      .flatMap((visit): readonly Task[] => [
        { dash, version, visit, companion: false },
        ...(WITH_COMPANION.includes(visit.app) ? [{ dash, version, visit, companion: true }] : []),
      ]);
  });
  const browser = await launchPlainChromium();
  let failed = 0;
  try {
    const queue = [...tasks];
    const work = async (): Promise<void> => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const problems = await compareOne(browser, task);
        if (problems.length > 0) failed++;
        for (const problem of problems) console.log(`    ${problem}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await browser.close();
  }
  console.log(`${tasks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function compareOne(browser: Browser, { dash, version, visit, companion }: Task): Promise<readonly string[]> {
  const name = `Dash ${version.padEnd(7)} ${`${visit.app}${companion ? ' with companion' : ''}`.padEnd(34)}`;
  const folder = inProject('.cache', 'truth');
  mkdirSync(folder, { recursive: true });
  try {
    const jobs = createJobLog(folder);
    const server = await startDashServer(
      visit.app,
      folder,
      visit.managers === undefined ? (visit.args ?? []) : jobs.args,
      dash.venv,
      companion ? companionEnv(dash.findsCompanion) : undefined,
    );
    try {
      const traces = await recordVisit(browser, server.url, visit);
      const comparison = compareWithLog(traces, server.log());
      const companionResult = companion ? compareCompanion(traces, server.log()) : null;
      console.log(
        `${name} ${inWords(comparison)}${companionResult === null ? '' : `; of the companion ${companionResult.compared} compared, ${companionResult.differences.length} differences`}`,
      );
      return [
        ...comparison.differences,
        ...compareJobs(traces, jobs.lines()).differences,
        ...(companionResult?.differences ?? []),
      ];
    } finally {
      await server.stop();
    }
  } catch (error) {
    console.log(`${name} not played`);
    return [error instanceof Error ? error.message : String(error)];
  }
}

const inWords = ({ onServer, inTrace, fields, differences }: Comparison): string =>
  `${onServer} calls on the server, ${inTrace} in the trace, ${fields} fields compared, ${differences.length} differences`;

const installedVersion = ({ venv }: DashVersion): string =>
  execFileSync(venvPython(venv), ['-c', 'import importlib.metadata as m; print(m.version("dash"))'], {
    encoding: 'utf8',
  }).trim();

/** `requires` is of the form `>=4.2`. */
function isEnough(version: string, requires: string): boolean {
  const wanted = requires.replace('>=', '').split('.').map(Number);
  const there = version.split('.').map(Number);
  for (const [index, part] of wanted.entries()) {
    const own = there[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
