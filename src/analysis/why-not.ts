import { propIdOf, splitPropId } from '../dash/component-id';
import { isMultiValued, nearMisses, resolvePattern } from '../dash/pattern';
import { prettyId, prettyPropId } from '../dash/pretty';
import { belongsTo } from '../dash/side-update';
import { editDistance } from '../lib/edit-distance';
import { isJsonObject } from '../lib/json';
import type { TraceModel } from '../trace/model';
import { outputsOf } from '../trace/outputs';
import { whyWaiting } from '../trace/why-waiting';
import {
  toPropId,
  type Call,
  type CallbackDefinition,
  type CallbackKey,
  type CallReason,
  type ComponentId,
  type Dependency,
  type LayoutIds,
  type PropId,
  type PropWrite,
} from '../trace/types';
import { canMeet } from './declared-cycles';
import { nameOf } from './problems/words';

/** One reason why a callback did not run, or why what it returned changed nothing. */
export interface WhyNotReason {
  readonly sentence: string;
  /** What would change it; `null` where nothing has to. */
  readonly advice: string | null;
}

export interface WhyNot {
  /** The last request of it, and what became of that one; `null` when it was never requested. */
  readonly last: { readonly call: Call; readonly waiting: CallReason | null } | null;
  /** What it declares that keeps it from running. Empty: nothing does. */
  readonly reasons: readonly WhyNotReason[];
}

/** A moment that is asked about. */
export interface WhyNotMoment {
  /** When it was; absent: requests from the beginning on count. */
  readonly at?: number;
  /** Requests after it do not count, in milliseconds of the trace. */
  readonly until: number;
  /** What changed right after that, if anything: its requests come before it. */
  readonly next?: readonly PropId[];
  /** What changed then, all in one write; none: it is the page load. */
  readonly props: readonly PropId[];
}

/** What changed in one write, as words; without the times that components note beside what they count. */
export const changedNames = (props: readonly PropId[]): string => told(props).map(prettyPropId).join(', ');

function told(props: readonly PropId[]): readonly PropId[] {
  const without = props.filter((prop) => !prop.endsWith('_timestamp'));
  return without.length === 0 ? props : without;
}

/**
 * Milliseconds: a component calls callbacks for what it changed first, and writes it then
 * (docs/dash-internals.md#requests), all in one step.
 */
const BEFORE_WRITE = 50;

/** Something of it was requested at the moment, or right before it for what changed then. */
function isOfMoment({ phases, changed }: Call, { at, props }: WhyNotMoment): boolean {
  const requested = phases.requested ?? -Infinity;
  return (
    at === undefined ||
    requested >= at ||
    (requested >= at - BEFORE_WRITE && props.some((prop) => changed.includes(prop)))
  );
}

/**
 * Answers why a callback did not run, by now or by a moment: the last time it could have, and what in its declaration
 * stands in the way.
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
    // That the property is not an Input is no answer where another callback was to hand it on.
    reasons: [
      ...stopped,
      ...(deaf === null || stopped.length > 0 ? [] : [deaf]),
      ...(unasked === null ? [] : [unasked]),
      ...reasonsFor(model, definition, last, moment === null),
    ],
  };
}

/** Outcomes after which what a callback writes is as it was. */
const WITHOUT_RESULT: Readonly<Partial<Record<Call['outcome'], string>>> = {
  error: 'failed',
  no_update: 'returned no_update',
  prevented: 'raised PreventUpdate',
  discarded: 'returned something that was thrown away',
  cancelled: 'was cancelled',
  pending: 'is not done yet',
  outputs_missing: 'did not run: its outputs were not on the page',
  inputs_missing: 'did not run: its Inputs were not on the page',
  circular: 'did not run: its request had come round in a circle',
  superseded: 'was requested anew before it ran',
  group_dropped: 'did not run: the callback before it wrote nothing',
  not_hydrated: 'did not run: the page was not ready',
};

