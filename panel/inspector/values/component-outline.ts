import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import { childrenOf, componentName } from '../../ui/values/value-preview';
import { isComponent } from '../../../src/dash/component';

interface OutlineLine {
  readonly depth: number;
  readonly text: string;
  /** Names of the properties other than `id` and `children`. */
  readonly props: readonly string[];
}

/** A tree of components as indented lines, at most `limit` of them. */
export function componentOutline(
  value: JsonValue,
  limit = 200,
): { readonly lines: readonly OutlineLine[]; readonly isWhole: boolean } {
  const lines: OutlineLine[] = [];
  const open: { value: JsonValue; depth: number }[] = (
    Array.isArray(value) ? [...(value as readonly JsonValue[])] : [value]
  )
    .map((item) => ({ value: item, depth: 0 }))
    .reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    if (lines.length === limit) return { lines, isWhole: false };
    const { value: item, depth } = next;
    const props = isComponent(item)
      ? Object.keys(item.props).filter((name) => name !== 'id' && name !== 'children')
      : [];
    lines.push({ depth, text: isJsonObject(item) && !isComponent(item) ? '{…}' : componentName(item), props });
    open.push(
      ...childrenOf(item)
        .map((child) => ({ value: child, depth: depth + 1 }))
        .reverse(),
    );
  }
  return { lines, isWhole: true };
}
