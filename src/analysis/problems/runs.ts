import { propIdOf } from '../../dash/component-id';
import { patchOperations } from '../../dash/patch';
import { concreteOutputs } from '../../dash/payload';
import { outputsOf } from '../../trace/outputs';
import { toPropId, type Call, type OutputUpdate } from '../../trace/types';
import { didRun, inputsOf, payloadOf, stateOf, sideUpdatesOf } from './values';
import type { PayloadItem } from '../../dash/payload';

/** How many finished calls are compared with a later one. */
const LOOK_BACK = 200;

/** A finished call, with what is needed to find races: what it read, what it wrote, and when. */
export interface Run {
  readonly call: Call;
  readonly from: number;
  readonly to: number;
  readonly states: ReadonlyMap<string, PayloadItem>;
  readonly inputs: ReadonlyMap<string, PayloadItem>;
  /** What it wrote to the page with its response: declared outputs, and `set_props`. */
  readonly writes: ReadonlyMap<string, OutputUpdate>;
  /** The properties among them that were written with `set_props`. */
  readonly bySetProps: ReadonlySet<string>;
}

/** `null` for a call that did not run, or whose inputs are not known. */
function toRun(call: Call): Run | null {
  const payload = payloadOf(call);
  if (!didRun(call) || payload === undefined || call.ended === null) return null;
  const byProp = (items: readonly PayloadItem[]): ReadonlyMap<string, PayloadItem> =>
    new Map(items.map((item) => [propIdOf(item), item]));
  const written = setPropsOf(call);
  const applied =
    call.phases.applied !== undefined && concreteOutputs(payload).length > 0 ? (outputsOf(call) ?? []) : [];
  return {
    call,
    from: call.phases.sent ?? 0,
    to: call.phases.applied ?? call.ended,
    states: byProp(stateOf(payload)),
    inputs: byProp(inputsOf(payload)),
    bySetProps: new Set(written.map(({ prop_id }) => prop_id)),
    writes: new Map(
      [...written, ...applied.filter(({ update }) => update !== 'no_update')].map((output) => [output.prop_id, output]),
    ),
  };
}

/** What it wrote with `set_props`. Over HTTP this arrives with the response; streamed updates arrive earlier. */
function setPropsOf(call: Call): readonly OutputUpdate[] {
  if (call.kind !== 'server' || call.transport !== 'http') return [];
  return sideUpdatesOf(call).flatMap(({ props }) =>
    Object.entries(props).flatMap(([id, own]) =>
      Object.entries(own).map(([property, value]): OutputUpdate => ({
        prop_id: toPropId(`${id}.${property}`),
        update: patchOperations(value) === undefined ? 'value' : 'patch',
        value,
      })),
    ),
  );
}

/** A finished call, and the earlier finished ones that were under way at the same time. */
export interface Overlap {
  readonly run: Run;
  readonly others: readonly Run[];
}

/**
 * Finds the overlaps of each finished call; calls are passed in the order of their ends. `null` if the call has no run.
 */
export function createOverlaps(): (call: Call) => Overlap | null {
  let runs: Run[] = [];
  return (call) => {
    const run = toRun(call);
    if (run === null) return null;
    const others: Run[] = [];
    for (let at = runs.length - 1; at >= Math.max(0, runs.length - LOOK_BACK); at--) {
      const other = runs[at];
      // They are in the order of their ends: those before ended even earlier.
      if (other === undefined || (other.call.ended ?? 0) <= run.from) break;
      if (other.to > run.from && other.from < run.to) others.unshift(other);
    }
    runs.push(run);
    if (runs.length > 2 * LOOK_BACK) runs = runs.slice(-LOOK_BACK);
    return { run, others };
  };
}
