import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const ROOT = path.join(import.meta.dirname, '../../..');

/** Installed, built or recorded; fixtures are data, not our own text. */
const NOT_OURS =
  /^(node_modules|dist|out|build|fixtures|test-results|playwright-report|\.git|\.cache|\.venv.*|__pycache__|.*\.egg-info)$/;

/**
 * Paths of the project's own files with one of the endings (`.md`), relative to its folder, in alphabetical order.
 * @param folder where to look, subfolders included
 */
export function projectFiles(endings: readonly string[], folder = '.'): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return NOT_OURS.test(entry.name) ? [] : projectFiles(endings, file);
      return entry.isFile() && endings.some((ending) => file.endsWith(ending)) ? [file] : [];
    })
    .sort();
}

/** The text of a file of the project, by its path relative to the project's folder. */
export const readProjectFile = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
