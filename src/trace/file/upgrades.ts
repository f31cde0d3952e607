import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';

/** Turns the content of a file of version N into one of version N + 1; the key is N. */
export const UPGRADES: { readonly [version: number]: (file: JsonObject) => JsonObject } = {
  /** Reasons were English sentences. They are kept as they are, except one that contains what waves need. */
  1: (file) => ({ ...file, ...withReasons(file, 'calls'), ...withReasons(file, 'jobs') }),
};

function withReasons(file: JsonObject, list: 'calls' | 'jobs'): JsonObject {
  const items = file[list];
  if (!Array.isArray(items)) return {};
  return { [list]: (items as readonly JsonValue[]).map(withReason) };
}

function withReason(item: JsonValue): JsonValue {
  if (!isJsonObject(item) || typeof item['reason'] !== 'string') return item;
  return { ...item, reason: toReason(item['reason']) };
}

/**
 * The only sentence of version 1 that is parsed: nothing else in the file says which call a merged request became part
 * of.
 */
const MERGED = /^Dash merged this request into call (c\d+): several changes at once ask for one run\.$/;

function toReason(text: string): JsonObject {
  const by = MERGED.exec(text)?.[1];
  return by === undefined ? { code: 'text', params: { text } } : { code: 'merged', params: { by } };
}
