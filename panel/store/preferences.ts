import { parseJson, type JsonValue } from '../../src/lib/json';

/** Where small choices of the user are kept between sessions. `main.tsx` supplies one; nothing here may throw. */
export interface PreferencesPort {
  read(key: string): JsonValue | undefined;
  write(key: string, value: JsonValue): void;
}

/** Forgets everything with the panel: for tests, and where the browser keeps nothing. */
export function memoryPreferences(): PreferencesPort {
  const kept = new Map<string, JsonValue>();
  return { read: (key) => kept.get(key), write: (key, value) => void kept.set(key, value) };
}

/**
 * Keeps preferences as JSON in `localStorage` or its like. Storage may be full, blocked by the browser's settings or
 * hold text of an older version: all of that reads as "not set".
 */
export function storagePreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  prefix = 'dash-callback-devtools:',
): PreferencesPort {
  return {
    read(key) {
      try {
        const text = storage.getItem(prefix + key);
        return text === null ? undefined : parseJson(text);
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        storage.setItem(prefix + key, JSON.stringify(value));
      } catch {
        // A choice that cannot be kept is not worth a message.
      }
    },
  };
}
