import type { JsonValue } from '../../../src/lib/json';
import { cutValue, INLINE_LIMIT, previewText } from '../../../src/protocol/cut-value';

/**
 * Copies a live value of the app as JSON would, as long as it is small; a larger one becomes a `CutValue` with `at`.
 * Costs at most some hundred steps however large the value is, reads no getter twice and calls no `toJSON` but
 * Date's, so that looking is not noticed.
 */
export function boundedCopy(
  value: unknown,
  at?: { readonly text: number; readonly path: readonly (string | number)[] },
): JsonValue {
  try {
    return copyOrCut(value, at);
  } catch {
    // A getter or proxy of the app that throws: the renderer may never read it.
    return cutValue('', null, undefined, 'gone');
  }
}

function copyOrCut(value: unknown, at: Parameters<typeof boundedCopy>[1]): JsonValue {
  const copy = copyWithin(value, { characters: INLINE_LIMIT, nodes: 400 }, 0);
  if (copy !== TOO_LARGE) return copy;
  if (typeof value === 'string') return cutValue(JSON.stringify(value.slice(0, 120)), value.length + 2, at);
  if (Array.isArray(value)) {
    return cutValue(previewText('array', value.length, startOf(value.slice(0, 3))), null, at);
  }
  // Its keys alone would be as many as its numbers.
  if (ArrayBuffer.isView(value)) return cutValue(`binary, ${value.byteLength} bytes`, null, at);
  const keys = Object.keys(value as object);
  return cutValue(previewText('object', keys.length, keys.slice(0, 12).join(', ')), null, at);
}

const TOO_LARGE = Symbol('too large');

function startOf(value: unknown): string {
  const copy = copyWithin(value, { characters: 300, nodes: 60 }, 0);
  return copy === TOO_LARGE ? '…' : JSON.stringify(copy);
}

function copyWithin(
  value: unknown,
  budget: { characters: number; nodes: number },
  depth: number,
): JsonValue | typeof TOO_LARGE {
  budget.nodes--;
  budget.characters -= 2;
  if (budget.nodes < 0 || budget.characters < 0 || depth > 40) return TOO_LARGE;
  switch (typeof value) {
    case 'string':
      budget.characters -= value.length;
      return budget.characters < 0 ? TOO_LARGE : value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'boolean':
      return value;
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) {
    if (value.length > budget.nodes) return TOO_LARGE;
    const list: JsonValue[] = [];
    for (const item of value as readonly unknown[]) {
      const copy = copyWithin(item, budget, depth + 1);
      if (copy === TOO_LARGE) return TOO_LARGE;
      list.push(copy);
    }
    return list;
  }
  return ArrayBuffer.isView(value) ? TOO_LARGE : copyObject(value, budget, depth);
}

function copyObject(
  value: object,
  budget: { characters: number; nodes: number },
  depth: number,
): JsonValue | typeof TOO_LARGE {
  const entries: [string, JsonValue][] = [];
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (item === undefined || typeof item === 'function') continue;
    budget.characters -= key.length + 3;
    const copy = copyWithin(item, budget, depth + 1);
    if (copy === TOO_LARGE) return TOO_LARGE;
    entries.push([key, copy]);
  }
  return Object.fromEntries(entries);
}