/** How a call ended that did not write the Input; `undefined` where it did. */
function howWithoutResult(call: Call, input: Dependency): string | undefined {
  if (call.outcome !== 'partial') return WITHOUT_RESULT[call.outcome];
  const isLeftOut = outputsOf(call)?.some(({ prop_id, update }) => {
    const { id, property } = splitPropId(prop_id);
    return update === 'no_update' && property === input.property && belongsTo(id, input.id);
  });
  return isLeftOut === true ? 'returned no_update for it' : undefined;
}

/** Callbacks that write an Input of it, were called since it ran last, and wrote nothing. */
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
      const why = isAsked ? howWithoutResult(call, input) : undefined;
      if (call === undefined || why === undefined || wasWritten(model, input, call.phases.requested ?? 0)) return [];
      const name = prettyPropId(propIdOf(input));
      return [
        {
          sentence: `Its Input ${name} is written by ${nameOf(model, writer.key)}, which ${why} (call ${call.id}): ${name} stayed as it was, and that calls nobody.`,
          advice: null,
        },
      ];
    }),
  );
}

/** Something changed that is an Input of it, and nothing was requested. */
function notRequested(moment: WhyNotMoment, last: Call | undefined): WhyNotReason | null {
  if (moment.at === undefined || moment.props.length === 0 || (last !== undefined && isOfMoment(last, moment)))
    return null;
  return {
    sentence: `${changedNames(moment.props)} changed then, and this callback was not requested for it.`,
    advice: null,
  };
}

/** What changed then has to be an Input of a callback to call it. */
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
  const names = changedNames(props);
  return {
    sentence:
      read === undefined
        ? `${names} changed then, and ${told(props).length > 1 ? 'none of them is' : 'it is not'} an Input of this callback.`
        : `${prettyPropId(read)} changed then, and it is State of this callback: State is read when the callback runs and does not call it.`,
    advice: unheard(model, read ?? first),
  };
}

/** A callback wrote its own Input, which Dash allows and does not call it for again: that says nothing of why it did not run. */
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

/** @param isNow the layout is known as it is now, not as it was at a moment that is gone */
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
    if (absent.length === inputs.length && inputs.some(({ id }) => !isMultiValued(id))) {
      const isOptional = inputs.every(({ allow_optional }) => allow_optional === true);
      reasons.push({
        sentence: isOptional
          ? 'All of its Inputs are optional, and none of them is on the page: with nothing to start it, it does not run.'
          : 'None of its Inputs is on the page, so nothing can start it.',
        advice: null,
      });
    }
    // An optional one may be missing, and a list of components may be empty.
    const needed = (list: readonly Dependency[]): readonly Dependency[] =>
      list.filter(({ id, allow_optional }) => allow_optional !== true && !isMultiValued(id));
    for (const [role, list] of [
      ['Input', needed(inputs)],
      ['State', needed(state)],
      ['Output', outputs.filter(({ id }) => !isMultiValued(id))],
    ] as const) {
      for (const dependency of list) if (!isHere(dependency)) reasons.push(missing(dependency, role, layout));
    }
    // A list of components may be empty; but where some are nearly meant, it is worth a word.
    for (const dependency of [...inputs, ...state]) {
      const { id } = dependency;
      if (isMultiValued(id) && isJsonObject(id) && !isHere(dependency) && nearMisses(id, layout.families).length > 0)
        reasons.push(missing(dependency, inputs.includes(dependency) ? 'Input' : 'State', layout));
    }
  }
  // What ran on page load only is as still as what never ran.
  if (last?.phases.sent !== undefined && !last.initial) return reasons;
  const still = inputs.filter((input) => !wasWritten(model, input, last?.phases.sent ?? 0));
  if (inputs.length > 0 && still.length === inputs.length)
    reasons.push(unchanged(model, definition, last?.phases.sent !== undefined));
  return reasons;
}

/** How many components on the page a declared id stands for. */
function idsOf(id: ComponentId, layout: LayoutIds): number {
  return isJsonObject(id) ? resolvePattern(id, layout.families).length : layout.strings.has(id) ? 1 : 0;
}

