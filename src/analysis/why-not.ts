import { propIdOf, splitPropId } from '../dash/component-id';
import { nearestIds } from '../dash/nearest-ids';
import { isMultiValued, nearMisses, resolvePattern, type NearMiss } from '../dash/pattern';
import { belongsTo } from '../dash/side-update';
import type { Coded } from '../lib/coded';
import { nearestNames } from './near-names';
import { isJsonObject } from '../lib/json';
import type { TraceModel } from '../trace/model';
import { outputsOf } from '../trace/outputs';
import { unregisteredBy } from '../trace/unregistered';
import { whyWaiting } from '../trace/why-waiting';
import {
  toPropId,
  type Call,
  type CallbackDefinition,
  type CallbackKey,
  type CallId,
  type CallReason,
  type ComponentId,
  type Dependency,
  type LayoutIds,
  type Outcome,
  type PropId,
  type PropWrite,
} from '../trace/types';
import { canMeet } from './declared-cycles';

/**
 * How a call ended that should have written an Input and did not. `left_out`: it returned no_update for that output.
 */
export type WithoutResult = Exclude<Outcome, 'updated' | 'partial' | 'merged' | 'unreadable'> | 'left_out';

/** A property changed that is not an Input of any callback; `instead` are properties of its component that are. */
export interface Unheard {
  readonly prop: PropId;
  readonly instead: readonly string[];
}

/** The parameters of each reason why a callback did not run; `src/words` makes the text and the advice. */
export interface WhyNotParams {
  /** `call` of `writer` should have written the Input `input` and did not. */
  upstream_without_result: {
    readonly input: PropId;
    readonly writer: CallbackKey;
    readonly call: CallId;
    readonly ended: WithoutResult;
  };
  /** An Input changed at the moment, and nothing was requested. */
  not_requested: { readonly props: readonly PropId[] };
  not_an_input: { readonly props: readonly PropId[]; readonly unheard: Unheard | null };
  /**
   * Its component changed, but not the property that is an Input: a component writes only properties with another value
   * than before.
   */
  input_kept: { readonly props: readonly PropId[]; readonly kept: readonly PropId[] };
  only_state: { readonly prop: PropId; readonly unheard: Unheard | null };
  inputs_absent: { readonly isOptional: boolean };
  /** `near`: ids on the page that are nearly the same. */
  dependency_absent: {
    readonly role: 'Input' | 'State' | 'Output';
    readonly prop: PropId;
    readonly near: { readonly ids: readonly string[] } | { readonly misses: readonly NearMiss[] };
  };
  /** `call` put the component on the page with `set_props`, and this Dash version did not register it. */
  dependency_unregistered: {
    readonly role: 'Input' | 'State' | 'Output';
    readonly prop: PropId;
    readonly call: CallId;
  };
  /** Dash reports that the component of this Input does not have the property; `near` has similar names. */
  input_unknown: { readonly prop: PropId; readonly component: string; readonly near: readonly string[] };
  /** Since the recording began, or since the call at page load. */
  inputs_unchanged: {
    readonly inputs: readonly PropId[];
    readonly hasRun: boolean;
    /** Some callback has one of them as an Output. */
    readonly isWritten: boolean;
    readonly preventInitialCall: boolean;
  };
}

/** One reason why a callback did not run, or why what it returned changed nothing. */
export type WhyNotReason = Coded<WhyNotParams>;

export interface WhyNot {
  /** Its last request and what happened to it; `null` if it was never requested. */
  readonly last: { readonly call: Call; readonly waiting: CallReason | null } | null;
  /** What in its declaration keeps it from running. Empty: nothing does. */
  readonly reasons: readonly WhyNotReason[];
}

/** The moment in question. */
export interface WhyNotMoment {
  /** When it was; if absent, requests from the beginning on count. */
  readonly at?: number;
  /** Requests after it do not count, in milliseconds of the trace. */
  readonly until: number;
  /** What changed right after it, if anything: the requests for that change come before it. */
  readonly next?: readonly PropId[];
  /** What changed then, all in one write; empty for the page load. */
  readonly props: readonly PropId[];
}

