import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import type { CutValue } from '../../../src/trace/types';

/**
 * Whether a value replaces one that was left in the page, cut or redacted. The page may send anything: look closely.
 */
export function asCutValue(value: JsonValue | undefined): CutValue | null {
  if (!isJsonObject(value)) return null;
  const { $preview, $why, $bytes } = value;
  if (typeof $preview !== 'string' || ($why !== 'size' && $why !== 'redacted' && $why !== 'gone')) return null;
  return $bytes === null || typeof $bytes === 'number' ? (value as unknown as CutValue) : null;
}

/** Whether any part of a value was left in the page. Looks no deeper than a value that travels whole can be. */
export function hasCutValue(value: JsonValue | undefined, depth = 12): boolean {
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some((item) => hasCutValue(item, depth - 1));
  return (
    asCutValue(value) !== null ||
    Object.values(value as Record<string, JsonValue>).some((item) => hasCutValue(item, depth - 1))
  );
}
