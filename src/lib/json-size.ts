import type { JsonValue } from './json';

/**
 * The approximate length of a value as JSON. Escapes are not counted, so it takes one step per part and creates no
 * text.
 */
export function jsonSize(value: JsonValue | undefined): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 6;
  let size = 2;
  if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) size += jsonSize(item) + 1;
  else for (const [key, item] of Object.entries(value)) size += key.length + 4 + jsonSize(item);
  return size;
}
