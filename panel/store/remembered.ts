import { derived } from '../../src/lib/derived';
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
  const meaningOf = derived((chosen: object) => read(chosen as JsonValue));
  const storedIn = derived((_: PanelState['readPreference']) => new Map<string, T>());
  return ({ preferences, readPreference }, key) => {
    const chosen = preferences[key];
    if (chosen !== undefined) return typeof chosen === 'object' && chosen !== null ? meaningOf(chosen) : nothing;
    // The storage is read once: what changes in this panel is among `preferences`.
    const stored = storedIn(readPreference);
    let meaning = stored.get(key);
    if (meaning === undefined) stored.set(key, (meaning = read(readPreference(key))));
    return meaning;
  };
}

/** The texts of a stored list. */
export const readTexts = (stored: JsonValue | undefined): readonly string[] =>
  Array.isArray(stored) ? stored.filter((text): text is string => typeof text === 'string') : [];
