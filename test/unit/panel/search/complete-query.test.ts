import { describe, expect, it } from 'vitest';
import { filterCalls } from '../../../../panel/search/call-query';
import { completeQuery, completionLabel } from '../../../../panel/search/complete-query';
import { forgetFilter, saveFilter, selectSavedFilters } from '../../../../panel/search/saved-filters';
import { createPanelStore } from '../../../../panel/store/panel-store';
import { memoryPreferences } from '../../../../panel/store/preferences';
import { traceFrom } from '../../../support/notation/trace-from';

const model = traceFrom(
  'c1 chart.figure <- region.value ~ prefs.data 0-300',
  'c2 {"index":["MATCH"],"type":"item"}.children <- {"index":["MATCH"],"type":"btn"}.n_clicks 500-510 match {"index":7}',
);

describe('completeQuery', () => {
  it.each([
    ['ou', ['outcome:']],
    ['kind:c', ['kind:clientside']],
    ['outcome:err', ['outcome:error']],
    ['kind:server trig', ['kind:server triggered:']],
    ['triggered:reg', ['triggered:region.value']],
    ['triggered:btn', ['triggered:btn[*].n_clicks']],
    ['prop:data', ['prop:prefs.data']],
    ['match:', ['match:index=7']],
    ['outcome:error,up', ['outcome:error,updated']],
    ['outcome:updated,up', []],
    ['kind:server,', ['kind:server,clientside', 'kind:server,background']],
    ['call:c1,', ['call:c1,c2']],
    ['chart ', []],
    ['kind:server', []],
  ])('%s', (text, completions) => expect(completeQuery(text, model, [])).toEqual(completions));

  it('offers patterns that can match calls, with * for every wildcard', () => {
    const patterns = traceFrom(
      'c1 total.children <- {"row":["ALL"],"type":"cell"}.value=[1,2] 0-10 triggered {"row":1,"type":"cell"}.value',
      'c2 sum.children <- {"row":["ALLSMALLER"],"type":"part"}.value 20-30 triggered {"row":0,"type":"part"}.value',
      'c3 MATCHES.children <- {"kind":["ALL"],"name":"box"}.open=[1] 40-50 triggered {"kind":"a","name":"box"}.open',
    );
    expect(completeQuery('triggered:', patterns, [])).toEqual([
      'triggered:cell[*].value',
      'triggered:part[*].value',
      'triggered:{"kind":*,"name":"box"}.open',
    ]);
    for (const query of completeQuery('triggered:', patterns, []))
      expect(filterCalls(patterns, { text: query, kinds: [], outcomes: [] })).toHaveLength(1);
    expect(completeQuery('prop:match', patterns, [])).toEqual(['prop:MATCHES.children']);
  });

  it('adds the quotes that a value with spaces needs', () => {
    const spaced = traceFrom(
      'c1 my_id.value <- {"col":"2","row":["ALL"],"type":"cell"}.value=[1] 0-10 triggered {"col":"2","row":0,"type":"cell"}.value',
      'c2 {"city":["MATCH"],"type":"a"}.x <- {"city":["MATCH"],"type":"b"}.y 40-50 match {"city":"New York"}',
    );
    const cell = 'prop:"cell[col=\\"2\\", row=*].value"';
    for (const typed of ['prop:cell', 'prop:"cell', 'prop:"cell[col=\\"2\\", r'])
      expect(completeQuery(typed, spaced, [])).toEqual([cell]);
    expect(filterCalls(spaced, { text: cell, kinds: [], outcomes: [] })).toEqual(['c1']);
    expect(completeQuery('kind:server match:city', spaced, [])).toEqual(['kind:server match:"city=New York"']);
    expect(completeQuery('match:"city=New York', spaced, [])).toEqual(['match:"city=New York"']);
    expect(completeQuery('match:"city=New York"', spaced, [])).toEqual([]);
    expect(completeQuery('match:"city=New York" ki', spaced, [])).toEqual(['match:"city=New York" kind:']);
  });

  it('has a label where the value does not continue the typed text, so that browsers list it', () => {
    expect(completionLabel('prop:prefs.data', 'prop:Pre')).toBeUndefined();
    expect(completionLabel('prop:prefs.data', 'prop:data')).toBe('prop:data → prop:prefs.data');
    expect(completionLabel('prop:"my id.value"', 'prop:my')).toContain('prop:my');
  });

  it('offers numbers of existing waves and calls, the newest first, up to a readable number', () => {
    const long = traceFrom(
      ...Array.from({ length: 30 }, (_, i) => `c${i + 1} a.x <- b.y ${i * 5000}-${i * 5000 + 10}`),
    );
    expect(completeQuery('wave:', long, [])).toEqual(Array.from({ length: 12 }, (_, i) => `wave:${30 - i}`));
    expect(completeQuery('call:', long, [])).toEqual(Array.from({ length: 12 }, (_, i) => `call:c${30 - i}`));
    expect(completeQuery('wave:3', long, [])).toEqual(['wave:30']);
    expect(completeQuery('call:c2', long, [])).toEqual([
      'call:c29',
      'call:c28',
      'call:c27',
      'call:c26',
      'call:c25',
      'call:c24',
      'call:c23',
      'call:c22',
      'call:c21',
      'call:c20',
    ]);
    expect(completeQuery('wave:', null, [])).toEqual([]);
  });

  it('offers every term in an empty field, saved filters first', () => {
    const offered = completeQuery('', model, ['outcome:error kind:server']);
    expect(offered[0]).toBe('outcome:error kind:server');
    expect(offered).toContain('wave:');
    expect(completeQuery('outcome:er', null, ['outcome:error kind:server'])).toEqual([
      'outcome:error kind:server',
      'outcome:error',
    ]);
  });
});

describe('saved filters', () => {
  it('are kept for the next browser session, once each', () => {
    const preferences = memoryPreferences();
    const store = createPanelStore(preferences);
    saveFilter(store, 'kind:server');
    saveFilter(store, 'outcome:error');
    saveFilter(store, 'kind:server');
    const later = createPanelStore(preferences);
    expect(selectSavedFilters(later.getState())).toEqual(['outcome:error', 'kind:server']);
    expect(selectSavedFilters(later.getState())).toBe(selectSavedFilters(later.getState()));
    forgetFilter(later, 'outcome:error');
    expect(selectSavedFilters(later.getState())).toEqual(['kind:server']);
  });
});
