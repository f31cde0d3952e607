import { describe, expect, it } from 'vitest';
import { filterCalls } from '../../../../panel/search/call-query';
import type { Filters } from '../../../../panel/store/panel-store';
import { traceFrom } from '../../../support/notation/trace-from';

const model = traceFrom(
  'c1 chart.figure <- region.value 0-300 name draw_chart',
  'c2 title.children <- region.value 300-301 clientside',
  'c3 chart.figure <- region.value 400-450 error "Division by zero"',
  'c4 {"index":["MATCH"],"type":"item"}.children <- {"index":["MATCH"],"type":"btn"}.n_clicks 500-510 match {"index":1}',
  'c5 chart.figure 600 merged',
);
const find = (text: string, more: Partial<Filters> = {}) =>
  filterCalls(model, { text, kinds: [], outcomes: [], ...more });

describe('filterCalls', () => {
  it('uses the current name of a function', () => {
    const all = { text: 'load_sales', kinds: [], outcomes: [] };
    expect(filterCalls(model, all)).toEqual([]);
    const callbacks = new Map(
      [...model.callbacks].map(([key, definition]) => [
        key,
        key === 'title.children' ? { ...definition, name: 'load_sales' } : definition,
      ]),
    );
    expect(filterCalls({ ...model, callbacks }, all)).toEqual(['c2']);
  });

  it('accepts the number of a call without its prefix', () => expect(find('call:2,c3')).toEqual(['c2', 'c3']));

  it('returns the model’s own list for an empty query', () => expect(find('  ')).toBe(model.callIds));
  it.each([
    ['draw_chart', ['c1', 'c3', 'c5']],
    ['DRAW division', ['c3']],
    ['item[1', ['c4']],
    ['item[match]', ['c4']],
    ['btn[1].n_clicks', ['c4']],
    ['outcome:err', ['c3']],
    ['kind:client', ['c2']],
    ['triggered:region.*', ['c1', 'c2', 'c3', 'c5']],
    ['triggered:btn[1]*', ['c4']],
    ['duration:>200', ['c1']],
    ['duration:<0.01s', ['c2', 'c5']],
    ['duration:<=0.01s', ['c2', 'c4', 'c5']],
    ['duration:>300', []],
    ['duration:>=300', ['c1']],
    ['duration:>=300ms', ['c1']],
    ['duration:300', ['c1']],
    ['duration:>0.299s', ['c1']],
    ['duration:>.299s', ['c1']],
    ['duration:>0.3s', []],
    ['duration:<50', ['c2', 'c4', 'c5']],
    ['duration:<=50', ['c2', 'c3', 'c4', 'c5']],
    ['duration:<=0.05s', ['c2', 'c3', 'c4', 'c5']],
    ['duration:soon', []],
    ['draw_chart outcome:merged', ['c5']],
    ['prop:title.children', ['c2']],
    ['prop:region.*', ['c1', 'c2', 'c3', 'c5']],
    ['prop:item[1].children', ['c4']],
    ['prop:item[2].children', []],
    ['match:index=1', ['c4']],
    ['match:1', ['c4']],
    ['match:index=2', []],
    ['wave:2', ['c2']],
    ['wave:99', []],
    ['call:c2,c4', ['c2', 'c4']],
    ['kind:server duration:>200 prop:chart.figure', ['c1']],
    ['nonsense:word', []],
  ])('%s', (text, ids) => expect(find(text)).toEqual(ids));
  it.each([
    'wave:',
    'call:',
    'prop:',
    'triggered:',
    'match:',
    'outcome:',
    'kind:',
    'duration:',
    'duration:>',
    'duration:<=',
    'duration:>.',
  ])('%s takes nothing away while it is typed', (text) => {
    expect(find(text)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(find(`kind:client ${text}`)).toEqual(['c2']);
  });
  it.each([
    ['outcome:error,merged', ['c3', 'c5']],
    ['outcome:err,mer', ['c3', 'c5']],
    ['kind:clientside,background', ['c2']],
    ['wave:2,3', ['c2', 'c3']],
    ['call:c2,', ['c2']],
    ['outcome:"error, merged"', ['c3', 'c5']],
    ['outcome:,', ['c1', 'c2', 'c3', 'c4', 'c5']],
    ['wave:2,x', ['c2']],
  ])('%s: any of a list', (text, ids) => expect(find(text)).toEqual(ids));
  describe('quotes', () => {
    const spaced = traceFrom(
      'c1 {"id":"my","type":"x"}.value <- {"col":"2","row":1,"type":"cell"}.value 0-10 name first_one',
      'c2 out.children <- {"name":"New York","page":1}.data 20-30 error "no such city: New"',
      'c3 {"city":["MATCH"],"type":"a"}.x <- {"city":["MATCH"],"type":"b"}.y 40-50 match {"city":"New York"}',
    );
    const ids = (text: string) => filterCalls(spaced, { text, kinds: [], outcomes: [] });
    it.each([
      ['prop:"new york[1].data"', ['c2']],
      ['triggered:"New York[1].data" outcome:error', ['c2']],
      ['prop:"New York[1].da', []],
      ['prop:"New York*', ['c2']],
      ['prop:"cell[col=\\"2\\", row=1].value"', ['c1']],
      ['prop:"cell[col=*, row=1]".value', ['c1']],
      ['prop:{"col":"2","row":1,"type":"cell"}.value', ['c1']],
      ['match:"city=New York"', ['c3']],
      ['"such city"', ['c2']],
      ['"city such"', []],
      ['"outcome:error"', []],
      ['{"col":"2"', ['c1']],
      ['"', ['c1', 'c2', 'c3']],
      ['prop:"', ['c1', 'c2', 'c3']],
    ])('%s', (text, expected) => expect(ids(text)).toEqual(expected));
  });
  it('accepts a key without a value for any value of it', () => expect(find('match:index=')).toEqual(['c4']));
  it('compares durations as they are shown, without rounding errors', () => {
    const tail = traceFrom('c1 a.x <- b.y 312.3-812.3');
    expect(filterCalls(tail, { text: 'duration:>=500', kinds: [], outcomes: [] })).toEqual(['c1']);
    expect(filterCalls(tail, { text: 'duration:<500', kinds: [], outcomes: [] })).toEqual([]);
  });
  it('knows which components ALL matched, from the request', () => {
    const all = traceFrom(
      'c1 total.children <- {"row":["ALL"],"type":"cell"}.value=[1,2,3] ~ {"row":["ALL"],"type":"unit"}.data=["m"] 0-10 triggered {"row":0,"type":"cell"}.value',
      'c2 total.children 20 merged',
      'c3 {"row":["ALL"],"type":"mark"}.hidden=[true,false] total.title <- go.n_clicks 30-40',
    );
    const ids = (text: string) => filterCalls(all, { text, kinds: [], outcomes: [] });
    expect(ids('prop:cell[2].value')).toEqual(['c1']);
    expect(ids('prop:cell[3].value')).toEqual([]);
    expect(ids('prop:unit[0].data')).toEqual(['c1']);
    expect(ids('prop:mark[1].hidden')).toEqual(['c3']);
    // Never sent: only the declaration is known.
    expect(ids('prop:cell[*].value')).toEqual(['c1', 'c2']);
    expect(ids('prop:total.children')).toEqual(['c1', 'c2']);
  });
  describe('a property', () => {
    const props = traceFrom(
      'c1 table.data <- load.n_clicks 0-10',
      'c2 my-table.data_timestamp <- reload.n_clicks 20-30',
      'c3 out.children <- {"index":1,"type":"item"}.value 40-50',
    );
    const ids = (text: string) => filterCalls(props, { text, kinds: [], outcomes: [] });
    it.each([
      ['prop:table.data', ['c1']],
      ['prop:data', ['c1']],
      ['prop:table', ['c1']],
      ['prop:able.dat', []],
      ['prop:data*', ['c1', 'c2']],
      ['prop:*table.*', ['c1', 'c2']],
      ['prop:item[1]', ['c3']],
      ['prop:item[ALL].value', ['c3']],
      ['prop:{"index":1,"type":"item"}.value', ['c3']],
      ['prop:{"index":["MATCH"],"type":"item"}', ['c3']],
      ['triggered:load', ['c1']],
      ['triggered:load.n_clicks', ['c1']],
      ['triggered:n_clicks', ['c1', 'c2']],
      ['triggered:load*', ['c1']],
      ['triggered:item[ALL].value', ['c3']],
    ])('%s: the whole id, component or name, with * a part', (text, expected) => expect(ids(text)).toEqual(expected));
  });
  it('filters by kind and outcome', () => {
    expect(find('', { kinds: ['clientside'] })).toEqual(['c2']);
    expect(find('', { outcomes: ['error', 'merged'] })).toEqual(['c3', 'c5']);
  });
});
