import type { JsonValue } from '../../../lib/json';
import type { TraceModel } from '../../../trace/model';
import { toPropId, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector, type Surroundings } from '../rule';
import type { Run } from '../runs';
import { isSetOffBy } from '../set-off-by';
import { isSameValue } from '../values';

export interface StaleStateParams {
  readonly reader: CallbackKey;
  readonly writer: CallbackKey;
  readonly prop: PropId;
  readonly count: number;
}

interface Stale {
  readonly reader: CallbackKey;
  readonly writer: CallbackKey;
  readonly prop: PropId;
  count: number;
  readonly calls: CallId[];
}

/** How many runs of one action are compared with a later one. */
const LOOK_BACK = 50;

/**
 * A callback read a State before another one, triggered by the same action, wrote it: it got the old value.
 *
 * Proven by: one action began both, the reader was sent before the writer's result was applied, the value read differs
 * from the one written, and the write did not follow from the reader. Not where a user writes the property as well:
 * then the callback wants the user's value, and the other one clears the form.
 */
function detectStaleState(): Detector<StaleStateParams> {
  const found = new Map<string, Stale>();
  let runs: Run[] = [];

  const compare = (writer: Run, reader: Run, { model, beginningOf }: Surroundings): void => {
    if (writer.call.callback === reader.call.callback || reader.call.initial || reader.from >= writer.to) return;
    if (beginningOf(writer.call) !== beginningOf(reader.call)) return;
    for (const [prop, written] of writer.writes) {
      const read = reader.states.get(prop);
      if (read === undefined || reader.inputs.has(prop) || written.update === 'patch' || reader.writes.has(prop))
        continue;
      if (
        isEmpty(written.value) ||
        isSameValue(read.value, written.value) !== false ||
        isWrittenByPerson(model, prop) ||
        isSetOffBy(model, writer.call, reader.call.id)
      )
        continue;
      const state = declaredOf(model.callbacks.get(reader.call.callback)?.state, prop);
      const key = `${reader.call.callback} ${writer.call.callback} ${state}`;
      let stale = found.get(key);
      if (stale === undefined)
        found.set(
          key,
          (stale = {
            reader: reader.call.callback,
            writer: writer.call.callback,
            prop: toPropId(prop),
            count: 0,
            calls: [],
          }),
        );
      stale.count++;
      keepCall(stale.calls, writer.call.id);
      keepCall(stale.calls, reader.call.id);
    }
  };

  return {
    settled(_call, surroundings) {
      const run = surroundings.overlap?.run;
      if (run === undefined) return;
      for (const other of runs) {
        compare(other, run, surroundings);
        compare(run, other, surroundings);
      }
      runs = [...runs, run].slice(-LOOK_BACK);
    },
    findings: () =>
      [...found].map(([key, { reader, writer, prop, count, calls }]): Found<StaleStateParams> => ({
        id: `stale-state ${key}`,
        callbacks: [reader, writer],
        params: { reader, writer, prop, count },
        evidence: { calls: [...calls], count, props: [prop], bytes: null, ms: null },
      })),
  };
}

export const staleState = defineRule({ id: 'stale-state', group: 'conflicts', detect: detectStaleState });

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const isWrittenByPerson = ({ writes }: TraceModel, prop: string): boolean =>
  writes.get(toPropId(prop))?.some(({ origin }) => origin === 'user') === true;
