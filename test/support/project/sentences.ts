/** The text of a source file that users read: its sentences, and everything shown on the screen. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Attributes whose text is shown or read out. */
const READ = /^(?:title|label|aria-label|placeholder)$/;

/**
 * Texts between quotes that read like a sentence; in TSX also every text between tags, a single word too. What is filled
 * in stands as a space. Class names and what is only compared with are left out.
 */
export function sentencesIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const add = (text: string, isRead: boolean): void => {
    const words = text.replaceAll(/\s+/g, ' ').trim();
    if (isRead ? /[a-z]/i.test(words) : /[a-z] [a-z]/i.test(words)) found.push(words);
  };
  const visit = (node: ts.Node, isRead: boolean): void => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isTypeNode(node) ||
      (ts.isJsxAttribute(node) && node.name.getText() === 'className')
    )
      return;
    if (ts.isJsxText(node)) add(node.text, true);
    else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) add(node.text, isRead);
    else if (ts.isTemplateExpression(node))
      add([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' '), isRead);
    ts.forEachChild(node, (child) => visit(child, isReadIn(node, child, isRead)));
  };
  visit(source, false);
  return found;
}

function isReadIn(parent: ts.Node, child: ts.Node, isRead: boolean): boolean {
  if (ts.isJsxAttribute(parent)) return READ.test(parent.name.getText());
  if (ts.isJsxElement(parent) || ts.isJsxFragment(parent)) return true;
  // Code inside is read where it is the value: not its conditions, comparisons or calls.
  if (ts.isConditionalExpression(parent)) return isRead && child !== parent.condition;
  return isRead && (ts.isJsxExpression(parent) || ts.isParenthesizedExpression(parent));
}
