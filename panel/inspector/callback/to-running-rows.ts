import { propIdOf } from '../../../src/dash/component-id';
import { prettyPropId } from '../../../src/dash/pretty';
import { readSideUpdate } from '../../../src/dash/side-update';
import type { JsonValue } from '../../../src/lib/json';
import { toPropId, type CallbackDefinition, type PropId } from '../../../src/trace/types';

interface RunningRow {
  readonly prop: PropId;
  readonly name: string;
  /** Absent where the declaration writes nothing at that time. */
  readonly on?: JsonValue;
  readonly off?: JsonValue;
}

/** The declaration `running=` by property, in its order. */
export function toRunningRows({ on, off }: NonNullable<CallbackDefinition['running']>): readonly RunningRow[] {
  const rows = new Map<PropId, RunningRow>();
  for (const [when, update] of [
    ['on', on],
    ['off', off],
  ] as const) {
    for (const { id, property, value } of readSideUpdate(update)) {
      const prop = toPropId(propIdOf({ id, property }));
      rows.set(prop, { ...(rows.get(prop) ?? { prop, name: prettyPropId(prop) }), [when]: value });
    }
  }
  return [...rows.values()];
}
