import { guard } from './guard';
import { isStore, type ForeignStore } from './renderer-types';

type StorePage = Window & { store?: unknown; dash_stores?: unknown };

/**
 * Calls `found` with every renderer's store, once each, at the moment it is created and before React renders with it.
 * Every Dash 2.x+ assigns `window.store` in the store's constructor (docs/dash-internals.md#reaching-the-store), so an
 * accessor there sees them all; it behaves like the plain property it replaces. Stores that exist already are taken
 * from `dash_stores` (2.16+).
 * @returns puts a plain property back
 */
export function captureStores(page: StorePage, found: (store: ForeignStore) => void): () => void {
  const seen = new WeakSet<object>();
  const take = (value: unknown): void => {
    // Looking may throw: `getState` of a store that is not Dash's, in the middle of its reducer.
    if (
      guard(
        () => undefined,
        () => isStore(value),
      ) !== true ||
      seen.has(value as ForeignStore)
    )
      return;
    seen.add(value as ForeignStore);
    found(value as ForeignStore);
  };

  const existing = Object.getOwnPropertyDescriptor(page, 'store');
  let current: unknown = existing?.value;
  // A page that made `store` something else is left alone; its stores are still found in `dash_stores`.
  const free =
    existing === undefined || (existing.configurable === true && 'value' in existing && existing.writable === true);
  const set = (value: unknown): void => {
    current = value;
    take(value);
  };
  if (free) {
    Object.defineProperty(page, 'store', { configurable: true, enumerable: true, get: () => current, set });
  }
  take(current);
  if (Array.isArray(page.dash_stores)) page.dash_stores.forEach(take);

  return () => {
    const own = Object.getOwnPropertyDescriptor(page, 'store');
    if (!free || own?.set !== set) return;
    if (current === undefined && existing === undefined) delete page.store;
    else Object.defineProperty(page, 'store', { configurable: true, enumerable: true, writable: true, value: current });
  };
}
