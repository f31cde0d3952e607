import type { Coded } from '../lib/coded';
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import { editDistance } from '../lib/edit-distance';
import type { AnyId } from './component-id';

export type WildcardName = 'MATCH' | 'ALL' | 'ALLSMALLER';

/** The wildcard in a value of a declared id, if there is one (`["ALL"]` on the wire). */
export function wildcardOf(value: JsonValue | undefined): WildcardName | undefined {
  if (!Array.isArray(value) || value.length !== 1) return undefined;
  const [name] = value as readonly JsonValue[];
  return name === 'MATCH' || name === 'ALL' || name === 'ALLSMALLER' ? name : undefined;
}

export const isPattern = (id: AnyId): id is JsonObject =>
  isJsonObject(id) && Object.values(id).some((value) => wildcardOf(value) !== undefined);

/** Whether the dependency takes a list of values (ALL, ALLSMALLER). */
export const isMultiValued = (id: AnyId): boolean =>
  isJsonObject(id) &&
  Object.values(id).some((value) => wildcardOf(value) === 'ALL' || wildcardOf(value) === 'ALLSMALLER');

/**
 * Dash's order of id values, used by MATCH and ALLSMALLER: numbers and numeric strings first, by number; then
 * booleans; then other strings by code unit (docs/dash-internals.md#match-order).
 */
export function compareIdValues(a: JsonValue, b: JsonValue): -1 | 0 | 1 {
  const rank = (value: JsonValue): number => (isNumeric(value) ? 0 : typeof value === 'boolean' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? -1 : 1;
  if (rank(a) === 0) return sign(Number(a) - Number(b));
  const left = a as string | boolean;
  const right = b as string | boolean;
  return left > right ? 1 : left < right ? -1 : 0;
}

const sign = (difference: number): -1 | 0 | 1 => (difference > 0 ? 1 : difference < 0 ? -1 : 0);

/**
 * As the renderer's `fast-isnumeric` has it: finite numbers, and strings that are one with nothing but space around.
 */
function isNumeric(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}

/** Object ids of one key set: values in the order of the sorted keys; the list's order is the order of ALL. */
export type Families = ReadonlyMap<string, readonly (readonly JsonValue[])[]>;

export const familyKey = (id: JsonObject): string => Object.keys(id).sort().join(',');

/**
 * The concrete ids that a declared pattern matches now, in the order in which Dash passes them.
 * @param match values bound by MATCH; without them MATCH matches anything, as on page load under the 4.2 rules
 */
export function resolvePattern(pattern: JsonObject, families: Families, match?: JsonObject): readonly JsonObject[] {
  const keys = Object.keys(pattern).sort();
  return (families.get(keys.join(',')) ?? [])
    .filter((values) => keys.every((key, index) => fits(pattern[key] ?? null, values[index] ?? null, match?.[key])))
    .map((values) => Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null])));
}

function fits(declared: JsonValue, value: JsonValue, bound: JsonValue | undefined): boolean {
  switch (wildcardOf(declared)) {
    case 'ALL':
      return true;
    case 'MATCH':
      return bound === undefined || compareIdValues(value, bound) === 0;
    case 'ALLSMALLER':
      return bound === undefined || compareIdValues(value, bound) < 0;
    case undefined:
      return value === declared;
  }
}

/** What belongs to each reason why an id does not match a pattern that it nearly matches; `src/words` makes the text. */
export interface NearMissParams {
  /** `"1"` instead of `1`: Dash compares types too. */
  other_type: { readonly key: string; readonly found: JsonValue; readonly declared: JsonValue };
  other_spelling: { readonly key: string; readonly found: string; readonly declared: string };
  /** Keys that the id lacks, and keys that only the id has. */
  other_keys: { readonly missing: readonly string[]; readonly extra: readonly string[] };
}

/** An id that nearly matches a pattern, and why it does not. */
export interface NearMiss {
  readonly id: JsonObject;
  readonly why: Coded<NearMissParams>;
}

const MOST_NEAR = 20;

/** Ids on the page that a pattern might be expected to match but does not: other keys, `"1"` instead of `1`. */
export function nearMisses(pattern: JsonObject, families: Families): readonly NearMiss[] {
  const keys = Object.keys(pattern).sort();
  const constants = keys.filter((key) => wildcardOf(pattern[key]) === undefined);
  const found: NearMiss[] = [];
  for (const [family, list] of families) {
    const names = family.split(',');
    const same = family === keys.join(',');
    for (const values of list) {
      if (found.length >= MOST_NEAR) return found;
      const id: JsonObject = Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
      const why = same ? whyOtherValue(pattern, id, constants) : whyOtherKeys(pattern, id, keys, constants);
      if (why !== undefined) found.push({ id, why });
    }
  }
  return found;
}

function whyOtherValue(pattern: JsonObject, id: JsonObject, constants: readonly string[]): NearMiss['why'] | undefined {
  const different = constants.filter((key) => pattern[key] !== id[key]);
  const [key] = different;
  if (key === undefined || different.length > 1) return undefined;
  const declared = pattern[key] ?? null;
  const found = id[key] ?? null;
  if (typeof declared !== typeof found && asText(declared) === asText(found)) {
    return { code: 'other_type', params: { key, found, declared } };
  }
  if (typeof declared !== 'string' || typeof found !== 'string') return undefined;
  return isNearlyAlike(declared.toLowerCase(), found.toLowerCase())
    ? { code: 'other_spelling', params: { key, found, declared } }
    : undefined;
}

/** The same except for case or a typo: letters exchanged, one wrong of three or more, or two wrong of five or more. */
const isNearlyAlike = (a: string, b: string): boolean =>
  lettersOf(a) === lettersOf(b) ||
  (a.length >= 3 && b.length >= 3 && editDistance(a, b, mostLetters(a)) <= mostLetters(a));
const lettersOf = (text: string): string => text.split('').sort().join('');
const mostLetters = (text: string): number => (text.length >= 5 ? 2 : 1);

function whyOtherKeys(
  pattern: JsonObject,
  id: JsonObject,
  keys: readonly string[],
  constants: readonly string[],
): NearMiss['why'] | undefined {
  // Only the same family of components is a near miss: some constant of the pattern matches.
  if (!constants.some((key) => pattern[key] === id[key])) return undefined;
  if (constants.some((key) => key in id && pattern[key] !== id[key])) return undefined;
  const missing = keys.filter((key) => !(key in id));
  const extra = Object.keys(id).filter((key) => !keys.includes(key));
  return missing.length + extra.length === 0 ? undefined : { code: 'other_keys', params: { missing, extra } };
}

const asText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));
