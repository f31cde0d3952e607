import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { projectFiles, readProjectFile, ROOT } from '../../support/project/project-files';

const SOURCE_ENDINGS = ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.py', '.css', '.html', '.toml'];
const documents = projectFiles(['.md']);
const sources = projectFiles(SOURCE_ENDINGS);

/** What a heading's link is called: lower case, words joined by hyphens, punctuation left out (as GitHub does). */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

function anchorsOf(document: string): ReadonlySet<string> {
  const text = readProjectFile(document).replaceAll(/^```.*?^```/gms, '');
  const explicit = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id ?? '');
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading ?? ''));
  return new Set([...explicit, ...headings]);
}

/** Links of Markdown (`[text](target)`) that lead to a file or an anchor of the project. */
function linksOf(document: string): readonly string[] {
  const text = readProjectFile(document).replaceAll(/^```.*?^```/gms, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Links to nowhere, each with the file it is in. */
function brokenLinks(document: string): readonly string[] {
  return linksOf(document).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
    if (!existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && !anchorsOf(target).has(anchor);
  });
}

describe('the documentation', () => {
  it.each(documents)('has links in %s only to files and anchors that exist', (document) => {
    expect(brokenLinks(document)).toEqual([]);
  });

  it('has every anchor that a comment cites', () => {
    const cited = sources.flatMap((file) =>
      [...readProjectFile(file).matchAll(/\b(docs\/[\w-]+\.md)#([\w-]+)/g)].map(([citation, document, anchor]) => ({
        file,
        citation,
        document: document ?? '',
        anchor: anchor ?? '',
      })),
    );
    expect(cited.length).toBeGreaterThan(40);
    expect(
      cited
        .filter(({ document, anchor }) => !existsSync(path.join(ROOT, document)) || !anchorsOf(document).has(anchor))
        .map(({ file, citation }) => `${file}: ${citation}`),
    ).toEqual([]);
  });

  it('is cited by anchor, never by the number of a section', () => {
    const numbered = /\b(reference|trap|section)s?,? \d/i;
    const found = [...sources, ...documents].flatMap((file) =>
      readProjectFile(file)
        .split('\n')
        .flatMap((line, index) => (numbered.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('has no duplicate anchors', () => {
    const ids = [...readProjectFile('docs/dash-internals.md').matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
