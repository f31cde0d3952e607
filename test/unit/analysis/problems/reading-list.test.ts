import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../../../src/analysis/problems/finding';
import { GROUP_TITLES, RULE_TEXTS } from '../../../../src/analysis/problems/rule-texts';

const LIST = path.join(import.meta.dirname, 'reading-list.txt');
const ROOT = path.join(import.meta.dirname, '../../../..');

/** Words a person may meet: plain English, and what Dash's own documentation calls things. */
const allowed = new Set(readFileSync(LIST, 'utf8').split(/\s+/));

/** Our own terms, which say nothing to somebody who has a question about a Dash app. */
const JARGON = /\b(wave|span|lane|revision|payload|evidence|predecessors?|executionGroup|uid|hydrat\w+|prune\w*|supersede\w*|renderer|thunk|hash|SCC|runtime)\b/i;

/** The sentences that are put together in the source: everything between quotes that reads like one. */
function sentencesIn(file: string): readonly string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/^import .*$/gm, '');
  return [...source.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(([, plain, template]) => plain ?? (template ?? '').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, ' ')).filter((text) => /[a-z] [a-z]/i.test(text));
}

/** Code and names stand in a text as they are written: only what is left is read as words. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/"[^"]*"|\b\w+\[.*?\](?:\[.*?\])*|\b\w+(?:\.\w+)+|\b\w+_\w+(?:=\w+)?|\b\w+=\w*|\bPatch\(\)/g, ' ')
    .split(/[^A-Za-z']+/)
    .map((word) => word.replaceAll(/^'+|'+$/g, '').toLowerCase())
    .filter((word) => word.length > 1);

const SOURCES: readonly string[] = [
  ...['large-state', 'same-inputs-twice', 'interval-too-fast', 'many-changes', 'no-free-place', 'inputs-arrive-apart', 'whole-figure', 'could-be-clientside', 'declared-cycles', 'loops', 'overlapping-writes', 'stale-input', 'stale-state', 'duplicate-outputs'].map(
    (rule) => `src/analysis/problems/rules/${rule}.ts`,
  ),
  'src/analysis/problems/words.ts',
  'src/analysis/why-not.ts',
  // Why a call ran, and why it did not or changed nothing.
  'panel/inspector/describe-cause.ts',
  'src/trace/end-words.ts',
  'src/trace/why-waiting.ts',
];

const texts: readonly (readonly [string, string])[] = [
  ...RULE_IDS.flatMap((id) => Object.values(RULE_TEXTS[id]).map((text) => [id, text] as const)),
  ...Object.entries(GROUP_TITLES),
  ...SOURCES.flatMap((file) => sentencesIn(file).map((text) => [file, text] as const)),
];

describe('every sentence a person reads of a problem', () => {
  it.each(texts.map(([where, text]) => ({ where, text })))('$where: $text', ({ text }) => {
    expect(JARGON.exec(text)?.[0]).toBeUndefined();
    expect(wordsOf(text).filter((word) => !allowed.has(word))).toEqual([]);
  });
});
