import { isJsonObject, type JsonValue } from '../../../lib/json';
import { isCutValue } from '../../../protocol/cut-value';
import { outputsOf } from '../../../trace/outputs';
import { toPropId, type CallbackKey, type CallId, type CutValue, type PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';
import { didRun, isSameValue, sizeOf } from '../values';

export interface WholeFigureParams {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  readonly count: number;
  /** The whole value was the same each time. */
  readonly isEqual: boolean;
  readonly same: number;
  readonly bytes: number;
}

/** Characters of JSON from which a value counts as large. */
const LARGE = 20_000;
const OFTEN = 3;
/** How many properties are named as evidence. */
const MOST_PROPS = 20;
/** The fraction of a value that must be unchanged for a Patch to be worthwhile. */
const MOSTLY = 0.9;

interface Returned {
  readonly callback: CallbackKey;
  /** As declared. */
  readonly declared: string;
  /** The components whose values were similar. */
  readonly props: Set<PropId>;
  /** The last value of each component. */
  readonly before: Map<PropId, JsonValue>;
  /** How often the whole value was the same. */
  equal: number;
  /** How often nearly all of it was unchanged. */
  alike: number;
  bytes: number;
  same: number;
  readonly calls: CallId[];
}

/**
 * A large value that is returned whole again and again, although little of it changed.
 *
 * Proven by: the value was returned as a whole and not as a Patch, and nine tenths of its JSON are identical to the
 * value returned before, by the text or by hashes of its parts.
 */
function detectWholeFigure(): Detector<WholeFigureParams> {
  const all = new Map<string, Returned>();
  return {
    settled(call, { model }) {
      if (!didRun(call) || call.kind === 'clientside' || (call.response?.bytes ?? 0) < LARGE) return;
      for (const { prop_id, update, value } of outputsOf(call) ?? []) {
        const bytes = sizeOf(value) ?? 0;
        if (update !== 'value' || value === undefined || bytes < LARGE) continue;
        const declared = declaredOf(model.callbacks.get(call.callback)?.outputs, prop_id);
        const key = `${call.callback} ${declared}`;
        let own = all.get(key);
        if (own === undefined)
          all.set(
            key,
            (own = {
              callback: call.callback,
              declared,
              props: new Set(),
              before: new Map(),
              equal: 0,
              alike: 0,
              bytes: 0,
              same: 0,
              calls: [],
            }),
          );
        const before = own.before.get(prop_id);
        own.before.set(prop_id, value);
        own.bytes += bytes;
        keepCall(own.calls, call.id);
        const same = sharedSize(before, value);
        if (same < bytes * MOSTLY) continue;
        own.alike++;
        own.props.add(prop_id);
        if (isSameValue(before, value) === true) own.equal++;
        own.same += same;
      }
    },
    findings: () =>
      [...all]
        .filter(([, { alike }]) => alike >= OFTEN)
        .map(([key, { callback, declared, props, equal, alike, bytes, same, calls }]): Found<WholeFigureParams> => ({
          id: `whole-figure ${key}`,
          callbacks: [callback],
          params: {
            callback,
            prop: props.size === 1 ? ([...props][0] ?? toPropId(declared)) : toPropId(declared),
            count: alike,
            isEqual: equal === alike,
            same,
            bytes,
          },
          evidence: { calls: [...calls], count: alike, props: [...props].slice(0, MOST_PROPS), bytes: same, ms: null },
        })),
  };
}

export const wholeFigure = defineRule({ id: 'whole-figure', group: 'slow', detect: detectWholeFigure });

/**
 * Characters of the second value that are at the same place in the first. For values that were left in the page, the
 * hashes of their parts are compared; without hashes nothing is known to be the same.
 */
export function sharedSize(a: JsonValue | undefined, b: JsonValue): number {
  if (a === undefined) return 0;
  if (isCutValue(a) || isCutValue(b))
    return isCutValue(a) && isCutValue(b) ? sharedParts(a as unknown as CutValue, b as unknown as CutValue) : 0;
  if (Array.isArray(b)) {
    if (!Array.isArray(a)) return 0;
    const [before, now] = [a as readonly JsonValue[], b as readonly JsonValue[]];
    return now.reduce<number>((sum, item, index) => sum + sharedSize(before[index], item) + 1, 0);
  }
  if (isJsonObject(b)) {
    if (!isJsonObject(a)) return 0;
    return Object.entries(b).reduce(
      (sum, [key, item]) => sum + (Object.hasOwn(a, key) ? sharedSize(a[key], item) + key.length + 4 : 0),
      0,
    );
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
