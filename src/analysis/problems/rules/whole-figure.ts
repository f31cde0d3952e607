import { prettyPropId } from '../../../dash/pretty';
import { isJsonObject, type JsonValue } from '../../../lib/json';
import { isCutValue } from '../../../protocol/cut-value';
import { outputsOf } from '../../../trace/outputs';
import type { CallbackKey, CallId, CutValue, PropId } from '../../../trace/types';
import { keepCall, type Finding } from '../finding';
import type { Rule } from '../rule';
import { didRun, sizeOf } from '../values';
import { inSize, nameOf, timesOf } from '../words';

/** Characters of JSON from which a value counts as large. */
const LARGE = 20_000;
const OFTEN = 3;
/** The part of it that has to stay the same for a Patch to be worth it. */
const MOSTLY = 0.9;

interface Returned {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  before: JsonValue;
  /** How often nearly all of it was as before. */
  alike: number;
  bytes: number;
  same: number;
  readonly calls: CallId[];
}

/** A large value that is returned whole again and again though little of it changed. */
export function wholeFigure(): Rule {
  const all = new Map<string, Returned>();
  return {
    settled(call) {
      if (!didRun(call) || call.kind === 'clientside' || (call.response?.bytes ?? 0) < LARGE) return;
      for (const { prop_id, update, value } of outputsOf(call) ?? []) {
        const bytes = sizeOf(value) ?? 0;
        if (update !== 'value' || value === undefined || bytes < LARGE) continue;
        const key = `${call.callback} ${prop_id}`;
        const own = all.get(key);
        if (own === undefined) {
          all.set(key, { callback: call.callback, prop: prop_id, before: value, alike: 0, bytes, same: 0, calls: [call.id] });
          continue;
        }
        const same = sharedSize(own.before, value);
        own.before = value;
        own.bytes += bytes;
        keepCall(own.calls, call.id);
        if (same < bytes * MOSTLY) continue;
        own.alike++;
        own.same += same;
      }
    },
    findings: (model) =>
      [...all.values()]
        .filter(({ alike }) => alike >= OFTEN)
        .map(
          ({ callback, prop, alike, bytes, same, calls }): Finding => ({
            id: `whole-figure ${callback} ${prop}`,
            rule: 'whole-figure',
            callbacks: [callback],
            sentence: `${nameOf(model, callback)} returned all of ${prettyPropId(prop)} again, ${timesOf(alike)}, though nine tenths of it or more were as before.`,
            saved: `${inSize(same)} of ${inSize(bytes)} received`,
            evidence: { calls: [...calls], count: alike, props: [prop], bytes: same, ms: null },
          }),
        ),
  };
}

/**
 * Characters of the second value that stand at the same place in the first. Of values that were left in the page the parts
 * are compared that were marked there; of one without marks nothing is known to be the same.
 */
export function sharedSize(a: JsonValue | undefined, b: JsonValue): number {
  if (a === undefined) return 0;
  if (isCutValue(a) || isCutValue(b)) return isCutValue(a) && isCutValue(b) ? sharedParts(a as unknown as CutValue, b as unknown as CutValue) : 0;
  if (Array.isArray(b)) {
    if (!Array.isArray(a)) return 0;
    const [before, now] = [a as readonly JsonValue[], b as readonly JsonValue[]];
    return now.reduce<number>((sum, item, index) => sum + sharedSize(before[index], item) + 1, 0);
  }
  if (isJsonObject(b)) {
    if (!isJsonObject(a)) return 0;
    return Object.entries(b).reduce((sum, [key, item]) => sum + (Object.hasOwn(a, key) ? sharedSize(a[key], item) + key.length + 4 : 0), 0);
  }
  return a === b ? JSON.stringify(b).length : 0;
}

function sharedParts(a: CutValue, b: CutValue): number {
  if (a.$hash !== undefined && a.$hash === b.$hash) return b.$bytes ?? 0;
  return Object.entries(b.$parts ?? {}).reduce((sum, [place, [bytes, hash]]) => {
    const before = a.$parts?.[place];
    return before?.[0] === bytes && before[1] === hash ? sum + bytes : sum;
  }, 0);
}
