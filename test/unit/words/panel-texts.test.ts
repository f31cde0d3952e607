import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile } from '../../support/project/project-files';

/** Pages for developing one view; users never open them. */
const DEVELOPMENT = /^panel\/[\w-]+-dev\//;

/** A word, with the punctuation around it. Paths, numbers and code are no words. */
const WORD = /^[("“'‘]*[A-Za-z][A-Za-z'’-]*[.,;:!?)"”…]*$/;

const isText = (text: string): boolean => text.split(/\s+/).filter((word) => WORD.test(word)).length >= 3;

/** Text in a node as a reader gets it; what is filled in is `…`. */
function textIn(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…');
}

/** Class names, and selectors of CSS. */
const isForMachines = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isTypeNode(node) ||
  (ts.isJsxAttribute(node) && /^(?:className|d|viewBox)$/.test(node.name.getText())) ||
  (ts.isCallExpression(node) &&
    /\.(?:closest|matches|querySelector|querySelectorAll)$/.test(node.expression.getText()));

/** Three words or more between quotes or tags. The text of a new error is for programmers. */
function textsIn(name: string, source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isForMachines(node)) return;
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return;
    const text = textIn(node);
    if (text !== undefined && isText(text)) found.push(text.replaceAll(/\s+/g, ' ').trim());
    ts.forEachChild(node, visit);
  };
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, kind));
  return found;
}

describe('the panel', () => {
  const files = projectFiles(['.ts', '.tsx'], 'panel').filter((file) => !DEVELOPMENT.test(file));

  it.each(files)('%s leaves its texts to src/words', (file) => {
    expect(textsIn(path.basename(file), readProjectFile(file))).toEqual([]);
  });

  it('would be reported with a text of its own', () => {
    const texts = (source: string): readonly string[] => textsIn('a.tsx', source);
    expect(texts('const a = <p title="Show all calls">{n} calls are not shown</p>;')).toEqual([
      'Show all calls',
      'calls are not shown',
    ]);
    expect(texts("f(`The ${name} was not saved`, c ? 'no calls yet' : '');")).toHaveLength(2);
    expect(texts("t.closest('input, select, textarea'); const b = <i className='one two three'>Show all</i>;")).toEqual(
      [],
    );
  });
});
