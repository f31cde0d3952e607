import { propIdOf } from '../dash/component-id';
import { flatItems, readPayload } from '../dash/payload';
import { derived } from '../lib/derived';
import type { JsonValue } from '../lib/json';
import type { TraceModel } from '../trace/model';
import type { Call, CallId, Cause } from '../trace/types';
import { isSameValue } from './problems/values';

/**
 * How the value of a trigger compares with the value in the previous run of the same callback.
 * - `changed`, `same`: proven
 * - `new`: the callback did not get the property before
 * - `other`: it got the value of another component with the same id
 */
export type TriggerMark = 'changed' | 'same' | 'new' | 'other';

export interface TriggerStep {
  readonly cause: Cause;
  /** `null` if the values are not known, or there is no property. */
  readonly mark: TriggerMark | null;
}

/** One call on the path from the beginning to the call in question. */
export interface ChainStep {
  readonly call: Call;
  readonly triggers: readonly TriggerStep[];
}

/** How many calls of one path are named; a loop has thousands. */
const MOST_CHAIN_STEPS = 40;

export interface WhyFired {
  /** From the first call to the one in question. */
  readonly steps: readonly ChainStep[];
  /** How many calls before the first step were left out; `null` if the path begins before the recording. */
  readonly before: number | null;
}

/**
 * The path that led to a call: from the action, the tick or the page load through every call and write. If a call has
 * several causes, the path follows the one that ended last, because that one completed them.
 */
export function whyFired(model: TraceModel, id: CallId): WhyFired {
  const way: Call[] = [];
  const met = new Set<CallId>();
  let at = model.calls.get(id);
  let isLost = false;
  while (at !== undefined && !met.has(at.id)) {
    met.add(at.id);
    way.unshift(at);
    const callers = at.causes.flatMap(({ call }) => call ?? []);
    isLost = callers.length > 0 && callers.every((caller) => !model.calls.has(caller));
    at = callers
      .flatMap((caller) => model.calls.get(caller) ?? [])
      .sort((a, b) => (b.ended ?? Infinity) - (a.ended ?? Infinity) || b.index - a.index)[0];
  }
  const shown = way.slice(-MOST_CHAIN_STEPS);
  return {
    steps: shown.map((call) => ({ call, triggers: triggersOf(model, call) })),
    before: isLost ? null : way.length - shown.length,
  };
}

/** The causes of a call, each with how its value changed. */
export function triggersOf(model: TraceModel, call: Call): readonly TriggerStep[] {
  const now = valuesOf(call);
  const before = now === null ? null : earlierValues(model, call);
  return call.causes.map((cause) => ({
    cause,
    mark:
      now === null || cause.prop_id === undefined
        ? null
        : cause.shadowed === true
          ? 'other'
          : markOf(now, before, cause.prop_id),
  }));
}

type Values = ReadonlyMap<string, JsonValue | undefined>;

const valuesOf = ({ request }: Call): Values | null => (request === null ? null : valuesIn(request));

const valuesIn = derived((request: NonNullable<Call['request']>): Values | null => {
  const payload = readPayload(request.json);
  return payload === undefined ? null : new Map(flatItems(payload.inputs).map((item) => [propIdOf(item), item.value]));
});

/**
 * `undefined`: it never ran before. `null`: it ran, or may have run before the recording, and its values are not known.
 */
function earlierValues(model: TraceModel, call: Call): Values | null | undefined {
  const match = JSON.stringify(call.match);
  for (let at = model.callIds.lastIndexOf(call.id) - 1; at >= 0; at--) {
    const id = model.callIds[at];
    const other = id === undefined ? undefined : model.calls.get(id);
    if (other?.callback === call.callback && other.phases.sent !== undefined && JSON.stringify(other.match) === match)
      return valuesOf(other);
  }
  return model.dropped > 0 || isCutOff(model) ? null : undefined;
}

/** Calls of the page before the first known one: dropped, cleared, or of another app in the page. */
const isCutOff = ({ callIds }: TraceModel): boolean => callIds[0] !== undefined && callIds[0] !== 'c1';

function markOf(now: Values, before: Values | null | undefined, prop: string): TriggerMark | null {
  if (!now.has(prop) || before === null) return null;
  if (!before?.has(prop)) return 'new';
  const [a, b] = [before.get(prop) ?? null, now.get(prop) ?? null];
  const isSame = isSameValue(a, b);
  return isSame === null ? null : isSame ? 'same' : 'changed';
}
