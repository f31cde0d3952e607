import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** What one of our modules exports by a declaration of its own; re-exports are the same name for the same thing. */
function declaredExports(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declarations = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declarations.flatMap((declaration) => {
      const name = (declaration as ts.NamedDeclaration).name;
      return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
    });
  });
}

const ROOTS = ['src', 'content-script', 'panel', 'cli', 'bench', 'test/support'];

it('every exported name means one thing in the whole project', () => {
  const filesByName = new Map<string, Set<string>>();
  for (const root of ROOTS) {
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(path)) continue;
      const file = join(root, path);
      for (const name of declaredExports(file)) {
        filesByName.set(name, (filesByName.get(name) ?? new Set()).add(file));
      }
    }
  }
  expect(filesByName.size).toBeGreaterThan(500);
  const exportedTwice = [...filesByName].filter(([, files]) => files.size > 1);
  expect(exportedTwice.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([]);
});
