import { describe, expect, it } from 'vitest';

import { projectFiles, readProjectFile } from '../../support/project/project-files';

/** Phrases that read as if translated, and what to write instead: see docs/writing.md. */
const AVOIDED: readonly (readonly [RegExp, string])[] = [
  [/\b(some|no)body\b/i, 'the user, the app, Dash; nothing; no one'],
  [/\bwhoever\b(?! you are)/i, 'whatever does it, by name'],
  [/\b(is|are|be|was|were) told\b/i, 'gets, learns; is distinguished'],
  [/\btells\b/i, 'shows, says, reports'],
  [/\btold (apart|from)\b/i, 'distinguished'],
  [/\bstands? (for|there|still)\b/i, 'means, matches, is'],
  [/\bbeside\b/i, 'next to, in addition to'],
  [/\banew\b/i, 'again'],
  [/\bin place of\b/i, 'instead of'],
  [/\basked for\b/i, 'requested'],
  [/\bround and round\b/i, 'in a loop'],
  [/\bin a circle\b|\bcircles? of\b/i, 'cycle'],
  [/\bthe words of\b/i, 'the text of'],
  [/\bhears? of\b/i, 'learns about'],
  [/\bmay well\b/i, 'may'],
  [/\bwhat of \w+ changed\b/i, 'which parts of … changed'],
  [/\bso long as\b|\bat most so (long|many)\b/i, 'as long as, a figure'],
  [/\bcame (and|or) went\b|\bcome (and|or) go\b/i, 'were added or removed'],
  [/\bfor ever\b/i, 'forever'],
  [/\bwhat helps\b/i, 'how to fix'],
  [/\btakes? the place of\b|\btook (its|the) place\b/i, 'replaces'],
  [/\b(sick|healthy) (app|one|example)s?\b/i, 'apps with (without) known bugs'],
];

const ENDINGS = ['.md', '.ts', '.tsx', '.mjs', '.cjs', '.js', '.py', '.html', '.css', '.json', '.toml', '.yml'];

/** Not prose, or the list of phrases itself. */
const NOT_PROSE = /^(package-lock\.json|bench\/results\.json|test\/unit\/docs\/plain-english\.test\.ts)$/;

/** The text as it reads, without line breaks, comment marks and (in Markdown) code. */
function proseOf(file: string): string {
  const text = readProjectFile(file);
  const prose = file.endsWith('.md') ? text.replaceAll(/^ *```.*?^ *```/gms, '').replaceAll(/`[^`\n]*`/g, '`…`') : text;
  return prose.replaceAll(/\s*\n\s*(?:\*(?!\/)|\/\/|#|<!--)?\s*/g, ' ');
}

/** Each avoided phrase of a file with some text around it and what to write instead. */
function avoidedIn(file: string): readonly string[] {
  const prose = proseOf(file);
  return AVOIDED.flatMap(([phrase, instead]) =>
    [...prose.matchAll(new RegExp(phrase, 'gi'))].map(
      ({ 0: found, index }) =>
        `"${found}" in "…${prose.slice(Math.max(0, index - 40), index + found.length + 40)}…": write ${instead}`,
    ),
  );
}

const files = projectFiles(ENDINGS).filter((file) => !NOT_PROSE.test(file));

describe('plain English (docs/writing.md)', () => {
  it.each(files)('%s has none of the phrases to avoid', (file) => {
    expect(avoidedIn(file)).toEqual([]);
  });
});
