import type { CallbackDefinition } from '../../../src/trace/types';

/** Editors that open a file by an address. */
export const EDITORS = ['vscode', 'cursor', 'pycharm'] as const;
type Editor = (typeof EDITORS)[number];

export const EDITOR_NAMES: Readonly<Record<Editor, string>> = {
  vscode: 'VS Code',
  cursor: 'Cursor',
  pycharm: 'PyCharm',
};

type Source = NonNullable<CallbackDefinition['source']>;

/**
 * The file as this machine has it, where the server runs elsewhere.
 * @param mapping `/app=/home/me/project`: how the server's path starts, and the matching path here; empty for none
 */
export function mappedFile({ file }: Source, mapping: string): string {
  const at = mapping.indexOf('=');
  if (at <= 0) return file;
  const [from, to] = [mapping.slice(0, at), mapping.slice(at + 1)];
  return file === from || file.startsWith(from.endsWith('/') || from.endsWith('\\') ? from : `${from}/`)
    ? to + file.slice(from.length)
    : file;
}

/** Longer than any path that a system allows. */
const MOST_OF_PATH = 4_096;

/**
 * The path comes from the page. `//server/share` would make the editor's machine log in to a server of the page's choice, and
 * half a surrogate pair has no address.
 */
const isOpenable = (file: string): boolean =>
  file.length <= MOST_OF_PATH && !file.startsWith('//') && !/\p{Surrogate}/u.test(file);

/** The address that makes an editor open the place; `null` for a path that no editor should open. */
export function editorLink(editor: Editor, source: Source, mapping: string): string | null {
  const file = mappedFile(source, mapping).replaceAll('\\', '/');
  if (!isOpenable(file)) return null;
  const path = file.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
  if (editor === 'pycharm') return `pycharm://open?file=${encodeURIComponent(file)}&line=${source.line}`;
  return `${editor}://file${path.startsWith('/') ? '' : '/'}${path}:${source.line}`;
}
