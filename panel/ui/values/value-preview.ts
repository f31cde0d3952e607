import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import { NO_LONGER_HELD } from '../../../src/words/en/values';
import { COMMON_TEXTS } from '../../../src/words/panel';
import { formatCount, formatNumber } from '../format';
import { isComponent } from '../../../src/dash/component';
import { valueShape } from './value-shape';

/** Longest preview of a line; the cell cuts it off by its width anyway. */
const LENGTH = 120;
const NAMES_SHOWN = 3;

/** A value in one line: itself when it is short, else what it is and how much of it there is. */
export function valuePreview(value: JsonValue): string {
  const shape = valueShape(value);
  switch (shape.type) {
    case 'scalar':
      return JSON.stringify(value);
    case 'string':
      return shortString(value as string);
    case 'cut':
      return shape.cut.$preview === '' ? NO_LONGER_HELD : shape.cut.$preview;
    case 'patch':
      return `Patch: ${names(shape.operations.map(operationText), shape.operations.length)}`;
    case 'figure':
      return figurePreview(shape.traces);
    case 'component':
      return componentPreview(value);
    case 'components':
      return `[${formatCount(shape.items.length, 'component')}: ${names(shape.items.slice(0, NAMES_SHOWN).map(componentName), shape.items.length)}]`;
    case 'table':
      return (
        inline(value, 40) ??
        `[${formatCount(shape.rows.length, 'row')} × ${formatCount(shape.columns.length, 'column')}]`
      );
    case 'list':
      return inline(value, 60) ?? `[${formatCount(shape.items.length, 'item')}]`;
    case 'object':
      return inline(value, 60) ?? objectPreview(shape.object);
  }
}

function shortString(text: string): string {
  return text.length > LENGTH
    ? `${JSON.stringify(text.slice(0, LENGTH)).slice(0, -1)}…" (${formatNumber(text.length)} characters)`
    : JSON.stringify(text);
}

/** `{theme: "dark", rows: 50}` when that is no longer than `limit`. */
function inline(value: JsonValue, limit: number): string | null {
  const text = inlineText(value, limit);
  return text.length <= limit ? text : null;
}

/** Gives up as soon as the text is longer than the limit: values may be large. */
function inlineText(value: JsonValue | undefined, limit: number): string {
  if (value === undefined) return '';
  const parts: string[] = [];
  let length = 2;
  const add = (text: string): boolean => {
    parts.push(text);
    length += text.length + 2;
    return length <= limit + 2;
  };
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) if (!add(inlineText(item, limit))) break;
    return `[${parts.join(', ')}]`;
  }
  if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) if (!add(`${key}: ${inlineText(item, limit)}`)) break;
    return `{${parts.join(', ')}}`;
  }
  return typeof value === 'string' && value.length > limit ? `"${value.slice(0, limit)}…"` : JSON.stringify(value);
}

function objectPreview(object: JsonObject): string {
  const keys = Object.keys(object);
  return `{${names(keys.slice(0, NAMES_SHOWN), keys.length)}}`;
}

function figurePreview(traces: readonly JsonObject[]): string {
  const types = [...new Set(traces.map((trace) => (typeof trace['type'] === 'string' ? trace['type'] : 'scatter')))];
  return `figure: ${formatCount(traces.length, 'trace')}${types.length > 0 ? ` (${names(types.slice(0, NAMES_SHOWN), types.length)})` : ''}`;
}

/** `Div`, with its contents: `Div > H1, Graph`. */
function componentPreview(value: JsonValue): string {
  const children = childrenOf(value);
  const head = componentName(value);
  return children.length === 0
    ? head
    : `${head} > ${names(children.slice(0, NAMES_SHOWN).map(componentName), children.length)}`;
}

/** `Graph #chart`, or the text itself if a child is a text. */
export function componentName(value: JsonValue): string {
  if (!isComponent(value))
    return typeof value === 'string'
      ? shortString(value.length > 24 ? `${value.slice(0, 24)}…` : value)
      : JSON.stringify(value);
  const { id } = value.props;
  return id === undefined ? value.type : `${value.type} #${typeof id === 'string' ? id : JSON.stringify(id)}`;
}

/** The contents of a component: its `children`, always as a list. */
export function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (!isComponent(value)) return [];
  const { children } = value.props;
  if (children === undefined || children === null) return [];
  return Array.isArray(children) ? (children as readonly JsonValue[]) : [children];
}

/** `Append data[0].y` of one operation of a Patch. */
export function operationText(operation: JsonValue): string {
  if (!isJsonObject(operation)) return '?';
  const { operation: verb, location } = operation;
  const path = Array.isArray(location) ? (location as readonly JsonValue[]) : [];
  const where = path
    .map((step, i) =>
      typeof step === 'number'
        ? `[${step}]`
        : `${i > 0 ? '.' : ''}${typeof step === 'string' ? step : JSON.stringify(step)}`,
    )
    .join('');
  return `${typeof verb === 'string' ? verb : '?'} ${where || COMMON_TEXTS.wholeValue}`;
}

function names(shown: readonly string[], count: number): string {
  const listed = shown.slice(0, NAMES_SHOWN).join(', ');
  const rest = count - Math.min(shown.length, NAMES_SHOWN);
  return rest > 0 ? `${listed}, +${formatNumber(rest)}` : listed;
}
