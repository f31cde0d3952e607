import type { CallbackDefinition, CallbackKey } from '../../../src/trace/types';
import type { PagesSeen } from './pages-seen';

/** Callbacks on the page that are not its own, with the pages of the app they were seen on; none for one that belongs to no page. */
export type SharedCallbacks = ReadonlyMap<CallbackKey, readonly string[]>;

export const NONE_SHARED: SharedCallbacks = new Map();

/**
 * Which of the callbacks on the page are shared with other pages, as far as pages were visited. Paths on which the same
 * callbacks were seen are one page: `/` and `/home`, `/item/1` and `/item/2`. Where none is the page's own, nothing can
 * be distinguished, and the result is empty.
 */
export function sharedCallbacks(
  onPage: ReadonlyMap<CallbackKey, CallbackDefinition>,
  pages: PagesSeen,
): SharedCallbacks {
  const keysOf = new Map<string, CallbackKey[]>();
  for (const [key, paths] of pages) {
    for (const path of paths) {
      const known = keysOf.get(path);
      if (known) known.push(key);
      else keysOf.set(path, [key]);
    }
  }
  const firstOf = new Map<string, string>();
  const pageOfPath = new Map<string, string>();
  for (const [path, keys] of keysOf) {
    const alike = JSON.stringify(keys);
    const first = firstOf.get(alike) ?? path;
    firstOf.set(alike, first);
    pageOfPath.set(path, first);
  }
  const shared = new Map<CallbackKey, readonly string[]>();
  for (const key of onPage.keys()) {
    const own = new Set([...(pages.get(key) ?? [])].map((path) => pageOfPath.get(path) ?? path));
    if (own.size !== 1) shared.set(key, [...own]);
  }
  return shared.size < onPage.size ? shared : NONE_SHARED;
}
