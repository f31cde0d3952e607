import type { JsonValue } from '../lib/json';
import { cutValue, INLINE_LIMIT, previewText } from './cut-value';
import { countChildren, eachChild, endOfValue } from './json-scan';
import { markText } from './text-marks';

type Path = readonly (string | number)[];

/**
 * A request or response body with every large property value replaced by a `CutValue` that says where the whole value
 * is. Everything else (ids, prop ids, small values) is exact.
 * @param handle number of the text in the page's ring
 */
export function outlineBody(text: string, handle: number): JsonValue | undefined {
  try {
    return outlineAt(text, text.search(/\S/), [], handle);
  } catch {
    return undefined;
  }
}

function outlineAt(text: string, start: number, path: Path, handle: number): JsonValue {
  const end = endOfValue(text, start);
  if (end - start <= INLINE_LIMIT || isExact(path)) return JSON.parse(text.slice(start, end)) as JsonValue;
  const first = text[start];
  if (isPropertyValue(path) || (first !== '{' && first !== '[')) return cut(text, start, end, path, handle);
  if (first === '[') {
    const list: JsonValue[] = [];
    eachChild(text, start, (key, at) => {
      list.push(outlineAt(text, at.start, [...path, key], handle));
      return undefined;
    });
    return list;
  }
  const entries: [string, JsonValue][] = [];
  eachChild(text, start, (key, at) => {
    entries.push([String(key), outlineAt(text, at.start, [...path, key], handle)]);
    return undefined;
  });
  return Object.fromEntries(entries);
}

/** What says which callback ran, on what and why. With hundreds of outputs it is long, and useless when cut. */
function isExact(path: Path): boolean {
  switch (path[0]) {
    case 'output':
    case 'outputs':
    case 'changedPropIds':
    case 'parsedChangedPropsIds':
      return true;
    case 'inputs':
    case 'state':
      return path.at(-1) === 'id' && (path.length === 3 || path.length === 4);
    default:
      return false;
  }
}

/** Positions of property values in a body (docs/dash-internals.md#request); only these are cut. */
function isPropertyValue(path: Path): boolean {
  switch (path[0]) {
    case 'inputs':
    case 'state':
      return path.at(-1) === 'value' && (path.length === 3 || path.length === 4);
    case 'response':
    case 'sideUpdate':
      return path.length === 3;
    case 'progress':
    case 'progressDefault':
      return path.length === 2;
    default:
      return false;
  }
}

function cut(text: string, start: number, end: number, path: Path, handle: number): JsonValue {
  const first = text[start];
  const kind = first === '[' ? 'array' : first === '{' ? 'object' : first === '"' ? 'string' : 'other';
  const count = kind === 'array' || kind === 'object' ? countChildren(text, start) : null;
  const value = cutValue(previewText(kind, count, text.slice(start, start + 240)), end - start, { text: handle, path });
  return { ...value, ...markText(text, start, end) };
}
