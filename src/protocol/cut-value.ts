import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';

/** The longest value, in characters of JSON, that is sent without a request. */
export const INLINE_LIMIT = 2_048;
/** The longest request or response text that is sent whole with its event. */
export const INLINE_TEXT_LIMIT = 16_384;

const PREVIEW_LENGTH = 120;

/** A placeholder for a value that stayed in the page; see `CutValue` in the trace's types. */
export function cutValue(
  preview: string,
  bytes: number | null,
  at: { readonly text: number; readonly path: readonly (string | number)[] } | undefined,
  why: 'size' | 'redacted' | 'gone' = 'size',
): JsonObject {
  return {
    $preview: preview,
    $bytes: bytes,
    $why: why,
    ...(at === undefined ? {} : { $at: { text: at.text, path: at.path } }),
  };
}

/** A value of JavaScript that JSON does not have, returned or written as a whole. */
export const UNDEFINED: JsonObject = { $preview: 'undefined', $bytes: null, $why: 'undefined' };

/** What the user sees of a cut value: how many items it has, and how it begins. */
export function previewText(
  kind: 'array' | 'object' | 'string' | 'other',
  count: number | null,
  start: string,
): string {
  const begin = start.length > PREVIEW_LENGTH ? `${start.slice(0, PREVIEW_LENGTH)}…` : start;
  if (kind === 'array') return `${count === null ? 'list' : plural(count, 'item')}: ${begin}`;
  if (kind === 'object') return `${count === null ? 'object' : plural(count, 'key')}: ${begin}`;
  return begin;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const WHY_CUT: ReadonlySet<JsonValue | undefined> = new Set(['size', 'redacted', 'gone', 'undefined']);

export function isCutValue(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    typeof value['$preview'] === 'string' &&
    WHY_CUT.has(value['$why']) &&
    (value['$bytes'] === null || typeof value['$bytes'] === 'number')
  );
}
