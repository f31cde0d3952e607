import { isSameValue } from '../../../src/analysis/problems/values';
import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { asCutValue } from '../../ui/values/cut-value';

/** How a row's value compares with the one in the previous call of the same callback. */
export interface DiffTag {
  readonly kind: 'same' | 'changed' | 'was' | 'unknown';
  readonly text: string;
}

const SHORT = 24;

/**
 * Compares with the previous call. `undefined` means "not there".
 * @returns `null` when there is nothing to compare with
 */
export function diffTag(now: JsonValue | undefined, before: JsonValue | undefined): DiffTag | null {
  if (before === undefined || now === undefined) return null;
  if (asCutValue(now) || asCutValue(before)) {
    const isSame = isSameValue(now, before);
    if (isSame === null) return { kind: 'unknown', text: CALL_DETAIL_TEXTS.notCompared };
    return isSame ? SAME : CHANGED;
  }
  if (isEqual(now, before)) return SAME;
  const short = isScalar(before) ? JSON.stringify(before) : null;
  return short !== null && short.length <= SHORT ? { kind: 'was', text: CALL_DETAIL_TEXTS.was(short) } : CHANGED;
}

const SAME: DiffTag = { kind: 'same', text: CALL_DETAIL_TEXTS.same };
const CHANGED: DiffTag = { kind: 'changed', text: CALL_DETAIL_TEXTS.changed };

const isScalar = (value: JsonValue): boolean => typeof value !== 'object' || value === null;

/** Deep equality of JSON; the order of keys does not matter. */
export function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    const left = a as readonly JsonValue[];
    const right = b as readonly JsonValue[];
    return left.length === right.length && left.every((item, i) => isEqual(item, right[i]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}
