import { describe, expect, it } from 'vitest';
import { filterRows, sortRows, toListRows } from '../../../../panel/list/to-list-rows';
import { traceFrom } from '../../../support/notation/trace-from';

const model = traceFrom(
  'c1 slow.o <- b.i ~ s.d 0-300',
  'c2 fast.o <- slow.o 300-302 clientside',
  'c3 fast.o 400- clientside',
  'callback never.o <- {"index":["ALL"],"type":"x"}.v',
  'callback secret.o <- b.i hidden',
);
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe('toListRows', () => {
  it('shows the same text for each callback as the graph, and leaves out hidden ones', () => {
    const rows = toListRows(model);
    expect(names(rows)).toEqual(['slow.o', 'fast.o', 'never.o']);
    expect(rows[1]).toMatchObject({ kind: 'clientside', count: 2, last: 2, running: 1, inputs: [{ text: 'slow.o' }] });
    expect(rows[2]?.inputs).toEqual([{ text: 'x[ALL].v', whole: '{"index":["ALL"],"type":"x"}.v' }]);
  });
  it('keeps a row object while nothing in it changed', () => {
    const [first] = toListRows(model);
    expect(toListRows({ ...model, revision: 99 })[0]).toBe(first);
  });
});

describe('sortRows', () => {
  const rows = toListRows(model);
  it('sorts unknown values last in both directions', () => {
    expect(names(sortRows(rows, { column: 'last', descending: true }))).toEqual(['slow.o', 'fast.o', 'never.o']);
    expect(names(sortRows(rows, { column: 'last', descending: false }))).toEqual(['fast.o', 'slow.o', 'never.o']);
  });
  it('sorts by current activity', () =>
    expect(names(sortRows(rows, { column: 'live', descending: true }))[0]).toBe('fast.o'));
});

describe('filterRows', () => {
  const rows = toListRows(model);
  it('searches names and properties, and ignores terms about calls', () => {
    expect(names(filterRows(rows, 'x[all] outcome:error', []))).toEqual(['never.o']);
    expect(names(filterRows(rows, '', ['clientside']))).toEqual(['fast.o']);
  });
});
