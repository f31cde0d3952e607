import { INLINE_TEXT_LIMIT } from '../../../src/protocol/cut-value';
import type { TextRef } from '../../../src/protocol/events';
import { frameBody } from '../../../src/protocol/outline';

/**
 * Request and response texts, and clientside values, by number. Texts are kept as the strings they already are, the
 * oldest forgotten first when their lengths together pass `limit` characters. Objects are held weakly: they cost
 * nothing, and are gone when the app let go of them.
 */
export interface TextRing {
  readonly keep: (text: string) => TextRef;
  /** Stores an object of the app for later requests. */
  readonly keepObject: (value: object) => number;
  readonly text: (handle: number) => string | undefined;
  readonly object: (handle: number) => object | undefined;
  readonly clear: () => void;
  readonly size: number;
}

const MOST_OBJECTS = 2_000;

export function createTextRing(limit: number): TextRing {
  const texts = new Map<number, string>();
  const objects = new Map<number, WeakRef<object>>();
  let size = 0;
  let next = 1;

  const forgetOldest = (): void => {
    for (const [handle, text] of texts) {
      if (size <= limit) return;
      texts.delete(handle);
      size -= text.length;
    }
  };

  return {
    keep(text) {
      const handle = next++;
      texts.set(handle, text);
      size += text.length;
      if (size > limit) forgetOldest();
      if (text.length <= INLINE_TEXT_LIMIT) return { text: handle, bytes: text.length, inline: text };
      const frame = frameBody(text, handle);
      return { text: handle, bytes: text.length, ...(frame === undefined ? {} : { frame }) };
    },
    keepObject(value) {
      const handle = next++;
      objects.set(handle, new WeakRef(value));
      if (objects.size > MOST_OBJECTS) {
        const oldest = objects.keys().next().value;
        if (oldest !== undefined) objects.delete(oldest);
      }
      return handle;
    },
    text: (handle) => texts.get(handle),
    object: (handle) => objects.get(handle)?.deref(),
    clear() {
      texts.clear();
      objects.clear();
      size = 0;
    },
    get size() {
      return size;
    },
  };
}
