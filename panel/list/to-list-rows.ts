import { stringifyId } from '../../src/dash/component-id';
import { prettyId } from '../../src/dash/pretty';
import type { CallbackFigures } from '../../src/analysis/callback-figures';
import { derived } from '../../src/lib/derived';
import type { TraceModel } from '../../src/trace/model';
import type {
  CallbackActivity,
  CallbackDefinition,
  CallbackKey,
  CallbackKind,
  Dependency,
} from '../../src/trace/types';
import { plainWords } from '../search/query-terms';
import { callbackName } from '../selectors/callback-names';

export interface PropText {
  readonly text: string;
  readonly whole: string;
}

/** One callback as a line of text: what the graph draws, in words. */
export interface ListRow {
  readonly key: CallbackKey;
  readonly name: string;
  readonly kind: CallbackKind;
  readonly inputs: readonly PropText[];
  readonly state: readonly PropText[];
  readonly outputs: readonly PropText[];
  readonly count: number;
  readonly errors: number;
  readonly last: number | null;
  readonly p95: number | null;
  readonly running: number;
  readonly waiting: number;
  /** What its calls took; `null` where that was not requested, or none is over. */
  readonly times: CallbackFigures | null;
}

export type ListSortColumn =
  | 'declared'
  | 'name'
  | 'kind'
  | 'count'
  | 'errors'
  | 'last'
  | 'p95'
  | 'live'
  | 'ran'
  | 'p50'
  | 'slow'
  | 'max'
  | 'total'
  | 'self';
export interface ListSorting {
  readonly column: ListSortColumn;
  readonly descending: boolean;
}

interface LastRow {
  readonly activity: CallbackActivity | undefined;
  readonly name: string;
  readonly row: ListRow;
}

const lastRowOf = derived((_: CallbackDefinition): { current: LastRow | null } => ({ current: null }));

type Figures = ReadonlyMap<CallbackKey, CallbackFigures>;

/**
 * The rows in the order of declaration. A row is the same object while neither its definition nor its figures changed.
 * @param withHidden also those declared with `hidden=True`
 */
export function toListRows(model: TraceModel, figures: Figures | null = null, withHidden = false): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (const definition of model.callbacks.values()) {
    if (definition.hidden && !withHidden) continue;
    const activity = model.activity.get(definition.key);
    const name = callbackName(model.callbacks, definition.key);
    const last = lastRowOf(definition);
    const earlier = last.current;
    const times = figures?.get(definition.key) ?? null;
    if (earlier?.activity === activity && earlier?.name === name && earlier.row.times === times) {
      rows.push(earlier.row);
      continue;
    }
    const row = toRow(definition, name, activity, times);
    last.current = { activity, name, row };
    rows.push(row);
  }
  return rows;
}

function toRow(
  definition: CallbackDefinition,
  name: string,
  activity: CallbackActivity | undefined,
  times: CallbackFigures | null,
): ListRow {
  return {
    key: definition.key,
    name,
    kind: definition.kind,
    inputs: definition.inputs.map(toPropText),
    state: definition.state.map(toPropText),
    outputs: definition.outputs.map(toPropText),
    count: activity?.count ?? 0,
    errors: activity?.errors ?? 0,
    last: activity?.lastDuration ?? null,
    p95: activity?.p95 ?? null,
    running: activity?.running.length ?? 0,
    waiting: activity?.waiting.length ?? 0,
    times,
  };
}

function toPropText({ id, property }: Dependency): PropText {
  const known = id;
  return { text: `${prettyId(known)}.${property}`, whole: `${stringifyId(known)}.${property}` };
}

/** Rows whose name or one of whose properties contains every word. */
export function filterRows(rows: readonly ListRow[], text: string, kinds: readonly CallbackKind[]): readonly ListRow[] {
  // Terms such as `outcome:error` are about calls, not about callbacks.
  const words = plainWords(text);
  if (words.length === 0 && kinds.length === 0) return rows;
  return rows.filter((row) => {
    const props = [...row.inputs, ...row.state, ...row.outputs].flatMap((prop) => [prop.text, prop.whole]);
    const haystack = [row.name, ...props].join('\n').toLowerCase();
    return (kinds.length === 0 || kinds.includes(row.kind)) && words.every((word) => haystack.includes(word));
  });
}

/** Unknown figures are last in either direction; equal ones keep the order of declaration. */
export function sortRows(rows: readonly ListRow[], { column, descending }: ListSorting): readonly ListRow[] {
  if (column === 'declared') return descending ? [...rows].reverse() : rows;
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = valueOf(a, column);
    const right = valueOf(b, column);
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return direction * (typeof left === 'string' ? left.localeCompare(String(right)) : left - Number(right));
  });
}

function valueOf(row: ListRow, column: Exclude<ListSortColumn, 'declared'>): string | number | null {
  switch (column) {
    case 'live':
      return row.running * 1000 + row.waiting;
    case 'ran':
      return row.times?.count ?? 0;
    case 'slow':
      return row.times?.p95 ?? null;
    case 'p50':
    case 'max':
    case 'total':
    case 'self':
      return row.times?.[column] ?? null;
    default:
      return row[column];
  }
}