function missing({ id, property }: Dependency, role: 'Input' | 'State' | 'Output', layout: LayoutIds): WhyNotReason {
  const near = isJsonObject(id)
    ? nearMisses(id, layout.families)
        .slice(0, 3)
        .map((miss) => `${prettyId(miss.id)} (${miss.why})`)
    : nearestIds(id, layout.strings);
  return {
    sentence: `Its ${role} ${prettyId(id)}.${property} is not on the page: there is no component with this id${isJsonObject(id) ? ' pattern' : ''} now.`,
    advice:
      near.length === 0
        ? 'It may come later, with another page or tab of the app; if not, the id is not the one in the layout.'
        : `On the page is ${near.join(', ')}. Is that the one that was meant?`,
  };
}

/** Letters by which two ids may differ and still be meant to be the same, for each five letters of the id. */
const NEAR = 2;

/** The ids that are spelled nearly alike, the nearest first. */
export function nearestIds(id: string, ids: Iterable<string>): readonly string[] {
  // Of two letters every other id is near.
  const most = id.length < 3 ? 0 : id.length < 5 ? 1 : Math.ceil((id.length / 5) * NEAR);
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');
  return [...ids]
    .map((other) => ({ other, distance: plain(other) === plain(id) ? 0 : editDistance(plain(id), plain(other), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, 3)
    .map(({ other }) => other);
}

function unchanged(
  { callbacks }: TraceModel,
  { inputs, preventInitialCall }: CallbackDefinition,
  hasRun: boolean,
): WhyNotReason {
  const names = inputs.map((input) => prettyPropId(propIdOf(input)));
  const list = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const isWritten = inputs.some((input) =>
    [...callbacks.values()].some(({ outputs }) =>
      outputs.some(({ id, property }) => property === input.property && canMeet(id, input.id)),
    ),
  );
  return {
    sentence:
      `${list}: ${names.length === 1 ? 'this Input has not' : 'none of these Inputs has'} changed since ${hasRun ? 'it ran when the page loaded' : 'the recording began'}.` +
      (isWritten ? '' : ` No callback has ${names.length === 1 ? 'it' : 'one of them'} as an Output.`) +
      (inputs.some(({ property }) => property === 'n_intervals')
        ? ' An Interval ticks unless it is disabled, or has reached max_intervals.'
        : '') +
      (preventInitialCall ? ' With prevent_initial_call=True it does not run when the page loads either.' : ''),
    advice: null,
  };
}

/** A property it stands for was seen to be written since then, by whomever. */
function wasWritten({ writes }: TraceModel, { id, property }: Dependency, since: number): boolean {
  const isSince = (list: readonly PropWrite[] | undefined): boolean => (list?.at(-1)?.at ?? -Infinity) >= since;
  if (!isJsonObject(id)) return isSince(writes.get(toPropId(`${id}.${property}`)));
  for (const [prop, list] of writes) {
    const own = splitPropId(prop);
    if (own.property === property && belongsTo(own.id, id) && isSince(list)) return true;
  }
  return false;
}

/** Says of a property that changed that nobody listens to it; `null` where somebody does, or it did not change. */
export function unheard({ callbacks, writes }: TraceModel, prop: PropId): string | null {
  const { id, property } = splitPropId(prop);
  const listeners = [...callbacks.values()].filter(({ inputs }) =>
    inputs.some((input) => input.property === property && belongsTo(id, input.id)),
  );
  const last = writes.get(prop)?.at(-1);
  if (listeners.length > 0 || last === undefined) return null;
  const others = [...callbacks.values()].flatMap(({ inputs }) =>
    inputs.filter((input) => belongsTo(id, input.id)).map((input) => input.property),
  );
  const instead = [...new Set(others)];
  return `${prettyPropId(prop)} changed; no callback has it as an Input.${instead.length === 0 ? '' : ` Of this component callbacks listen to ${instead.join(', ')}.`}`;
}
