import { isDeepStrictEqual } from 'node:util';

import { parseId, splitPropId } from '../../src/dash/component-id';
import { isJsonObject, type JsonValue } from '../../src/lib/json';
import { isCutValue } from '../../src/protocol/cut-value';
import type { FileCall, TraceFile } from '../../src/trace/file/trace-file';
import type { Dep, RandomApp, RandomComponent } from './app';
import type { Evidence, PageRun } from './play';
import { runOf, tokensOf, type Token } from './tokens';

/** A call of the trace with its callback's number in the app. */
export interface NumberedCall {
  readonly number: number;
  readonly call: FileCall;
}

/** What follows from the tokens alone: which call is which run, and where values were seen. */
export interface Known {
  readonly evidence: Evidence;
  readonly trace: TraceFile;
  readonly calls: readonly NumberedCall[];
  /** The call that a run is, by the tokens it wrote. */
  readonly callOf: (token: Token) => FileCall | undefined;
  /** Clientside runs and their calls, each in their own order. */
  readonly pageRuns: readonly { readonly run: PageRun; readonly call: FileCall | undefined }[];
  /** Every token that a callback received, or that is on the page at the end; outputs only. */
  readonly seen: ReadonlyMap<string, readonly Token[]>;
}

/** What runs of callbacks wrote in a call, as the trace has it. */
export const writtenTokens = (call: FileCall): readonly Token[] => [
  ...call.outputs.flatMap(({ value }) => tokensOf(value)),
  ...call.sideUpdates.flatMap(({ origin, props }) => (origin === 'set_props' ? tokensOf(props as JsonValue) : [])),
];

/** Everything that a call received, by `id.property`. */
export function givenTo(call: FileCall): ReadonlyMap<string, JsonValue> {
  return new Map(Object.entries({ ...call.ctx?.states, ...call.ctx?.inputs }));
}

export function knownOf(evidence: Evidence, trace: TraceFile): Known {
  const calls = trace.calls.map((call): NumberedCall => ({ number: evidence.keys.indexOf(call.callback), call }));
  const byRun = new Map<string, FileCall>();
  for (const { number, call } of calls)
    for (const token of writtenTokens(call))
      if (token.callback === number && token.kind !== 'k') byRun.set(runOf(token), call);
  const pageRuns = evidence.app.callbacks.flatMap((_, number) => {
    const runs = evidence.page.runs.filter(({ callback }) => callback === number);
    const own = calls
      .filter((each) => each.number === number && each.call.transport === 'page' && each.call.phases.sent !== undefined)
      .map(({ call }) => call)
      .sort((a, b) => (a.phases.sent ?? 0) - (b.phases.sent ?? 0));
    return runs.map((run, index) => ({ run, call: own[index] }));
  });
  for (const { run, call } of pageRuns)
    if (call !== undefined && !byRun.has(`c${run.callback}.${run.run}`)) byRun.set(`c${run.callback}.${run.run}`, call);
  const seen = new Map<string, Token[]>();
  const see = (value: JsonValue | undefined): void => {
    for (const token of tokensOf(value)) {
      const own = seen.get(runOf(token)) ?? [];
      own.push(token);
      seen.set(runOf(token), own);
    }
  };
  for (const { inputs, states } of evidence.log) {
    see(inputs);
    see(states);
  }
  for (const { args } of evidence.page.runs) see(args);
  see(evidence.page.layout);
  return { evidence, trace, calls, pageRuns, seen, callOf: (token) => byRun.get(runOf(token)) };
}

/** Whether a declared dependency matches a property of a concrete component. */
export function standsFor(dep: Dep, propId: string): boolean {
  const { id, property } = splitPropId(propId);
  if (dep.property !== property) return false;
  return matches(dep.id, id);
}

function matches(declared: Dep['id'], idText: string): boolean {
  if (typeof declared === 'string') return declared === idText;
  const concrete = parseId(idText);
  if (!isJsonObject(concrete)) return false;
  return (
    isDeepStrictEqual(Object.keys(concrete).sort(), Object.keys(declared).sort()) &&
    Object.entries(declared).every(([key, value]) => Array.isArray(value) || concrete[key] === value)
  );
}

/** Components with the contents of their boxes. */
export const allComponents = (app: RandomApp): readonly RandomComponent[] =>
  app.components.flatMap((each) => (each.type === 'box' ? [each, ...each.variants.flat()] : [each]));

/** `x0.children` of every box. */
export const boxesOf = (app: RandomApp): readonly string[] =>
  app.components.flatMap((each) => (each.type === 'box' ? [`${each.id}.children`] : []));

export const short = (value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  const shown = text?.replace(/x{20,}/g, 'xxx…') ?? 'nothing';
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
};

/** Equal, where a value that the trace left in the page equals one of the same size and start. */
export function isSame(traced: unknown, noted: unknown): boolean {
  if (isCutValue(traced)) {
    const { $preview, $bytes } = traced as { readonly $preview: string; readonly $bytes: number };
    const text = JSON.stringify(noted);
    return text.length === $bytes && text.startsWith($preview.slice(0, FIRST));
  }
  if (Array.isArray(traced) && Array.isArray(noted))
    return traced.length === noted.length && traced.every((each, at) => isSame(each, noted[at]));
  if (isObject(traced) && isObject(noted)) {
    const keys = Object.keys(traced);
    return keys.length === Object.keys(noted).length && keys.every((key) => isSame(traced[key], noted[key]));
  }
  return traced === noted;
}

/** Characters of a preview that are compared: its end can be the end of the value. */
const FIRST = 60;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
