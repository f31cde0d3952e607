import { describe, expect, it } from 'vitest';
import { toPropGroups } from '../../../../../panel/inspector/call/to-prop-rows';
import { comparedWith } from '../../../../../panel/selectors/related-calls';
import { toCallId } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

function rows(id: string, ...lines: string[]): Record<string, string[]> {
  const model = traceFrom(...lines);
  const call = model.calls.get(toCallId(id));
  if (!call) throw new Error(`no ${id}`);
  const groups = toPropGroups(call, model.callbacks.get(call.callback), comparedWith(model, call));
  return Object.fromEntries(
    groups.map(({ title, rows: list, empty }) => [
      title,
      empty === null
        ? list.map(({ name, update, value, diff, isTrigger }) =>
            [
              isTrigger ? '*' : '',
              name,
              ' ',
              update === 'no_update' ? 'no_update' : JSON.stringify(value),
              diff ? ` (${diff.text})` : '',
            ].join(''),
          )
        : [empty],
    ]),
  );
}

describe('toPropGroups', () => {
  it('aligns the inputs and outputs of a call with those of the previous call', () => {
    const lines = [
      'c1 title.children="East" sales.data=[1] <- region.value="East" region.options=["N"] ~ prefs.data={"a":1} 0-10',
      'c2 title.children="North" sales.data=no_update <- region.value="North" region.options=["N"] ~ prefs.data={"a":1} 20-30',
    ];
    expect(rows('c2', ...lines)).toEqual({
      triggered: ['region.value "North" (was "East")'],
      inputs: ['*region.value "North" (was "East")', 'region.options ["N"] (same)'],
      states: ['prefs.data {"a":1} (same)'],
      returned: ['title.children "North" (was "East")', 'sales.data no_update'],
    });
  });

  it('compares only with a call of the same MATCH values', () => {
    const line = (id: string, index: number, value: number) =>
      `${id} {"index":["MATCH"],"type":"o"}.v=${value} <- {"index":["MATCH"],"type":"i"}.v=${value} 0-1 match {"index":${index}}`;
    expect(rows('c3', line('c1', 1, 10), line('c2', 2, 20), line('c3', 1, 30))).toMatchObject({
      returned: ['o[1].v 30 (was 10)'],
    });
  });

  it('explains why there is nothing', () => {
    expect(rows('c1', 'c1 a.o <- b.i 0-1 initial')['triggered']).toEqual(['nothing: this is an initial call']);
    expect(rows('c1', 'c1 a.o <- b.i 0-1 error "boom"')['returned']).toEqual(['nothing: the call failed']);
    expect(rows('c1', 'c1 a.o <- b.i 0-')['returned']).toEqual(['not yet']);
    expect(rows('c1', 'c1 a.o <- b.i 0 merged')).toEqual({ returned: ['nothing: it never ran'] });
  });

  it('shows what set_props wrote in addition to the outputs', () => {
    expect(rows('c1', 'c1 a.o=1 <- b.i 0-1 side {"bar":{"value":3}}')['side updates']).toEqual(['bar.value 3']);
  });

  it('leaves out what the list of the job shows in full, and keeps what is worth opening', () => {
    const side = 'side {"bar":{"value":3},"table":{"data":[{"x":1}]}}';
    expect(rows('c1', `c1 a.o <- go.n=1 0-9 ${side}`)['side updates']).toEqual(['bar.value 3', 'table.data [{"x":1}]']);
    expect(rows('c1', `c1 a.o <- go.n=1 0-9 background job j1 ${side}`)['side updates']).toEqual([
      'table.data [{"x":1}]',
    ]);
  });
});
