import { parseId, stringifyId } from '../dash/component-id';
import { familyKey } from '../dash/pattern';
import type { LayoutIds } from './types';

/**
 * Whether a component is on the page.
 * @param component its id, an object id as the renderer writes it
 */
export function isInLayout({ strings, families }: LayoutIds, component: string): boolean {
  const id = parseId(component);
  if (typeof id === 'string') return strings.has(id);
  const keys = Object.keys(id).sort();
  return (
    families
      .get(familyKey(id))
      ?.some(
        (values) =>
          stringifyId(Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]))) === component,
      ) === true
  );
}
