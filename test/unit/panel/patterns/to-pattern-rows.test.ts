import { describe, expect, it } from 'vitest';
import type { PatternRow } from '../../../../panel/patterns/pattern-rows';
import { toPatternRows, toWords, type PatternQuestion } from '../../../../panel/patterns/to-pattern-rows';
import type { JsonValue } from '../../../../src/lib/json';
import type { TraceModel } from '../../../../src/trace/model';
import { traceFrom } from '../../../support/notation/trace-from';

const CALLBACK =
  '{"index":["MATCH"],"type":"balance"}.children <- {"index":["MATCH"],"type":"amount"}.value {"index":["ALLSMALLER"],"type":"amount"}.value';
const KEY = 'callback {"index":["MATCH"],"type":"balance"}.children';

const on = (model: TraceModel, list: readonly (readonly JsonValue[])[]): TraceModel => ({
  ...model,
  layout: { strings: new Set(), families: new Map([['index,type', list]]) },
});
const ledger = (count: number): TraceModel =>
  on(
    traceFrom(
      `c1 ${CALLBACK} 0-100 match {"index":1}`,
      `c2 ${CALLBACK} 0-30 match {"index":2}`,
      `c3 ${CALLBACK} 200-250 match {"index":1}`,
    ),
    Array.from({ length: count }, (_, i) => i + 1).flatMap((index) => [
      [index, 'amount'],
      [index, 'balance'],
    ]),
  );

const rowsOf = (model: TraceModel, change: Partial<PatternQuestion> = {}) =>
  toPatternRows(model, { words: [], sorting: { column: 'page', descending: false }, opened: new Map(), ...change });

/** One line per row, indented by its level. */
function lineOf(row: PatternRow): string {
  const text = (): string => {
    switch (row.type) {
      case 'callback':
        return `${row.name}: ${row.words}; ${row.calls} calls`;
      case 'pattern':
        return `${row.role} ${row.text} ${row.count ?? '?'}`;
      case 'id':
        return `${row.number} ${row.prop}`;
      case 'near':
        return `not ${row.text}`;
      case 'instances':
        return `instances ${row.shown}/${row.of}`;
      case 'instance':
        return `instance ${row.instance.label}`;
      case 'call':
        return `call ${row.call}`;
      case 'change':
        return `change +${row.added} -${row.removed}`;
      case 'changed':
        return `${row.came ? '+' : '-'} ${row.text}`;
      case 'note':
        return `note ${row.text}`;
    }
  };
  return `${'  '.repeat(row.level - 1)}${row.open === null ? '' : row.open ? 'v ' : '> '}${text()}`;
}
const lines = (model: TraceModel, change?: Partial<PatternQuestion>): readonly string[] =>
  rowsOf(model, change).map(lineOf);

describe('toPatternRows', () => {
  it('expands callbacks, and collapses patterns and instances', () => {
    expect(lines(ledger(2))).toEqual([
      'v balance[MATCH].children: MATCH makes one instance per index: 2 now; 3 calls',
      '  > output balance[MATCH].children 2',
      '  > input amount[MATCH].value 2',
      '  > input amount[ALLSMALLER].value 2',
      '  instances 2/2',
      '  > instance index=1',
      '  > instance index=2',
    ]);
  });

  it('lists the ids of an open pattern by number', () => {
    expect(lines(ledger(2), { opened: new Map([[`${KEY} 1`, true]]) }).slice(2, 5)).toEqual([
      '  v input amount[MATCH].value 2',
      '    1 {"index":1,"type":"amount"}.value',
      '    2 {"index":2,"type":"amount"}.value',
    ]);
  });

  it('shows the ids that each pattern gives an expanded instance, and its calls, newest first', () => {
    expect(lines(ledger(3), { opened: new Map([[`${KEY} instance index=1`, true]]) }).slice(5, 13)).toEqual([
      '  v instance index=1',
      '    v output balance[MATCH].children 1',
      '      1 {"index":1,"type":"balance"}.children',
      '    v input amount[MATCH].value 1',
      '      1 {"index":1,"type":"amount"}.value',
      '    input amount[ALLSMALLER].value 0',
      '    call c3',
      '    call c1',
    ]);
  });

  it('shows a removed instance only with its calls', () => {
    expect(lines(ledger(1), { opened: new Map([[`${KEY} instance index=2`, true]]) }).slice(-3)).toEqual([
      '  v instance index=2',
      '    note It is no longer on the page.',
      '    call c2',
    ]);
  });

  it('sorts instances, with unknown times last', () => {
    const order = (column: 'calls' | 'total' | 'last' | 'label', descending: boolean) =>
      lines(ledger(3), { sorting: { column, descending } })
        .filter((line) => line.includes('> instance '))
        .map((line) => line.slice(-1));
    expect(order('calls', true)).toEqual(['1', '2', '3']);
    expect(order('last', false)).toEqual(['2', '1', '3']);
    expect(order('last', true)).toEqual(['1', '2', '3']);
    expect(order('label', true)).toEqual(['3', '2', '1']);
  });

  it('filters the ids and instances of a callback, which keep their numbers', () => {
    expect(lines(ledger(12), { words: ['amount[12]'] })).toEqual([
      'v balance[MATCH].children: MATCH makes one instance per index: 12 now; 3 calls',
      '  v input amount[MATCH].value 12',
      '    12 {"index":12,"type":"amount"}.value',
      '  v input amount[ALLSMALLER].value 12',
      '    12 {"index":12,"type":"amount"}.value',
    ]);
    expect(lines(ledger(12), { words: ['index=12'] })).toEqual([
      'v balance[MATCH].children: MATCH makes one instance per index: 12 now; 3 calls',
      '  instances 1/12',
      '  > instance index=12',
    ]);
    expect(lines(ledger(2), { words: ['balance[match]'] })).toEqual(lines(ledger(2)));
    expect(lines(ledger(2), { words: ['nothing'] })).toEqual([]);
  });

  it('shows what the last change of the layout added and removed', () => {
    const model = {
      ...ledger(1),
      events: [
        {
          at: 5 as never,
          type: 'layout' as const,
          what: 'components',
          added: ['{"index":1,"type":"amount"}', 'x'],
          removed: ['gone'],
          addedCount: 3,
          removedCount: 1,
        },
      ],
    };
    expect(lines(model)[0]).toBe('> change +3 -1');
    expect(lines(model, { opened: new Map([['change', true]]) }).slice(0, 5)).toEqual([
      'v change +3 -1',
      '  + amount[1]',
      '  + x',
      '  note and 1 more added',
      '  - gone',
    ]);
  });

  it('says that ids are unknown, and still shows the declarations', () => {
    expect(lines({ ...ledger(1), layout: null })[1]).toBe('  output balance[MATCH].children ?');
  });

  it('keeps the rows of ids and idle instances from one revision to the next: there may be 20,000 of them', () => {
    const model = ledger(2000);
    const opened = new Map([[`${KEY} 1`, true]]);
    const pick = (rows: readonly PatternRow[]): readonly unknown[] =>
      rows.flatMap((row): unknown[] =>
        row.type === 'id' ? [row] : row.type === 'instance' && row.instance.calls.length === 0 ? [row.instance] : [],
      );
    const before = pick(rowsOf(model, { opened }));
    const after = pick(rowsOf({ ...model }, { opened }));
    expect(before.length).toBe(2000 + 1998);
    expect(after.every((row, index) => row === before[index])).toBe(true);
  });
});

describe('toWords', () => {
  it('leaves out terms about calls', () => {
    expect(toWords('  Item outcome:error [2] ')).toEqual(['item', '[2]']);
  });
});
