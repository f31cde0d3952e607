import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentencesIn } from '../../support/project/sentences';

const ROOT = path.join(import.meta.dirname, '../../..');

/** Internal terms, which mean nothing to a user with a question about a Dash app. */
const JARGON =
  /\b(wave|span|lane|revision|payload|evidence|predecessors?|executionGroup|uid|hydrat\w+|prune\w*|renderer|thunk|hash|SCC|runtime)\b/i;

/** Waves are a term of the timeline and of the search, where they are listed by number. */
const WITH_WAVES = /^src\/words\/en\/panel\/(?:search|timeline)\.ts$/;

/** Every source in a folder, so that a new one is read too. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`);

const SOURCES: readonly string[] = [
  ...filesIn('src/words').filter((file) => !WITH_WAVES.test(file)),
  ...filesIn('src/analysis/problems'),
  ...filesIn('panel/problems'),
  'panel/inspector/why/WhyNotSection.tsx',
  'panel/inspector/why/WhyChain.tsx',
];

const texts: readonly (readonly [string, string])[] = SOURCES.flatMap((file) =>
  sentencesIn(path.join(ROOT, file)).map((text) => [file, text] as const),
);

describe('every sentence about a call or a problem that users read', () => {
  it.each(texts.map(([where, text]) => ({ where, text })))('$where: $text', ({ text }) => {
    expect(JARGON.exec(text)?.[0]).toBeUndefined();
  });
});
