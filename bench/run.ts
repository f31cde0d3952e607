import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';

import { findFirefox } from '../scripts/setup/firefox.mjs';
import { inProject } from '../scripts/setup/paths.mjs';
import { PlainError } from '../scripts/setup/plain-error.mjs';
import { toLine, type Figure, type Group } from './figure';
import { measureAnalysis } from './figures/analysis';
import { measureCalls } from './figures/calls';
import { measureCompanion } from './figures/companion';
import { measureFiles } from './figures/files';
import { measureFirefox } from './figures/firefox';
import { measureIngest } from './figures/ingest';
import { measureOpening } from './figures/opening';
import { measurePage } from './figures/page';
import { measureScale } from './figures/scale';
import { measureSize } from './figures/size';
import { measureStream } from './figures/stream';
import { measureTimeline } from './figures/timeline';

const GROUPS: readonly Group[] = [
  { name: 'size', measure: measureSize },
  { name: 'ingest', measure: measureIngest },
  { name: 'analysis', measure: measureAnalysis },
  { name: 'companion', measure: measureCompanion },
  { name: 'timeline', measure: measureTimeline },
  { name: 'opening', measure: measureOpening },
  { name: 'page', measure: measurePage },
  { name: 'calls', measure: measureCalls },
  { name: 'stream', measure: measureStream },
  { name: 'files', measure: measureFiles },
  { name: 'scale', measure: measureScale },
  { name: 'firefox', measure: measureFirefox, needsFirefox: true },
];

const RESULTS = inProject('bench', 'RESULTS.md');
const KEPT = inProject('bench', 'results.json');

/**
 * Measures the named groups, or all, prints a line per figure and writes `RESULTS.md`. Figures of other groups are
 * kept.
 * @returns exit code: 1 if a target was missed
 */
export async function runBench(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !GROUPS.some((group) => group.name === name));
  if (unknown.length > 0)
    throw new PlainError(
      `There is no group ${unknown.join(', ')}; there are ${GROUPS.map(({ name }) => name).join(', ')}.`,
    );
  const kept = readKept();
  let holds = true;
  for (const { name, measure, needsFirefox } of GROUPS) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (names.length === 0 && needsFirefox === true && findFirefox() === null) {
      console.error(`${name}: not measured, because no Firefox was found`);
      continue;
    }
    const figures = await measure();
    for (const figure of figures) console.log(toLine(figure));
    holds &&= figures.every((figure) => figure.holds);
    kept[name] = { at: new Date().toISOString().slice(0, 16), load: os.loadavg()[0] ?? 0, figures };
    writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`);
    writeFileSync(RESULTS, toTable(kept));
  }
  return holds ? 0 : 1;
}

interface Kept {
  /** UTC, to the minute. */
  readonly at: string;
  /** Load average of the machine at the end: if it is above the number of cores, other programs were running too. */
  readonly load: number;
  readonly figures: readonly Figure[];
}

function readKept(): Record<string, Kept> {
  try {
    return JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, Kept>;
  } catch {
    // The first run.
    return {};
  }
}

function toTable(kept: Readonly<Record<string, Kept>>): string {
  const rows = GROUPS.flatMap(({ name }) =>
    (kept[name]?.figures ?? []).map(
      ({ figure, value, unit, target, holds, detail }) =>
        `| ${figure} | ${value} ${unit} | ${target} | ${holds ? 'yes' : '**no**'} | ${detail} |`,
    ),
  );
  const when = GROUPS.flatMap(({ name }) => {
    const of = kept[name];
    return of === undefined ? [] : [`${name} ${of.at} UTC (load ${of.load.toFixed(1)})`];
  });
  return `# Results of \`npm run bench\`

Written by the benchmark; README.md says how it measures. ${os.cpus().length} cores, no GPU, ${os.platform()}, Node ${process.versions.node}.
Measured: ${when.join(', ')}.

| figure | value | target | holds | detail |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
