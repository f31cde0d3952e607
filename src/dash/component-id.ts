import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../lib/json';

/** A component id as Dash knows it: a string, or an object (in declarations with wildcards as `["ALL"]`). */
export type AnyId = string | JsonObject;

/**
 * The renderer's text form of an id: keys in default string order, compact JSON
 * (docs/dash-internals.md#pattern-matching; `stringifyId`). This is also the DOM id of a component with an object id.
 */
export function stringifyId(id: AnyId): string {
  if (typeof id === 'string') return id;
  const parts = Object.keys(id)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(id[key])}`);
  return `{${parts.join(',')}}`;
}

/**
 * Python's text form of the same id: ASCII-escaped, keys in code point order; the keys of `ctx.inputs` and of
 * responses.
 */
export function toPythonId(id: AnyId): string {
  if (typeof id === 'string') return id;
  const parts = Object.keys(id)
    .sort(byCodePoint)
    .map((key) => `${toPythonJson(key)}:${toPythonJson(id[key] ?? null)}`);
  return `{${parts.join(',')}}`;
}

/** Like `json.dumps` with its defaults: ASCII only, with `", "` and `": "` between the parts. */
export function toPythonJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => toPythonJson(item)).join(', ')}]`;
  if (isJsonObject(value)) {
    const parts = Object.entries(value).map(([key, item]) => `${toPythonJson(key)}: ${toPythonJson(item)}`);
    return `{${parts.join(', ')}}`;
  }
  if (typeof value === 'number') return toPythonNumber(value);
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escapeCodeUnit);
}

/** Python uses exponents below 1e-4 and JavaScript below 1e-6, and Python writes at least two digits of them. */
function toPythonNumber(value: number): string {
  const isTiny = value !== 0 && Math.abs(value) < 1e-4;
  return isTiny ? value.toExponential().replace(/e-(\d)$/, 'e-0$1') : JSON.stringify(value);
}

/** `\u` and four hex digits, as Python's `json` writes every character beyond `~`. */
function escapeCodeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function byCodePoint(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Parses the text form of an id. Text that begins with `{` but is not a JSON object stays text. */
export function parseId(text: string): AnyId {
  if (!text.startsWith('{')) return text;
  const parsed = parseJson(text);
  return isJsonObject(parsed) ? parsed : text;
}

/** Splits `id.prop` at the last dot; without a dot, everything is the id. */
export function splitPropId(text: string): { readonly id: string; readonly property: string } {
  const dot = text.lastIndexOf('.');
  return dot < 0 ? { id: text, property: '' } : { id: text.slice(0, dot), property: text.slice(dot + 1) };
}

/** `id.property` as a trace names it: the id in the renderer's text form, the property without an `@hash`. */
export const propIdOf = ({ id, property }: { readonly id: AnyId; readonly property: string }): string =>
  `${stringifyId(id)}.${stripHash(property)}`;

/** `children@d9c4…` -> `children`: removes the hash that `allow_duplicate` adds to a property (2.9+). */
export function stripHash(property: string): string {
  const at = property.indexOf('@');
  return at < 0 ? property : property.slice(0, at);
}
