import { propIdOf } from '../../../dash/component-id';
import type { JsonValue } from '../../../lib/json';
import type { Call, CallbackKey, CallId, PropId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';
import { didRun, inputsOf, isSameValue, payloadOf, runTime } from '../values';

export interface StaleInputParams {
  readonly reader: CallbackKey;
  readonly writer: CallbackKey;
  readonly prop: PropId;
  readonly count: number;
  /** The value is known to have been different before. */
  readonly isOld: boolean;
  readonly ms: number;
}

interface Early {
  readonly reader: CallbackKey;
  readonly writer: CallbackKey;
  readonly prop: PropId;
  count: number;
  /** The value was different before each time. */
  isOld: boolean;
  ms: number;
  readonly calls: CallId[];
}

/**
 * A callback did not wait for an output with allow_duplicate: it ran with the old value, and again with the new one.
 *
 * Proven by: the second run was triggered by the writer's output, the first one was sent while the writer was under
 * way, and one action began both. The text says that the value was different only if both values are known.
 */
function detectStaleInput(): Detector<StaleInputParams> {
  const last = new Map<string, Call>();
  const found = new Map<string, Early>();
  return {
    settled(call, { model, beginningOf }) {
      if (!didRun(call)) return;
      const key = `${call.callback} ${JSON.stringify(call.match)}`;
      const before = last.get(key);
      last.set(key, call);
      if (before === undefined || beginningOf(before) !== beginningOf(call)) return;
      for (const { type, call: by, prop_id } of call.causes) {
        const writer = type !== 'call' || by === undefined ? undefined : model.calls.get(by);
        if (
          writer === undefined ||
          prop_id === undefined ||
          writer.callback === call.callback ||
          before.changed.includes(prop_id)
        )
          continue;
        const isDuplicate = model.callbacks
          .get(writer.callback)
          ?.outputs.some(
            ({ allow_duplicate, property }) => allow_duplicate === true && prop_id.endsWith(`.${property}`),
          );
        const from = writer.phases.requested ?? Infinity;
        const sent = before.phases.sent ?? 0;
        if (isDuplicate !== true || sent < from || sent > (writer.phases.applied ?? 0)) continue;
        const name = `${call.callback} ${writer.callback} ${prop_id}`;
        let early = found.get(name);
        if (early === undefined)
          found.set(
            name,
            (early = {
              reader: call.callback,
              writer: writer.callback,
              prop: prop_id,
              count: 0,
              isOld: true,
              ms: 0,
              calls: [],
            }),
          );
        early.count++;
        early.isOld &&= isSameValue(valueOf(before, prop_id), valueOf(call, prop_id)) === false;
        early.ms += runTime(before);
        keepCall(early.calls, before.id);
        keepCall(early.calls, writer.id);
        keepCall(early.calls, call.id);
      }
    },
    findings: () =>
      [...found].map(([key, { reader, writer, prop, count, isOld, ms, calls }]): Found<StaleInputParams> => ({
        id: `stale-input ${key}`,
        callbacks: [reader, writer],
        params: { reader, writer, prop, count, isOld, ms },
        evidence: { calls: [...calls], count, props: [prop], bytes: null, ms },
      })),
  };
}

export const staleInput = defineRule({ id: 'stale-input', group: 'conflicts', detect: detectStaleInput });

function valueOf(call: Call, prop: PropId): JsonValue | undefined {
  const payload = payloadOf(call);
  return payload && inputsOf(payload).find((item) => propIdOf(item) === prop)?.value;
}
