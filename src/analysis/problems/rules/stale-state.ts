import { prettyPropId } from '../../../dash/pretty';
import { toPropId, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { keepCall, type Finding } from '../finding';
import type { Rule, Surroundings } from '../rule';
import type { Run } from '../runs';
import { isSameValue } from '../values';
import { nameOf, timesOf } from '../words';

interface Stale {
  readonly reader: CallbackKey;
  readonly writer: CallbackKey;
  readonly prop: PropId;
  count: number;
  readonly calls: CallId[];
}

/** A callback read a State while the call that writes it was under way, set off by the same action: it got the old value. */
export function staleState(): Rule {
  const found = new Map<string, Stale>();

  const compare = (writer: Run, reader: Run, { beginningOf }: Surroundings): void => {
    if (writer.call.callback === reader.call.callback || reader.from >= writer.to || reader.from < (writer.call.phases.requested ?? 0)) return;
    for (const [prop, written] of writer.writes) {
      const read = reader.states.get(prop);
      if (read === undefined || reader.inputs.has(prop) || written.update === 'patch' || reader.writes.has(prop)) continue;
      if (isSameValue(read.value, written.value) !== false || beginningOf(writer.call) !== beginningOf(reader.call)) continue;
      const key = `${reader.call.callback} ${writer.call.callback} ${prop}`;
      let stale = found.get(key);
      if (stale === undefined) found.set(key, (stale = { reader: reader.call.callback, writer: writer.call.callback, prop: toPropId(prop), count: 0, calls: [] }));
      stale.count++;
      keepCall(stale.calls, writer.call.id);
      keepCall(stale.calls, reader.call.id);
    }
  };

  return {
    settled(_call, surroundings) {
      const { overlap } = surroundings;
      if (overlap === null) return;
      for (const other of overlap.others) {
        compare(other, overlap.run, surroundings);
        compare(overlap.run, other, surroundings);
      }
    },
    findings: (model) =>
      [...found].map(
        ([key, { reader, writer, prop, count, calls }]): Finding => ({
          id: `stale-state ${key}`,
          rule: 'stale-state',
          callbacks: [reader, writer],
          sentence: `${nameOf(model, reader)} read ${prettyPropId(prop)} as State ${timesOf(count)} while ${nameOf(model, writer)} was about to write it, and got the old value.`,
          saved: null,
          evidence: { calls: [...calls], count, props: [prop], bytes: null, ms: null },
        }),
      ),
  };
}
