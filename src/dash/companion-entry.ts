import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';

/** What the companion package reports about one callback (companion/README.md). */
export interface CompanionEntry {
  readonly key: string;
  /** The function's own name, without the classes and functions it is nested in. */
  readonly name?: string;
  readonly module?: string;
  readonly source?: { readonly file: string; readonly line: number };
  /** First line of the docstring. */
  readonly doc?: string;
  readonly grouping?: Grouping;
}

/** How arguments and outputs are named and nested: leaves are positions in Inputs followed by State, or in Outputs. */
export interface Grouping {
  readonly args: JsonValue;
  readonly outputs: JsonValue;
}

/** Reads one entry. Leaves out what the companion would not write; `undefined` if the entry names no callback. */
export function readCompanionEntry(entry: JsonValue | undefined): CompanionEntry | undefined {
  if (!isJsonObject(entry) || typeof entry['output'] !== 'string') return undefined;
  const { name, module, file, line, doc, args, outputs } = entry;
  return {
    key: entry['output'],
    ...(typeof name === 'string' ? { name: name.slice(name.lastIndexOf('.') + 1) } : {}),
    ...(typeof module === 'string' ? { module } : {}),
    ...(typeof file === 'string' && typeof line === 'number' && Number.isSafeInteger(line)
      ? { source: { file, line } }
      : {}),
    ...(typeof doc === 'string' ? { doc } : {}),
    ...(args === undefined || args === null ? {} : { grouping: { args, outputs: outputs ?? null } }),
  };
}

/**
 * Puts a flat list into the shape of a grouping: `{"name": 0, "rest": [1, 2]}`.
 * @returns `null` if the grouping refers to a position that the list does not have
 */
export function regroup(grouping: JsonValue, list: readonly JsonValue[]): JsonValue {
  if (typeof grouping === 'number') return list[grouping] ?? null;
  if (Array.isArray(grouping)) return (grouping as readonly JsonValue[]).map((part) => regroup(part, list));
  if (!isJsonObject(grouping)) return null;
  const grouped: JsonObject = Object.fromEntries(
    Object.entries(grouping).map(([name, part]) => [name, regroup(part, list)]),
  );
  return grouped;
}
