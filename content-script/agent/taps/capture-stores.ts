import { guard } from './guard';
import { isStore, type ForeignStore } from './renderer-types';

type StorePage = Window & { store?: unknown; dash_stores?: unknown };

export interface StoreCapture {
  /** Looks for stores where the accessor did not see them: a page may have made `store` something else. */
  readonly look: () => void;
  /** Puts a plain property back. */
  readonly dispose: () => void;
}

/**
 * Calls `found` with every renderer's store, once each, at the moment it is created and before React renders with it.
 * Every Dash 2.x+ assigns `window.store` in the store's constructor (docs/dash-internals.md#reaching-the-store), so an
 * accessor there sees them all; it behaves like the plain property it replaces. Stores that exist already are taken
 * from `dash_stores` (2.16+). A page whose own script declares `var store` or `function store` has a property that cannot
 * become an accessor; Dash still assigns its store to it.
 */
export function captureStores(page: StorePage, found: (store: ForeignStore) => void): StoreCapture {
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
  const free =
    existing === undefined || (existing.configurable === true && 'value' in existing && existing.writable === true);
  const set = (value: unknown): void => {
    current = value;
    take(value);
  };
  if (free) {
    Object.defineProperty(page, 'store', { configurable: true, enumerable: true, get: () => current, set });
  }
  const look = (): void => {
    if (Array.isArray(page.dash_stores)) page.dash_stores.forEach(take);
    const own = Object.getOwnPropertyDescriptor(page, 'store');
    // An accessor of the page may do anything when it is read.
    if (own?.set === set || own?.get === undefined) take(page.store);
  };
  look();

  return {
    look,
    dispose: () => {
      const own = Object.getOwnPropertyDescriptor(page, 'store');
      if (!free || own?.set !== set) return;
      if (current === undefined && existing === undefined) delete page.store;
      else
        Object.defineProperty(page, 'store', { configurable: true, enumerable: true, writable: true, value: current });
    },
  };
}
