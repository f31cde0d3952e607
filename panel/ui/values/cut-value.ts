import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import { isCutValue } from '../../../src/protocol/cut-value';
import type { CutValue } from '../../../src/trace/types';

/**
 * Whether a value replaces one that was left in the page, cut or redacted. The page may send anything: look closely.
 */
export function asCutValue(value: JsonValue | undefined): CutValue | null {
  if (!isJsonObject(value)) return null;
  return isCutValue(value) ? (value as unknown as CutValue) : null;
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
