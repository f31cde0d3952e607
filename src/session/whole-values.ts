import type { Answer } from '../protocol/answer';
import { isJsonObject, parseJson, type JsonValue } from '../lib/json';
import { isCutValue } from '../protocol/cut-value';
import type { TraceFile } from '../trace/file/trace-file';
import type { CallbackDefinition, CutValue, ValueRef } from '../trace/types';

/** Requests the JSON text of a value that the page still has. */
export type FetchValue = (text: number, path: readonly (string | number)[]) => Promise<Answer<string>>;

export interface FetchOptions {
  /** How many of the values have been requested so far. */
  readonly progress?: (done: number, of: number) => void;
  /** Once aborted, the promise rejects with the signal's reason before the next value is requested. */
  readonly signal?: AbortSignal;
}

/** A value with everything that was cut because of its size restored; what is no longer available is marked as gone. */
export async function fetchCuts(value: JsonValue, fetchValue: FetchValue): Promise<JsonValue> {
  const refs = new Map<string, ValueRef>();
  collect(value, refs);
  return fill(value, await fetchAll(refs, fetchValue, {}));
}

/**
 * How many values were cut from it and may still be available, and their size in characters as far as it was measured.
 */
export function countCuts(value: JsonValue): { readonly count: number; readonly bytes: number } {
  const refs = new Map<string, ValueRef>();
  const sizes = new Map<string, number>();
  collect(value, refs, sizes);
  return { count: refs.size, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
}

/** By `keyOf` of their location. One value can be in several places: in `triggered`, `inputs` and `inputs_list`. */
type Found = ReadonlyMap<string, JsonValue | undefined>;

/**
 * A trace file with every value that stayed in the page because of its size, and with the source of clientside
 * functions. What the page no longer has is marked as gone.
 */
export async function withWholeValues(
  file: TraceFile,
  fetchValue: FetchValue,
  options: FetchOptions = {},
): Promise<TraceFile> {
  const refs = new Map<string, ValueRef>();
  collect(file as unknown as JsonValue, refs);
  const sources = sourcesOf(file);
  for (const source of sources.values()) refs.set(keyOf(source), source);
  const found = await fetchAll(refs, fetchValue, options);
  const whole = fill(file as unknown as JsonValue, found) as unknown as TraceFile;
  return { ...whole, callbacks: whole.callbacks.map((definition) => withCode(definition, sources, found)) };
}

async function fetchAll(
  refs: ReadonlyMap<string, ValueRef>,
  fetchValue: FetchValue,
  { progress, signal }: FetchOptions,
): Promise<Found> {
  const found = new Map<string, JsonValue | undefined>();
  for (const [key, { text, path }] of refs) {
    signal?.throwIfAborted();
    progress?.(found.size, refs.size);
    const answer = await fetchValue(text, path);
    found.set(key, answer.ok ? parseJson(answer.value) : undefined);
  }
  signal?.throwIfAborted();
  progress?.(refs.size, refs.size);
  return found;
}

const keyOf = ({ text, path }: ValueRef): string => JSON.stringify([text, path]);

/** Where a value is that can be requested; values that were left out on purpose are not. */
function refOf(value: JsonValue): ValueRef | undefined {
  const cut = value as unknown as CutValue;
  return isCutValue(value) && cut.$why === 'size' ? cut.$at : undefined;
}

function collect(value: JsonValue, refs: Map<string, ValueRef>, sizes?: Map<string, number>): void {
  const ref = refOf(value);
  if (ref !== undefined) {
    refs.set(keyOf(ref), ref);
    sizes?.set(keyOf(ref), (value as unknown as CutValue).$bytes ?? 0);
  } else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value) as readonly JsonValue[]) collect(item, refs, sizes);
}

function fill(value: JsonValue, found: Found): JsonValue {
  const ref = refOf(value);
  if (ref !== undefined) {
    const { $preview, $bytes } = value as unknown as CutValue;
    return found.get(keyOf(ref)) ?? { $preview, $bytes, $why: 'gone' };
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => fill(item, found));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, found)]));
}

/** Where the function of each clientside callback was seen last: the page may have dropped earlier ones. */
function sourcesOf({ calls, callbacks }: TraceFile): ReadonlyMap<string, ValueRef> {
  const known = new Set(callbacks.filter(({ code }) => code !== undefined).map(({ key }) => key));
  return new Map(
    calls.flatMap(({ callback, clientside }) =>
      clientside === undefined || known.has(callback) ? [] : [[callback, clientside.source]],
    ),
  );
}

function withCode(
  definition: CallbackDefinition,
  sources: ReadonlyMap<string, ValueRef>,
  found: Found,
): CallbackDefinition {
  const source = sources.get(definition.key);
  const code = source && found.get(keyOf(source));
  return typeof code === 'string' ? { ...definition, code } : definition;
}
