/**
 * Finds where values begin and end in JSON text without parsing it, so that a 20 MB response costs neither a second
 * copy nor a second object tree. The text is trusted to be JSON (the browser or the server wrote it); on anything else
 * the results are meaningless, but the functions end and do not throw.
 */
export interface Extent {
  readonly start: number;
  /** Index after the last character. */
  readonly end: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

function skipSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

function endOfString(text: string, from: number): number {
  let i = from + 1;
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    i = quote + 1;
  }
}

/** Index after the value that begins at `from`. */
export function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return endOfString(text, from);
  if (first !== OPEN_ARRAY && first !== OPEN_OBJECT) {
    let i = from;
    while (i < text.length) {
      const code = text.charCodeAt(i);
      if (code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT || isSpace(code)) break;
      i++;
    }
    return i;
  }
  let depth = 0;
  let i = from;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
      continue;
    }
    if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth++;
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
      depth--;
      if (depth === 0) return i + 1;
    }
    i++;
  }
  return text.length;
}

/** Calls `visit` for each direct child of the array or object at `from`, in order; it may return `false` to stop. */
export function eachChild(
  text: string,
  from: number,
  visit: (key: string | number, at: Extent) => boolean | undefined,
): void {
  walkChildren(text, from, (key, start) => {
    const end = endOfValue(text, start);
    return visit(key, { start, end }) === false ? null : end;
  });
}

/**
 * Goes through the direct children of the array or object at `from`, each scanned once: `visit` gets where a child
 * begins and gives back where it ends, or `null` to stop.
 * @returns index after the array or object, if the walk was not stopped
 */
export function walkChildren(
  text: string,
  from: number,
  visit: (key: string | number, start: number) => number | null,
): number {
  const isObject = text.charCodeAt(from) === OPEN_OBJECT;
  if (!isObject && text.charCodeAt(from) !== OPEN_ARRAY) return from;
  let i = skipSpace(text, from + 1);
  for (let index = 0; i < text.length; index++) {
    const code = text.charCodeAt(i);
    if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) return i + 1;
    let key: string | number = index;
    if (isObject) {
      const end = endOfString(text, i);
      key = readKey(text.slice(i, end));
      i = skipSpace(text, end);
      if (text.charCodeAt(i) === COLON) i = skipSpace(text, i + 1);
    }
    const end = visit(key, i);
    if (end === null) return i;
    i = skipSpace(text, Math.max(end, i + 1));
    if (text.charCodeAt(i) === COMMA) i = skipSpace(text, i + 1);
  }
  return text.length;
}

function readKey(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

/** How many direct children the array or object at `from` has. */
export function countChildren(text: string, from: number): number {
  let count = 0;
  eachChild(text, from, () => {
    count++;
    return undefined;
  });
  return count;
}

/**
 * Where the value at `path` is; `null` if the text has no such path. The last of duplicate keys counts, as in
 * `JSON.parse`.
 */
export function findValue(text: string, path: readonly (string | number)[]): Extent | null {
  let start = skipSpace(text, 0);
  for (const step of path) {
    let found = -1;
    eachChild(text, start, (key, at) => {
      if (key !== step) return undefined;
      found = at.start;
      return typeof step === 'string' ? undefined : false;
    });
    if (found < 0) return null;
    start = found;
  }
  return { start, end: endOfValue(text, start) };
}
