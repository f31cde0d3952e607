import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { inProject } from '../../scripts/setup/paths.mjs';
import { atMost, type Figure } from '../figure';

const zipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length / 1_000;

/** The files named in panel.html are its first load, without the layout worker and what is loaded later. */
export function measureSize(): Promise<readonly Figure[]> {
  const html = inProject('dist', 'chrome', 'panel', 'panel.html');
  const named = [...readFileSync(html, 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, file]) => file ?? '',
  );
  const first = named.reduce((sum, file) => sum + zipped(inProject('dist', 'chrome', file)), zipped(html));
  const all = readdirSync(inProject('dist', 'chrome', 'assets')).length;
  return Promise.resolve([
    atMost('agent, gzip', zipped(inProject('dist', 'agent.js')), 'kB', 20),
    atMost(
      "panel's first load, gzip",
      first,
      'kB',
      400,
      `${named.map((file) => path.basename(file)).join(', ')}; ${all} files in all`,
    ),
  ]);
}
