import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../../..');
const LAYERS = [
  'src/lib',
  'src/dash',
  'src/protocol',
  'src/trace',
  'src/analysis',
  'src/layout',
  'src/transport',
  'src/session',
  'src/background',
  'content-script',
];

/** Not sentences: the name of a callback that has no output. */
const NAMES: ReadonlySet<string> = new Set(['… → no output']);

/** Three words or more that begin like a sentence and end like one, or have a word in them that only sentences have. */
const isSentence = (text: string): boolean => {
  const words = text.trim().split(/\s+/);
  return (
    words.length >= 3 &&
    ((/^[A-Z]/.test(text) && /[.?!]$/.test(text)) ||
      / (?:the|a|an|its?|is|are|was|were|has|had|did|does|not|no|of|to|by|for|with|from) /.test(text))
  );
};

const textOfNode = (node: ts.Node): string | undefined => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…');
};

/** Calls that only compare a text, and the validator's own messages, which name the type of a value. */
const NOT_SHOWN = /\.(?:includes|startsWith|endsWith)$|^v\.custom/;

/** Sentences in a source; the text of a new error is for programmers. */
function userSentences(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText(source).endsWith('Error')) return;
    if (ts.isCallExpression(node) && NOT_SHOWN.test(node.expression.getText(source))) return;
    const text = textOfNode(node);
    if (text !== undefined && isSentence(text) && !NAMES.has(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const parse = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);

describe('layers below src/words', () => {
  it.each(LAYERS)('%s contains no sentences for users', (layer) => {
    const folder = path.join(ROOT, layer);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(files).not.toEqual([]);
    const found = files.flatMap((name) =>
      userSentences(parse(name, readFileSync(path.join(folder, name), 'utf8'))).map((text) => `${name}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('would be reported with a sentence in them', () => {
    expect(userSentences(parse('a.ts', "const a = 'The server failed.'; f(`its ${id} is not here`);"))).toHaveLength(2);
    expect(userSentences(parse('a.ts', "throw new Error('The handler is twice.'); f('a.b c');"))).toEqual([]);
  });
});
