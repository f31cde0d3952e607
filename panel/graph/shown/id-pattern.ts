import { stringifyId } from '../../../src/dash/component-id';
import type { JsonValue } from '../../../src/lib/json';
import type { ComponentId } from '../../../src/trace/types';

const isWildcard = (value: JsonValue | undefined): value is readonly [string] =>
  Array.isArray(value) && value.length === 1 && typeof value[0] === 'string';

export const hasWildcard = (id: ComponentId): boolean => typeof id !== 'string' && Object.values(id).some(isWildcard);

/**
 * A text that is the same for ids that match the same components: MATCH, ALL and ALLSMALLER of one key are no
 * different in this. Ids of text and of object kind never share one.
 */
export function patternKey(id: ComponentId): string {
  if (typeof id === 'string') return id;
  const open = Object.entries(id).map(([key, value]) => [key, isWildcard(value) ? ['*'] : value] as const);
  return stringifyId(Object.fromEntries(open));
}

/** Only ids with the same set of keys can ever match (Dash looks candidates up by it). */
export const keySet = (id: Exclude<ComponentId, string>): string => Object.keys(id).sort().join(',');

/** Whether a component could match both. Constants compare with `===`, so 1 and "1" differ. */
export function patternsMeet(a: ComponentId, b: ComponentId): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (keySet(a) !== keySet(b)) return false;
  return Object.entries(a).every(([key, value]) => {
    const other = b[key];
    return isWildcard(value) || isWildcard(other) || value === other;
  });
}

/** One id for display that names every wildcard the given ids of one pattern use: `["MATCH | ALL"]`. */
export function mergeWildcards(ids: readonly ComponentId[]): ComponentId {
  const first = ids[0];
  if (first === undefined || typeof first === 'string') return first ?? '';
  const merged = Object.keys(first).map((key) => {
    const value = first[key] ?? null;
    if (!isWildcard(value)) return [key, value] as const;
    const names = new Set(
      ids
        .map((id) => (typeof id === 'string' ? undefined : id[key]))
        .filter(isWildcard)
        .map((each) => each[0]),
    );
    return [key, [[...names].join(' | ')]] as const;
  });
  return Object.fromEntries(merged);
}
