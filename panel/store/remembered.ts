import type { JsonValue } from '../../src/lib/json';
import type { PanelState } from './panel-store';

/**
 * Makes a selector of what a preference says: as chosen in this panel, else as it was stored. The same object as long as
 * nothing changes.
 * @param read what a stored value means; anything may be stored, also nothing
 */
export function createRemembered<T extends object>(
  read: (stored: JsonValue | undefined) => T,
): (state: Pick<PanelState, 'preferences' | 'readPreference'>, key: string) => T {
  const nothing = read(undefined);
  const known = new WeakMap<object, T>();
  const stored = new WeakMap<PanelState['readPreference'], Map<string, T>>();
  return ({ preferences, readPreference }, key) => {
    const chosen = preferences[key];
    if (chosen !== undefined) {
      if (typeof chosen !== 'object' || chosen === null) return nothing;
      let means = known.get(chosen);
      if (means === undefined) known.set(chosen, (means = read(chosen)));
      return means;
    }
    let ofStore = stored.get(readPreference);
    if (ofStore === undefined) stored.set(readPreference, (ofStore = new Map<string, T>()));
    let means = ofStore.get(key);
    if (means === undefined) ofStore.set(key, (means = read(readPreference(key))));
    return means;
  };
}

/** The texts of a stored list. */
export const readTexts = (stored: JsonValue | undefined): readonly string[] =>
  Array.isArray(stored) ? stored.filter((text): text is string => typeof text === 'string') : [];
