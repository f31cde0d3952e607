import type { JsonValue } from '../../../src/lib/json';

const WIDTH = 88;

/**
 * JSON as a Python literal, one line where it fits and indented where it does not. Strings are quoted as Python's
 * `repr` quotes them.
 */
export function toPythonLiteral(value: JsonValue, indent = ''): string {
  const short = inlineLiteral(value);
  if (indent.length + short.length <= WIDTH || typeof value !== 'object' || value === null) return short;
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item) => `${inner}${toPythonLiteral(item, inner)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  const items = Object.entries(value).map(
    ([key, item]) => `${inner}${toPythonString(key)}: ${toPythonLiteral(item, inner)},\n`,
  );
  return `{\n${items.join('')}${indent}}`;
}

function inlineLiteral(value: JsonValue): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return toPythonString(value);
  if (typeof value === 'number') return toPythonNumber(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(inlineLiteral).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${toPythonString(key)}: ${inlineLiteral(item)}`)
    .join(', ')}}`;
}

/** `1e21` of JavaScript would be a float in Python as well; only the spelling of whole numbers differs. */
const toPythonNumber = (value: number): string => (Object.is(value, -0) ? '-0.0' : String(value));

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Single quotes, or double ones where that saves escaping, as `repr` does. */
export function toPythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote) body += `\\${quote}`;
    else if (ESCAPES[character] !== undefined) body += ESCAPES[character];
    else if (code < 0x20 || (code >= 0x7f && code < 0xa1)) body += `\\x${code.toString(16).padStart(2, '0')}`;
    // Half of a surrogate pair and the line separators cannot stand in a source file.
    else if ((code >= 0xd800 && code <= 0xdfff) || code === 0x2028 || code === 0x2029)
      body += `\\u${code.toString(16).padStart(4, '0')}`;
    else body += character;
  }
  return `${quote}${body}${quote}`;
}
