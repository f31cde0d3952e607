import type { JsonValue } from '../lib/json';
import { cutValue, INLINE_LIMIT, previewText } from './cut-value';
import { countChildren, endOfValue, walkChildren } from './json-scan';
import { markText } from './text-marks';

type Path = readonly (string | number)[];

/**
 * A request or response body with every large property value replaced by a `CutValue` that says where the whole value
 * is. Everything else (ids, prop ids, small values, the operations of a `Patch`) is exact.
 * @param handle number of the text in the page's ring
 */
export function outlineBody(text: string, handle: number): JsonValue | undefined {
  return outline(text, { limit: INLINE_LIMIT, cut: (start, end, path) => markedCut(text, start, end, path, handle) });
}

/** Longer texts have no frame: scanning one takes some milliseconds of the page for each million characters. */
export const FRAMED_LIMIT = 8_000_000;
/** The longest value that a frame has, in characters of JSON. */
const FRAME_INLINE = 200;

/**
 * The same at once and cheap, for the moment when the text is sent or received: values are cut earlier, and neither
 * counted nor hashed. What a call did is decided then, and must not depend on the size of its values.
 */
export function frameBody(text: string, handle: number): JsonValue | undefined {
  if (text.length > FRAMED_LIMIT || !/^\s*\{/.test(text)) return undefined;
  return outline(text, {
    limit: FRAME_INLINE,
    cut: (start, end, path) =>
      cutValue(
        previewText(kindAt(text, start), null, text.slice(start, Math.min(end, start + FRAME_INLINE))),
        end - start,
        { text: handle, path },
      ),
  });
}

interface Cutting {
  /** Values of up to this many characters are exact. */
  readonly limit: number;
  readonly cut: (start: number, end: number, path: Path) => JsonValue;
}

interface Outlined {
  readonly value: JsonValue;
  readonly end: number;
}

function outline(text: string, cutting: Cutting): JsonValue | undefined {
  try {
    return outlineAt(text, Math.max(0, text.search(/\S/)), [], cutting).value;
  } catch {
    return undefined;
  }
}

function outlineAt(text: string, start: number, path: Path, cutting: Cutting): Outlined {
  const first = text[start];
  const isStructure = first === '{' || first === '[';
  if (!isStructure || isExact(path) || (isPropertyValue(path) && !isPatch(text, start))) {
    const end = endOfValue(text, start);
    const isShort = end - start <= cutting.limit || isExact(path);
    return { value: isShort ? (JSON.parse(text.slice(start, end)) as JsonValue) : cutting.cut(start, end, path), end };
  }
  const entries: [string, JsonValue][] = [];
  const end = walkChildren(text, start, (key, at) => {
    const child = outlineAt(text, at, [...path, key], cutting);
    entries.push([String(key), child.value]);
    return child.end;
  });
  return { value: first === '[' ? entries.map(([, value]) => value) : Object.fromEntries(entries), end };
}

/** A `Patch` begins with its mark, in every version and with every encoder. */
const isPatch = (text: string, start: number): boolean =>
  /^\{\s*"__dash_patch_update"/.test(text.slice(start, start + 40));

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
      return path.length === 3 || isOperand(path, 3);
    case 'progress':
    case 'progressDefault':
      return path.length === 2 || isOperand(path, 2);
    default:
      return false;
  }
}

/** A value inside the patch of a property: `operations`, number, `params`, name. */
const isOperand = (path: Path, patch: number): boolean =>
  path.length === patch + 4 && path[patch] === 'operations' && path[patch + 2] === 'params';

function kindAt(text: string, start: number): Parameters<typeof previewText>[0] {
  const first = text[start];
  return first === '[' ? 'array' : first === '{' ? 'object' : first === '"' ? 'string' : 'other';
}

function markedCut(text: string, start: number, end: number, path: Path, handle: number): JsonValue {
  const kind = kindAt(text, start);
  const count = kind === 'array' || kind === 'object' ? countChildren(text, start) : null;
  const value = cutValue(previewText(kind, count, text.slice(start, start + 240)), end - start, { text: handle, path });
  return { ...value, ...markText(text, start, end) };
}
