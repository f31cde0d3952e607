import { stringifyId } from '../dash/component-id';
import { isPattern, nearMisses, resolvePattern, wildcardOf, type NearMiss } from '../dash/pattern';
import { isJsonObject, type JsonObject } from '../lib/json';
import { durationOf } from '../trace/duration';
import type { TraceModel } from '../trace/model';
import type { Call, CallbackDefinition, CallbackKey, CallId, Dependency } from '../trace/types';

/** One pattern of one callback, with what it stands for right now. */
export interface PatternUse {
  readonly role: 'output' | 'input' | 'state';
  readonly dependency: Dependency;
  readonly spec: JsonObject;
  /** In the order in which Dash passes them; all of them, whatever MATCH binds. */
  readonly ids: readonly JsonObject[];
  readonly near: readonly NearMiss[];
}

/** One combination of MATCH values that makes an instance of a callback. */
export interface Instance {
  readonly match: JsonObject;
  readonly label: string;
  /** On the page now; a removed one is kept for its calls. */
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
  /** Empty when no dependency has MATCH. */
  readonly instances: readonly Instance[];
}

/** Every callback with a pattern id, in the order of declaration. `null` while the page has not told its ids. */
export function patternCallbacks(model: TraceModel): readonly PatternCallback[] | null {
  const { layout } = model;
  if (layout === null) return null;
  const calls = callsByCallback(model);
  return [...model.callbacks.values()].flatMap((definition) => {
    const uses = usesOf(definition).map(({ role, dependency, spec }) => ({
      role,
      dependency,
      spec,
      ids: resolvePattern(spec, layout.families),
      near: nearMisses(spec, layout.families),
    }));
    if (uses.length === 0) return [];
    return [{ key: definition.key, definition, uses, instances: instancesOf(uses, calls.get(definition.key) ?? []) }];
  });
}

/** The ids an ALLSMALLER (or any) pattern passes to one instance, in order. */
export function idsForInstance(use: PatternUse, model: TraceModel, match: JsonObject): readonly JsonObject[] {
  return model.layout === null ? [] : resolvePattern(use.spec, model.layout.families, match);
}

function usesOf(definition: CallbackDefinition): readonly Pick<PatternUse, 'role' | 'dependency' | 'spec'>[] {
  const { outputs, inputs, state } = definition;
  const pick = (role: PatternUse['role'], list: readonly Dependency[]): readonly Pick<PatternUse, 'role' | 'dependency' | 'spec'>[] =>
    list.flatMap((dependency) => {
      const id = dependency.id;
      return isPattern(id) ? [{ role, dependency, spec: id }] : [];
    });
  return [...pick('output', outputs), ...pick('input', inputs), ...pick('state', state)];
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

/** MATCH values come from the outputs; where those have none (4.2+), from the inputs (reference 9). */
function instancesOf(uses: readonly PatternUse[], calls: readonly Call[]): readonly Instance[] {
  const hasMatch = (use: PatternUse): boolean => Object.values(use.spec).some((value) => wildcardOf(value) === 'MATCH');
  const leading = uses.find((use) => use.role === 'output' && hasMatch(use)) ?? uses.find((use) => use.role === 'input' && hasMatch(use));
  if (leading === undefined) return [];
  const keys = Object.keys(leading.spec).filter((key) => wildcardOf(leading.spec[key]) === 'MATCH').sort();
  const found = new Map<string, { match: JsonObject; present: boolean; calls: Call[] }>();
  const note = (match: JsonObject, present: boolean): { calls: Call[] } => {
    const label = stringifyId(match);
    const known = found.get(label);
    if (known !== undefined) return known;
    const fresh = { match, present, calls: [] as Call[] };
    found.set(label, fresh);
    return fresh;
  };
  for (const id of leading.ids) note(Object.fromEntries(keys.map((key) => [key, id[key] ?? null])), true);
  for (const call of calls) if (isJsonObject(call.match)) note(call.match, false).calls.push(call);
  return [...found.values()].map(({ match, present, calls: own }) => toInstance(match, present, own));
}

function toInstance(match: JsonObject, present: boolean, calls: readonly Call[]): Instance {
  const ran = calls.filter((call) => call.phases.sent !== undefined);
  const durations = ran.flatMap((call) => durationOf(call) ?? []);
  return {
    match,
    label: Object.entries(match)
      .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      .join(', '),
    present,
    calls: ran.map(({ id }) => id),
    errors: ran.filter(({ outcome }) => outcome === 'error').length,
    lastDuration: durations.at(-1) ?? null,
    total: durations.reduce((sum, duration) => sum + duration, 0),
  };
}