/** What changed in one write without the times that components write next to what they count. */
export function mainChanges(props: readonly PropId[]): readonly PropId[] {
  const without = props.filter((prop) => !prop.endsWith('_timestamp'));
  return without.length === 0 ? props : without;
}

/**
 * Milliseconds: a component calls callbacks for what it changed first, and writes it then
 * (docs/dash-internals.md#requests), all in one step.
 */
const BEFORE_WRITE = 50;

/** Whether the callback was requested at the moment, or right before it for what changed then. */
function isOfMoment({ phases, changed }: Call, { at, props }: WhyNotMoment): boolean {
  const requested = phases.requested ?? -Infinity;
  return (
    at === undefined ||
    requested >= at ||
    (requested >= at - BEFORE_WRITE && props.some((prop) => changed.includes(prop)))
  );
}

/**
 * Explains why a callback did not run, until now or at a given moment: its last request, and what in its declaration
 * keeps it from running.
 */
export function whyNot(model: TraceModel, key: CallbackKey, moment: WhyNotMoment | null = null): WhyNot {
  const definition = model.callbacks.get(key);
  const last = lastRequest(model, key, moment);
  if (definition === undefined) return { last: toLast(model, last), reasons: [] };
  const deaf = moment === null ? null : notItsInput(model, definition, moment.props);
  const stopped = stoppedBefore(model, definition, last, moment);
  const unasked = deaf === null && stopped.length === 0 && moment !== null ? notRequested(moment, last) : null;
  return {
    last: toLast(model, last),
    // That the property is not an Input does not explain it if another callback should have passed the change on.
    reasons: [
      ...stopped,
      ...(deaf === null || stopped.length > 0 ? [] : [deaf]),
      ...(unasked === null ? [] : [unasked]),
      ...reasonsFor(model, definition, last, moment === null),
    ],
  };
}

/** Outcomes after which the outputs of a callback are unchanged. */
const WITHOUT_RESULT: ReadonlySet<Outcome> = new Set<WithoutResult & Outcome>([
  'error',
  'no_update',
  'prevented',
  'discarded',
  'cancelled',
  'pending',
  'outputs_missing',
  'inputs_missing',
  'circular',
  'superseded',
  'group_dropped',
  'not_hydrated',
]);

/** How a call ended that did not write the Input; `undefined` where it did. */
function howWithoutResult(call: Call, input: Dependency): WithoutResult | undefined {
  if (call.outcome !== 'partial') return WITHOUT_RESULT.has(call.outcome) ? (call.outcome as WithoutResult) : undefined;
  const isLeftOut = outputsOf(call)?.some(({ prop_id, update }) => {
    const { id, property } = splitPropId(prop_id);
    return update === 'no_update' && property === input.property && belongsTo(id, input.id);
  });
  return isLeftOut === true ? 'left_out' : undefined;
}

/** Callbacks that write one of its Inputs, were called since it last ran, and wrote nothing. */
function stoppedBefore(
  model: TraceModel,
  { key, inputs }: CallbackDefinition,
  last: Call | undefined,
  moment: WhyNotMoment | null,
): readonly WhyNotReason[] {
  const since = last?.phases.requested ?? -Infinity;
  return inputs.flatMap((input) =>
    [...model.callbacks.values()].flatMap((writer): readonly WhyNotReason[] => {
      if (
        writer.key === key ||
        !writer.outputs.some(({ id, property }) => property === input.property && canMeet(id, input.id))
      )
        return [];
      const call = lastRequest(model, writer.key, moment);
      const isAsked =
        call !== undefined && (call.phases.requested ?? 0) >= since && (moment === null || isOfMoment(call, moment));
      const ended = isAsked ? howWithoutResult(call, input) : undefined;
      if (call === undefined || ended === undefined || wasWritten(model, input, call.phases.requested ?? 0)) return [];
      const params = { input: toPropId(propIdOf(input)), writer: writer.key, call: call.id, ended };
      return [{ code: 'upstream_without_result', params }];
    }),
  );
}

/** One of its Inputs changed, and nothing was requested. */
function notRequested(moment: WhyNotMoment, last: Call | undefined): WhyNotReason | null {
  if (moment.at === undefined || moment.props.length === 0 || (last !== undefined && isOfMoment(last, moment)))
    return null;
  return { code: 'not_requested', params: { props: mainChanges(moment.props) } };
}

