import { isJsonObject, type JsonValue, parseJson } from '../src/lib/json';
import { isCutValue } from '../src/protocol/cut-value';
import type { TraceFile } from '../src/trace/file/trace-file';
import type { CutValue } from '../src/trace/types';
import type { Answer } from '../src/transport/agent-client';

/** Asks the page for the JSON text of a value it still holds. */
export type FetchValue = (text: number, path: readonly (string | number)[]) => Promise<Answer<string>>;

/**
 * A trace file with every value that was left in the page because of its size in its place. What the page no longer holds
 * stays marked, now as gone.
 */
export async function withWholeValues(file: TraceFile, fetchValue: FetchValue): Promise<TraceFile> {
  return (await fill(file as unknown as JsonValue, fetchValue)) as unknown as TraceFile;
}

async function fill(value: JsonValue, fetchValue: FetchValue): Promise<JsonValue> {
  if (isCutValue(value)) return fetched(value as unknown as CutValue, fetchValue);
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value as readonly JsonValue[]) items.push(await fill(item, fetchValue));
    return items;
  }
  if (!isJsonObject(value)) return value;
  const entries: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(value)) entries.push([key, await fill(item, fetchValue)]);
  return Object.fromEntries(entries);
}

async function fetched(cut: CutValue, fetchValue: FetchValue): Promise<JsonValue> {
  if (cut.$why !== 'size' || cut.$at === undefined) return cut as unknown as JsonValue;
  const answer = await fetchValue(cut.$at.text, cut.$at.path);
  const whole = answer.ok ? parseJson(answer.value) : undefined;
  if (whole !== undefined) return whole;
  const { $preview, $bytes } = cut;
  return { $preview, $bytes, $why: 'gone' };
}
