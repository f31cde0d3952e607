import { stringifyId } from '../dash/component-id';
import { isMultiValued, nearMisses, resolvePattern, wildcardOf, type NearMiss } from '../dash/pattern';
import { derived } from '../lib/derived';
import { isJsonObject, type JsonObject } from '../lib/json';
import { durationOf } from '../trace/duration';
import type { TraceModel } from '../trace/model';
import type { Call, CallbackDefinition, CallbackKey, CallId, Dependency, LayoutIds } from '../trace/types';

/** One object id of a callback's declaration, nearly always a pattern, with the ids that it matches now. */
export interface PatternUse {
  readonly role: 'output' | 'input' | 'state';
  readonly dependency: Dependency;
  readonly spec: JsonObject;
  /**
   * In the order in which Dash passes them; all of them, whatever the MATCH values. `null` while the page has not
   * reported its ids.
   */
  readonly ids: readonly JsonObject[] | null;
  readonly near: readonly NearMiss[];
}

/** One combination of MATCH values that makes an instance of a callback. */
export interface PatternInstance {
  readonly match: JsonObject;
  readonly label: string;
  /** Whether it is on the page now; a removed instance is kept for its calls. */
  readonly present: boolean;
  readonly calls: readonly CallId[];
  readonly errors: number;
  readonly lastDuration: number | null;
  readonly total: number;
}

export interface PatternCallback {
  readonly key: CallbackKey;
  readonly definition: CallbackDefinition;
  readonly uses: readonly PatternUse[];
  /** The pattern whose MATCH creates the instances; `null` if no output or input has MATCH. */
  readonly leading: PatternUse | null;
  /** In the order of the leading pattern's ids, then those that are only known from earlier calls. */
  readonly instances: readonly PatternInstance[];
}

/**
 * Every callback with an object id, in the order of declaration; the same object for the same revision. Object ids
 * without a wildcard are among them, because they can fail to match in the same ways (`1` and `"1"`).
 */
export const patternCallbacks = derived((model: TraceModel): readonly PatternCallback[] => {
  const calls = callsByCallback(model);
  return [...model.callbacks.values()].flatMap((definition): readonly PatternCallback[] => {
    const uses = usesOf(definition, model.layout);
    if (uses.length === 0) return [];
    const leading = leadingOf(uses);
    const instances = leading === null ? [] : instancesOf(leading, calls.get(definition.key) ?? []);
    return [{ key: definition.key, definition, uses, leading, instances }];
  });
});

/** The ids a pattern passes to one instance, in order; `null` while the page has not reported its ids. */
export function idsForInstance(
  use: PatternUse,
  layout: LayoutIds | null,
  match: JsonObject,
): readonly JsonObject[] | null {
  if (layout === null) return null;
  const ofLayout = knownIn(layout);
  const text = `${stringifyId(use.spec)} ${stringifyId(match)}`;
  let ids = ofLayout.bound.get(text);
  if (ids === undefined) {
    // Instances are read one after the other: a cache of all of them would mostly hold ids that are not read again.
    if (ofLayout.bound.size > 100) ofLayout.bound.clear();
    ids = resolvePattern(use.spec, layout.families, match);
    ofLayout.bound.set(text, ids);
  }
  return ids;
}

/** The keys of a pattern that have this wildcard, sorted. */
export const keysWith = (spec: JsonObject, wildcard: 'MATCH' | 'ALL' | 'ALLSMALLER'): readonly string[] =>
  Object.keys(spec)
    .filter((key) => wildcardOf(spec[key]) === wildcard)
    .sort();

function usesOf(definition: CallbackDefinition, layout: LayoutIds | null): readonly PatternUse[] {
  const { outputs, inputs, state } = definition;
  const pick = (role: PatternUse['role'], list: readonly Dependency[]): readonly PatternUse[] =>
    list.flatMap((dependency) => {
      const id = dependency.id;
      return isJsonObject(id) ? [{ role, dependency, spec: id, ...resolved(id, layout) }] : [];
    });
  return [...pick('output', outputs), ...pick('input', inputs), ...pick('state', state)];
}

type Resolved = Pick<PatternUse, 'ids' | 'near'>;
const UNTOLD: Resolved = { ids: null, near: [] };

