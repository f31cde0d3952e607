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

/** The address that makes an editor open the place. */
export function editorLink(editor: Editor, source: Source, mapping: string): string {
  const file = mappedFile(source, mapping).replaceAll('\\', '/');
  const path = file.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
  if (editor === 'pycharm') return `pycharm://open?file=${encodeURIComponent(file)}&line=${source.line}`;
  return `${editor}://file${path.startsWith('/') ? '' : '/'}${path}:${source.line}`;
}