/** A change triggers a callback only if the property is one of its Inputs. */
function notItsInput(
  model: TraceModel,
  { inputs, state }: CallbackDefinition,
  props: readonly PropId[],
): WhyNotReason | null {
  const isIn =
    (list: readonly Dependency[]) =>
    (prop: PropId): boolean => {
      const { id, property } = splitPropId(prop);
      return list.some((one) => one.property === property && belongsTo(id, one.id));
    };
  const [first] = props;
  if (first === undefined || props.some(isIn(inputs))) return null;
  const read = props.find(isIn(state));
  const kept = read === undefined ? keptInputs(inputs, props) : [];
  if (kept.length > 0) return { code: 'input_kept', params: { props: mainChanges(props), kept } };
  const silent = unheard(model, read ?? first);
  return read === undefined
    ? { code: 'not_an_input', params: { props: mainChanges(props), unheard: silent } }
    : { code: 'only_state', params: { prop: read, unheard: silent } };
}

/** Properties of the components that changed themselves, which are Inputs and were not part of the change. */
function keptInputs(inputs: readonly Dependency[], props: readonly PropId[]): readonly PropId[] {
  const components = new Set(props.map((prop) => splitPropId(prop).id));
  return [...components].flatMap((component) =>
    inputs.filter(({ id }) => belongsTo(component, id)).map(({ property }) => toPropId(`${component}.${property}`)),
  );
}

/**
 * A callback wrote its own Input. Dash allows that and does not call it again, so this does not explain why it did not
 * run.
 */
const isEcho = ({ outcome, callback, causes }: Call, calls: TraceModel['calls']): boolean =>
  outcome === 'circular' &&
  causes.length > 0 &&
  causes.every(({ call }) => call !== undefined && calls.get(call)?.callback === callback);

function lastRequest({ callIds, calls }: TraceModel, key: CallbackKey, moment: WhyNotMoment | null): Call | undefined {
  const { until = Infinity, next = [] } = moment ?? {};
  const isLater = ({ phases, changed }: Call): boolean =>
    (phases.requested ?? 0) > until ||
    ((phases.requested ?? 0) >= until - BEFORE_WRITE && next.some((prop) => changed.includes(prop)));
  for (let at = callIds.length - 1; at >= 0; at--) {
    const id = callIds[at];
    const call = id === undefined ? undefined : calls.get(id);
    if (call?.callback === key && call.outcome !== 'merged' && !isEcho(call, calls) && !isLater(call)) return call;
  }
  return undefined;
}

const toLast = (model: TraceModel, call: Call | undefined): WhyNot['last'] =>
  call === undefined ? null : { call, waiting: whyWaiting(model, call) };

/** @param isNow whether the question is about now: only the current layout is known, not that of an earlier moment */
function reasonsFor(
  model: TraceModel,
  definition: CallbackDefinition,
  last: Call | undefined,
  isNow: boolean,
): readonly WhyNotReason[] {
  const { layout } = model;
  const reasons: WhyNotReason[] = [];
  const { inputs, outputs, state } = definition;
  if (layout !== null && isNow) {
    const isHere = ({ id }: Dependency): boolean => idsOf(id, layout) > 0;
    const absent = inputs.filter((input) => !isHere(input));
    // With lists of components only, Dash runs it with empty ones (docs/dash-internals.md#requests).
    const isUnregistered = absent.some(({ id }) => putUnregistered(model, id) !== null);
    if (!isUnregistered && absent.length === inputs.length && inputs.some(({ id }) => !isMultiValued(id))) {
      const isOptional = inputs.every(({ allow_optional }) => allow_optional === true);
      reasons.push({ code: 'inputs_absent', params: { isOptional } });
    }
    // An optional one may be missing, and a list of components may be empty.
    const needed = (list: readonly Dependency[]): readonly Dependency[] =>
      list.filter(({ id, allow_optional }) => allow_optional !== true && !isMultiValued(id));
    for (const [role, list] of [
      ['Input', needed(inputs)],
      ['State', needed(state)],
      ['Output', outputs.filter(({ id }) => !isMultiValued(id))],
    ] as const) {
      for (const dependency of list) if (!isHere(dependency)) reasons.push(missing(model, dependency, role, layout));
    }
    // A list of components may be empty, but near misses suggest a mistake.
    for (const dependency of [...inputs, ...state]) {
      const { id } = dependency;
      if (isMultiValued(id) && isJsonObject(id) && !isHere(dependency) && nearMisses(id, layout.families).length > 0)
        reasons.push(missing(model, dependency, inputs.includes(dependency) ? 'Input' : 'State', layout));
    }
  }
  for (const { prop, dependency, component } of model.app.unknownProps ?? []) {
    const { id, property } = splitPropId(prop);
    if (dependency === 'Input' && inputs.some((input) => input.property === property && belongsTo(id, input.id)))
      reasons.push({
        code: 'input_unknown',
        params: { prop: toPropId(prop), component, near: nearestNames(property) },
      });
  }
  // A callback that ran only at page load is treated like one that never ran.
  if (last?.phases.sent !== undefined && !last.initial) return reasons;
  const still = inputs.filter((input) => !wasWritten(model, input, last?.phases.sent ?? 0));
  if (inputs.length > 0 && still.length === inputs.length)
    reasons.push(unchanged(model, definition, last?.phases.sent !== undefined));
  return reasons;
}

