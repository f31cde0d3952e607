import { pathToFileURL } from 'node:url';

import { inProject } from './setup/paths.mjs';

/**
 * Imports a TypeScript module of the project. tsx is installed by the set-up, so it cannot be loaded earlier.
 * @param {string[]} parts path of the module in the project
 */
export async function importTypeScript(...parts) {
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(inProject(...parts)).href);
}
