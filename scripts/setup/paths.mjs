import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export const inProject = (/** @type {string[]} */ ...parts) => path.join(ROOT, ...parts);

/** A fingerprint of files (missing ones count as empty) and further texts. */
export function fingerprint(/** @type {readonly string[]} */ files, /** @type {string[]} */ ...texts) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`\0${path.relative(ROOT, file)}\0`);
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  for (const text of texts) hash.update(`\0${text}`);
  return hash.digest('hex');
}

/** Whether the stamp in `file` is exactly this one: what it belongs to was made from the same sources. */
export const hasStamp = (/** @type {string} */ file, /** @type {string} */ stamp) =>
  existsSync(file) && readFileSync(file, 'utf8').trim() === stamp;

export const writeStamp = (/** @type {string} */ file, /** @type {string} */ stamp) => {
  writeFileSync(file, `${stamp}\n`);
};