/** How many components on the page a declared id matches. */
function idsOf(id: ComponentId, layout: LayoutIds): number {
  return isJsonObject(id) ? resolvePattern(id, layout.families).length : layout.strings.has(id) ? 1 : 0;
}

/** How many near misses of a pattern are named. */
const MOST_NEAR = 3;

/** The call that put the component on the page without Dash knowing it; patterns are not searched for. */
const putUnregistered = ({ calls, app }: TraceModel, id: ComponentId): CallId | null =>
  isJsonObject(id) ? null : unregisteredBy(calls.values(), id, app.dashVersion);

function missing(
  model: TraceModel,
  dependency: Dependency,
  role: WhyNotParams['dependency_absent']['role'],
  layout: LayoutIds,
): WhyNotReason {
  const { id } = dependency;
  const by = putUnregistered(model, id);
  if (by !== null)
    return { code: 'dependency_unregistered', params: { role, prop: toPropId(propIdOf(dependency)), call: by } };
  const near = isJsonObject(id)
    ? { misses: nearMisses(id, layout.families).slice(0, MOST_NEAR) }
    : { ids: nearestIds(id, layout.strings) };
  return { code: 'dependency_absent', params: { role, prop: toPropId(propIdOf(dependency)), near } };
}

function unchanged(
  { callbacks }: TraceModel,
  { inputs, preventInitialCall }: CallbackDefinition,
  hasRun: boolean,
): WhyNotReason {
  const isWritten = inputs.some((input) =>
    [...callbacks.values()].some(({ outputs }) =>
      outputs.some(({ id, property }) => property === input.property && canMeet(id, input.id)),
    ),
  );
  const props = inputs.map((input) => toPropId(propIdOf(input)));
  return { code: 'inputs_unchanged', params: { inputs: props, hasRun, isWritten, preventInitialCall } };
}

/** Whether a write of a property that matches the dependency was seen since then. */
function wasWritten({ writes }: TraceModel, { id, property }: Dependency, since: number): boolean {
  const isSince = (list: readonly PropWrite[] | undefined): boolean => (list?.at(-1)?.at ?? -Infinity) >= since;
  if (!isJsonObject(id)) return isSince(writes.get(toPropId(`${id}.${property}`)));
  for (const [prop, list] of writes) {
    const own = splitPropId(prop);
    if (own.property === property && belongsTo(own.id, id) && isSince(list)) return true;
  }
  return false;
}

/** A property that changed and is not an Input of any callback; `null` if it is one, or did not change. */
export function unheard({ callbacks, writes }: TraceModel, prop: PropId): Unheard | null {
  const { id, property } = splitPropId(prop);
  const inputsOf = [...callbacks.values()].flatMap(({ inputs }) => inputs.filter((input) => belongsTo(id, input.id)));
  if (inputsOf.some((input) => input.property === property) || writes.get(prop)?.at(-1) === undefined) return null;
  return { prop, instead: [...new Set(inputsOf.map((input) => input.property))] };
}
