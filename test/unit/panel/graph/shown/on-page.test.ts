import { describe, expect, it } from 'vitest';
import { callbacksOnPage } from '../../../../../panel/graph/shown/on-page';
import type { JsonValue } from '../../../../../src/lib/json';
import { traceFrom } from '../../../../support/notation/trace-from';

const { callbacks } = traceFrom(
  'callback here.children <- store.data',
  'callback gone.children <- store.data',
  'callback {"index":["MATCH"],"type":"cell"}.children <- {"index":["MATCH"],"type":"cell"}.n_clicks',
  'callback {"index":7,"type":"row"}.children <- store.data',
  'callback {"index":8,"type":"row"}.children <- store.data',
);

const onPage = (
  strings: readonly string[],
  families: Readonly<Record<string, readonly (readonly JsonValue[])[]>> = {},
): readonly string[] =>
  [
    ...callbacksOnPage(callbacks, { strings: new Set(strings), families: new Map(Object.entries(families)) }).values(),
  ].map(({ outputs: [output] }) => JSON.stringify(output?.id));

describe('the callbacks of the current page', () => {
  it('are those with an output on it, whatever feeds them', () =>
    expect(onPage(['here', 'store'])).toEqual(['"here"']));
  it('include those of a pattern with a match', () => {
    expect(onPage([], { 'index,type': [[1, 'cell']] })).toEqual([expect.stringContaining('cell')]);
    expect(onPage([], { 'index,type': [[1, 'cells']] })).toEqual([]);
  });
  it('treat an object id as a literal id', () =>
    expect(
      onPage([], {
        'index,type': [
          [7, 'row'],
          ['8', 'row'],
        ],
      }),
    ).toEqual([expect.stringMatching(/7.*row/)]));
  it('are empty on an empty page', () => expect(onPage([])).toEqual([]));
});
