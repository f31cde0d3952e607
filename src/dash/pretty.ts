import { isJsonObject, type JsonValue } from '../lib/json';
import { parseId, splitPropId, type AnyId } from './component-id';

const isWildcard = (value: JsonValue): value is readonly [string] =>
  Array.isArray(value) && value.length === 1 && typeof value[0] === 'string';

/** Keys that usually name a component's family; their value goes first. */
const FAMILY_KEYS = ['type', 'kind', 'name', 'component', 'role'];

function words(value: JsonValue): string {
  if (isWildcard(value)) return value[0];
  return typeof value === 'string' && !readsAsOther(value) ? value : JSON.stringify(value);
}

/** Dash distinguishes `"1"` from `1`: text that looks like a number, a boolean or a wildcard keeps its quotes. */
const readsAsOther = (text: string): boolean =>
  text.trim() === '' || Number.isFinite(Number(text)) || /^(true|false|null|MATCH|ALL|ALLSMALLER)$/.test(text);

/**
 * A readable form of an id: `item[MATCH]` for `{"index":["MATCH"],"type":"item"}`. With more than two keys, the others
 * are named: `cell[col=2, row=ALL]`. Not reversible; show the whole id next to it.
 */
export function prettyId(id: AnyId): string {
  if (typeof id === 'string') return id;
  const keys = Object.keys(id).sort();
  const family =
    FAMILY_KEYS.find((key) => typeof id[key] === 'string') ?? keys.find((key) => typeof id[key] === 'string');
  const rest = keys.filter((key) => key !== family);
  const only = rest[0];
  if (family === undefined) {
    return `{${keys.map((key) => `${key}=${words(id[key] ?? null)}`).join(', ')}}`;
  }
  const head = words(id[family] ?? null);
  if (only === undefined) return head;
  if (rest.length === 1) return `${head}[${words(id[only] ?? null)}]`;
  return `${head}[${rest.map((key) => `${key}=${words(id[key] ?? null)}`).join(', ')}]`;
}

/** `prettyId` for an id in text form. */
export function prettyIdText(text: string): string {
  const id = parseId(text);
  return isJsonObject(id) || typeof id === 'string' ? prettyId(id) : text;
}

/** `item[MATCH].value` for `{"index":["MATCH"],"type":"item"}.value`. */
export function prettyPropId(text: string): string {
  const { id, property } = splitPropId(text);
  return property === '' ? prettyIdText(id) : `${prettyIdText(id)}.${property}`;
}

/** A component as people write it in Python: `html.P` for `dash_html_components.P`. */
export const pythonComponent = (name: string): string =>
  name.replace(/^dash_html_components\./, 'html.').replace(/^dash_core_components\./, 'dcc.');
