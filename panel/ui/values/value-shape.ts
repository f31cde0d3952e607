import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import type { CutValue } from '../../../src/trace/types';
import { isComponent } from '../../../src/dash/component';
import { patchOperations } from '../../../src/dash/patch';
import { asCutValue } from './cut-value';

/** What a value is to a developer of Dash apps; decides how it is shown. */
export type ValueShape =
  | { readonly type: 'scalar' }
  | { readonly type: 'string' }
  | { readonly type: 'cut'; readonly cut: CutValue }
  | { readonly type: 'patch'; readonly operations: readonly JsonValue[] }
  | { readonly type: 'figure'; readonly traces: readonly JsonObject[]; readonly layout: JsonObject }
  | { readonly type: 'component' }
  | { readonly type: 'components'; readonly items: readonly JsonValue[] }
  | { readonly type: 'table'; readonly rows: readonly JsonObject[]; readonly columns: readonly string[] }
  | { readonly type: 'list'; readonly items: readonly JsonValue[] }
  | { readonly type: 'object'; readonly object: JsonObject };

/** How many rows decide which columns a table has: enough for real tables, cheap for long ones. */
const ROWS_LOOKED_AT = 50;

export function valueShape(value: JsonValue): ValueShape {
  if (typeof value === 'string') return { type: 'string' };
  if (typeof value !== 'object' || value === null) return { type: 'scalar' };
  if (Array.isArray(value)) return listShape(value as readonly JsonValue[]);
  const cut = asCutValue(value);
  if (cut) return { type: 'cut', cut };
  const operations = patchOperations(value);
  if (operations) return { type: 'patch', operations };
  if (isComponent(value)) return { type: 'component' };
  const object = value as JsonObject;
  const { data, layout } = object;
  if (Array.isArray(data) && data.every(isJsonObject) && isJsonObject(layout)) {
    return { type: 'figure', traces: data, layout };
  }
  return { type: 'object', object };
}

function listShape(items: readonly JsonValue[]): ValueShape {
  if (items.length === 0) return { type: 'list', items };
  if (items.some(isComponent) && items.every((item) => isComponent(item) || typeof item !== 'object'))
    return { type: 'components', items };
  // One dict is an object in a list; two alike make a table.
  if (items.length < 2 || !items.every((item) => isJsonObject(item) && !asCutValue(item)))
    return { type: 'list', items };
  const rows = items as readonly JsonObject[];
  const columns = [...new Set(rows.slice(0, ROWS_LOOKED_AT).flatMap((row) => Object.keys(row)))];
  return { type: 'table', rows, columns };
}
