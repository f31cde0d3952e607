import { describe, expect, it } from 'vitest';
import { editorLink, mappedFile } from '../../../../../panel/inspector/callback/editor-link';

const source = { file: '/app/pages/my page.py', line: 12 };

describe('the link to an editor', () => {
  it.each([
    ['vscode', 'vscode://file/app/pages/my%20page.py:12'],
    ['cursor', 'cursor://file/app/pages/my%20page.py:12'],
    ['pycharm', 'pycharm://open?file=%2Fapp%2Fpages%2Fmy%20page.py&line=12'],
  ] as const)('of %s', (editor, link) => expect(editorLink(editor, source, '')).toBe(link));

  it('accepts paths with a drive letter', () =>
    expect(editorLink('vscode', { file: 'C:\\work\\app.py', line: 3 }, '')).toBe('vscode://file/C:/work/app.py:3'));

  it.each([
    ['a share of another machine', '\\\\server\\share\\app.py'],
    ['the same with slashes', '//server/share/app.py'],
    ['half a surrogate pair', '/app/\ud800.py'],
    ['a path of any length', `/${'a'.repeat(10_000)}`],
  ])('there is none for %s', (_, file) => {
    for (const editor of ['vscode', 'cursor', 'pycharm'] as const)
      expect(editorLink(editor, { file, line: 1 }, '')).toBeNull();
  });

  it('there is one for a path with a whole surrogate pair', () =>
    expect(editorLink('vscode', { file: '/app/😀.py', line: 1 }, '')).toBe('vscode://file/app/%F0%9F%98%80.py:1'));

  it('maps to the location of the file on this machine', () => {
    expect(mappedFile(source, '/app=/home/me/project')).toBe('/home/me/project/pages/my page.py');
    expect([mappedFile(source, '/ap=/x'), mappedFile(source, 'nonsense'), mappedFile(source, '=/x')]).toEqual([
      source.file,
      source.file,
      source.file,
    ]);
  });
});