// A layout is replaced when anything in it changes; with 20,000 ids it must not be searched again for every call.
const knownIn = derived((_: LayoutIds) => ({
  patterns: new Map<string, Resolved>(),
  bound: new Map<string, readonly JsonObject[]>(),
}));

function resolved(spec: JsonObject, layout: LayoutIds | null): Resolved {
  if (layout === null) return UNTOLD;
  const { patterns } = knownIn(layout);
  const text = stringifyId(spec);
  let answer = patterns.get(text);
  if (answer === undefined) {
    answer = { ids: resolvePattern(spec, layout.families), near: nearMisses(spec, layout.families) };
    patterns.set(text, answer);
  }
  return answer;
}

function callsByCallback(model: TraceModel): ReadonlyMap<CallbackKey, readonly Call[]> {
  const calls = new Map<CallbackKey, Call[]>();
  for (const call of model.calls.values()) {
    if (call.match === null) continue;
    const list = calls.get(call.callback);
    if (list === undefined) calls.set(call.callback, [call]);
    else list.push(call);
  }
  return calls;
}

/**
 * MATCH values come from the first output with a single id (the renderer's `firstSingleOutput`), else from any output;
 * if outputs have none (4.2+), from the inputs (docs/dash-internals.md#relaxed-match).
 */
function leadingOf(uses: readonly PatternUse[]): PatternUse | null {
  const matching = uses.filter(({ spec }) => keysWith(spec, 'MATCH').length > 0);
  const outputs = matching.filter(({ role }) => role === 'output');
  return (
    outputs.find(({ spec }) => !isMultiValued(spec)) ??
    outputs[0] ??
    matching.find(({ role }) => role === 'input') ??
    null
  );
}

/**
 * The instances of the ids on the page, without their calls, by the text of their match. Cached with the list of ids,
 * which lives as long as the layout: most of 20,000 instances were not called since the previous update.
 */
const presentOf = ({ ids, spec }: PatternUse): ReadonlyMap<string, PatternInstance> =>
  ids === null ? NONE_PRESENT : presentIn(ids)(spec);

const NONE_PRESENT: ReadonlyMap<string, PatternInstance> = new Map();

const presentIn = derived((ids: readonly JsonObject[]) =>
  derived((spec: JsonObject): ReadonlyMap<string, PatternInstance> => {
    const keys = keysWith(spec, 'MATCH');
    const present = new Map<string, PatternInstance>();
    for (const id of ids) {
      const match: JsonObject = Object.fromEntries(keys.map((key) => [key, id[key] ?? null]));
      const text = stringifyId(match);
      if (!present.has(text)) present.set(text, toInstance(match, labelOf(match), true, []));
    }
    return present;
  }),
);

function instancesOf(leading: PatternUse, calls: readonly Call[]): readonly PatternInstance[] {
  const present = presentOf(leading);
  const byMatch = new Map<string, { readonly match: JsonObject; readonly calls: Call[] }>();
  for (const call of calls) {
    if (!isJsonObject(call.match)) continue;
    const text = stringifyId(call.match);
    const own = byMatch.get(text);
    if (own === undefined) byMatch.set(text, { match: call.match, calls: [call] });
    else own.calls.push(call);
  }
  const here = [...present].map(([text, idle]) => {
    const own = byMatch.get(text);
    return own === undefined ? idle : toInstance(idle.match, idle.label, true, own.calls);
  });
  const gone = [...byMatch]
    .filter(([text]) => !present.has(text))
    .map(([, { match, calls: own }]) => toInstance(match, labelOf(match), false, own));
  return [...here, ...gone];
}

const labelOf = (match: JsonObject): string =>
  Object.entries(match)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(', ');

function toInstance(match: JsonObject, label: string, present: boolean, calls: readonly Call[]): PatternInstance {
  const ran = calls.filter((call) => call.phases.sent !== undefined);
  const durations = ran.flatMap((call) => durationOf(call) ?? []);
  return {
    match,
    label,
    present,
    calls: ran.map(({ id }) => id),
    errors: ran.filter(({ outcome }) => outcome === 'error').length,
    lastDuration: durations.at(-1) ?? null,
    total: durations.reduce((sum, duration) => sum + duration, 0),
  };
}
