import { propIdOf } from '../../../dash/component-id';
import { prettyPropId } from '../../../dash/pretty';
import type { JsonValue } from '../../../lib/json';
import type { Call, CallbackKey, CallId, PropId } from '../../../trace/types';
import { keepCall, type Finding } from '../finding';
import type { Rule } from '../rule';
import { didRun, inputsOf, isSameValue, payloadOf, runTime } from '../values';
import { countOf, inTime, nameOf, timesOf } from '../words';

interface Early {
  readonly reader: CallbackKey;
  readonly writer: CallbackKey;
  readonly prop: PropId;
  count: number;
  /** Each time the value was another one before. */
  isOld: boolean;
  ms: number;
  readonly calls: CallId[];
}

/** A callback did not wait for an output with allow_duplicate: it ran with the old value, and again with the new one. */
export function staleInput(): Rule {
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
    findings: (model) =>
      [...found].map(([key, { reader, writer, prop, count, isOld, ms, calls }]): Finding => ({
        id: `stale-input ${key}`,
        rule: 'stale-input',
        callbacks: [reader, writer],
        sentence: isOld
          ? `${nameOf(model, reader)} ran ${timesOf(count)} with the old value of ${prettyPropId(prop)}, while ${nameOf(model, writer)} was about to write it, and again with the new one.`
          : `${nameOf(model, reader)} ran ${timesOf(count)} while ${nameOf(model, writer)} was about to write ${prettyPropId(prop)}, and again when it was written.`,
        saved: `${countOf(count, 'call')}, ${inTime(ms)}`,
        evidence: { calls: [...calls], count, props: [prop], bytes: null, ms },
      })),
  };
}

function valueOf(call: Call, prop: PropId): JsonValue | undefined {
  const payload = payloadOf(call);
  return payload && inputsOf(payload).find((item) => propIdOf(item) === prop)?.value;
}
