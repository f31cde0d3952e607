import { isJsonObject, parseJson, type JsonValue } from '../lib/json';
import { isCutValue } from '../protocol/cut-value';

type FetchText = (text: number, path: readonly (string | number)[]) => Promise<string | undefined>;

export function containsCut(value: JsonValue): boolean {
  if (isCutValue(value)) return true;
  if (Array.isArray(value)) return value.some((item: JsonValue) => containsCut(item));
  return isJsonObject(value) && Object.values(value).some(containsCut);
}

/** The value with everything cut that can still be had in its place; what is gone says so. */
export async function fillCuts(value: JsonValue, fetchText: FetchText): Promise<JsonValue> {
  if (isCutValue(value)) return fill(value, fetchText);
  if (Array.isArray(value)) {
    const list: JsonValue[] = [];
    for (const item of value as readonly JsonValue[]) list.push(await fillCuts(item, fetchText));
    return list;
  }
  if (!isJsonObject(value)) return value;
  const entries: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(value)) entries.push([key, await fillCuts(item, fetchText)]);
  return Object.fromEntries(entries);
}

async function fill(cut: JsonValue, fetchText: FetchText): Promise<JsonValue> {
  const at = isJsonObject(cut) ? cut['$at'] : undefined;
  if (!isJsonObject(cut) || !isJsonObject(at) || typeof at['text'] !== 'number' || !Array.isArray(at['path'])) return cut;
  const text = await fetchText(at['text'], at['path'] as readonly (string | number)[]);
  const { $preview, $bytes } = cut;
  return (text === undefined ? undefined : parseJson(text)) ?? { $preview: $preview ?? '', $bytes: $bytes ?? null, $why: 'gone' };
}
