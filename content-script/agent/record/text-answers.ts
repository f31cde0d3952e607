import { findValue } from '../../../src/protocol/json-scan';
import type { AgentMessage } from '../../../src/protocol/messages';
import { outlineBody } from '../../../src/protocol/outline';
import type { TextRing } from './text-ring';

/** Sends the kept texts that a panel requests, as far as the page still holds them. */
interface TextAnswers {
  readonly sendValue: (id: number, text: number, path: readonly (string | number)[]) => void;
  /** When the page is idle. */
  readonly sendOutline: (id: number, handle: number) => void;
}

/** Large values are sent in pieces: extension messages have a size limit. */
const PIECE = 4_000_000;
export function createTextAnswers(
  texts: TextRing,
  idle: (run: () => void) => void,
  post: (message: AgentMessage) => void,
): TextAnswers {
  const sendValue = (id: number, text: number, path: readonly (string | number)[]): void => {
    const value = readValue(texts, text, path);
    if (value === undefined) {
      post({ type: 'refused', id, reason: { code: 'value_dropped', params: {} } });
      return;
    }
    const parts = Math.max(1, Math.ceil(value.length / PIECE));
    for (let part = 0; part < parts; part++) {
      post({ type: 'value', id, part, parts, text: value.slice(part * PIECE, (part + 1) * PIECE) });
    }
  };

  const sendOutline = (id: number, handle: number): void => {
    idle(() => {
      const text = texts.text(handle);
      const json = text === undefined ? undefined : outlineBody(text, handle);
      if (json !== undefined) post({ type: 'outline', id, json });
      else
        post({
          type: 'refused',
          id,
          reason: { code: text === undefined ? 'value_dropped' : 'not_json', params: {} },
        });
    });
  };

  return { sendValue, sendOutline };
}

/** JSON text of the value at `path` of a kept text, or of a stored object while the app still holds it. */
function readValue(texts: TextRing, handle: number, path: readonly (string | number)[]): string | undefined {
  const text = texts.text(handle);
  if (text !== undefined) {
    if (path.length === 0) return text;
    const extent = findValue(text, path);
    return extent === null ? undefined : text.slice(extent.start, extent.end);
  }
  const object = texts.object(handle);
  if (object === undefined) return undefined;
  try {
    // The value of a clientside function is its source; its own `toString` does not matter.
    return JSON.stringify(typeof object === 'function' ? Function.prototype.toString.call(object) : object);
  } catch {
    return undefined;
  }
}
