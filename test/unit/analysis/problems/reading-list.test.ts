import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../../../src/analysis/problems/finding';
import { GROUP_TITLES, RULE_TEXTS } from '../../../../src/analysis/problems/rule-texts';
import { sentencesIn } from '../../../support/sentences';

const LIST = path.join(import.meta.dirname, 'reading-list.txt');
const ROOT = path.join(import.meta.dirname, '../../../..');

/** Words a person may meet: plain English, and what Dash's own documentation calls things. */
const allowed = new Set(readFileSync(LIST, 'utf8').split(/\s+/));

/** Our own terms, which say nothing to somebody who has a question about a Dash app. */
const JARGON =
  /\b(wave|span|lane|revision|payload|evidence|predecessors?|executionGroup|uid|hydrat\w+|prune\w*|supersede\w*|renderer|thunk|hash|SCC|runtime)\b/i;

/** Code and names stand in a text as they are written: only what is left is read as words. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/"[^"]*"|\b\w+\[.*?\](?:\[.*?\])*|\b\w+(?:\.\w+)+|\b\w+_\w+(?:=\w+)?|\b\w+=\w*|\bPatch\(\)/g, ' ')
    .split(/[^A-Za-z']+/)
    .map((word) => word.replaceAll(/^'+|'+$/g, '').toLowerCase())
    .filter((word) => word.length > 1);

/** Every source of a kind in a folder, so that a new one is read too. */
const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

const SOURCES: readonly string[] = [
  ...filesIn('src/analysis/problems/rules', '.ts'),
  'src/analysis/problems/words.ts',
  ...filesIn('panel/problems', '.tsx'),
  // Why a call ran, and why it did not or changed nothing.
  'src/analysis/why-not.ts',
  'panel/inspector/why/WhyNotSection.tsx',
  'panel/inspector/why/WhyChain.tsx',
  'panel/inspector/why/describe-cause.ts',
  'src/trace/end-words.ts',
  'src/trace/result.ts',
  'src/trace/why-waiting.ts',
  ...['calls', 'exchanges', 'jobs', 'sockets'].map((name) => `src/trace/handlers/${name}.ts`),
  // What a pattern nearly matches.
  'src/dash/pattern.ts',
];

const texts: readonly (readonly [string, string])[] = [
  ...RULE_IDS.flatMap((id) => Object.values(RULE_TEXTS[id]).map((text) => [id, text] as const)),
  ...Object.entries(GROUP_TITLES),
  ...SOURCES.flatMap((file) => sentencesIn(path.join(ROOT, file)).map((text) => [file, text] as const)),
];

describe('every sentence a person reads of a problem', () => {
  it.each(texts.map(([where, text]) => ({ where, text })))('$where: $text', ({ text }) => {
    expect(JARGON.exec(text)?.[0]).toBeUndefined();
    expect(wordsOf(text).filter((word) => !allowed.has(word))).toEqual([]);
  });
});
