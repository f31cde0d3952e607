import { describe, expect, it } from 'vitest';
import { createObserved } from '../../../../../panel/graph/live/observed-writes';
import { pointedCards, withOpened, withPointed } from '../../../../../panel/graph/shown/pointed-out';
import { createRowFinder } from '../../../../../panel/graph/live/row-finder';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { withObserved } from '../../../../../panel/graph/live/with-observed';
import { toCallbackKey, toPropId } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

/** The text of what is pointed out: cards, then edges without the prefixes of their ends. */
function pointed(
  lines: readonly string[],
  callbacks: readonly string[],
  props: readonly string[],
): { readonly cards: string[]; readonly edges: string[] } | null {
  const model = traceFrom(...lines);
  const declared = toGraph(model.callbacks, { showHidden: false, nameOf: ({ key }) => key });
  const observed = createObserved(declared, createRowFinder(declared), () => undefined);
  observed.observe(model);
  const found = pointedCards(
    withObserved(declared, observed.layer()),
    { title: 'Callbacks in a cycle', callbacks: callbacks.map(toCallbackKey), props: props.map(toPropId) },
    observed.rowsOf,
  );
  observed.dispose();
  return (
    found && {
      cards: [...found.cards].sort(),
      edges: [...found.edges].map((edge) => edge.replaceAll('component:', '')).sort(),
    }
  );
}

const CYCLE = [
  'callback b.value <- a.value ~ note.title',
  'callback a.value <- b.value ~ a.value',
  'callback other.value <- a.value',
  'callback note.title <- start.n_clicks',
];

describe('what is pointed out in the graph', () => {
  it('includes the callbacks and the edges from one to the other, not their other inputs', () =>
    expect(pointed(CYCLE, ['b.value', 'a.value'], ['a.value', 'b.value'])).toEqual({
      cards: ['callback:a.value', 'callback:b.value', 'component:a', 'component:b'],
      edges: ['input:a|value>b.value', 'input:b|value>a.value', 'output:a.value>a|value', 'output:b.value>b|value'],
    }));

  it('includes the State edges where no callback has the property as an Input', () =>
    expect(pointed(CYCLE, ['b.value', 'note.title'], ['note.title'])?.edges).toEqual([
      'output:note.title>note|title',
      'state:note|title>b.value',
    ]));

  it('includes every edge between the callbacks where no property is named', () =>
    expect(pointed(CYCLE, ['b.value', 'note.title'], [])).toEqual({
      cards: ['callback:b.value', 'callback:note.title', 'component:note'],
      edges: ['output:note.title>note|title', 'state:note|title>b.value'],
    }));

  it('includes properties that a call wrote in addition to its outputs', () =>
    expect(
      pointed(['c1 - <- count.data=1 0-10 side {"count":{"data":2}}'], ['no-output:count.data'], ['count.data'])?.edges,
    ).toEqual(['input:count|data>no-output:count.data', 'side:no-output:count.data>count|data']));

  it('connects two ids for the same components', () => {
    const lines = [
      'callback {"i":1,"t":"a"}.v <- go.n',
      'callback out.v <- {"i":["ALL"],"t":"a"}.v',
      'callback {"i":2,"t":"a"}.v <- stop.n',
    ];
    const { edges } = pointed(lines, ['{"i":1,"t":"a"}.v', 'out.v'], []) ?? { edges: [] };
    expect(edges.map((edge) => edge.split(':')[0])).toEqual(['input', 'match', 'output']);
  });

  it('is empty where none of the callbacks is drawn', () =>
    expect(pointed(CYCLE, ['gone.value'], ['a.value'])).toBeNull());
});

describe('what is drawn for it', () => {
  const all = traceFrom(...CYCLE).callbacks;
  const [first, second, other] = ['b.value', 'a.value', 'other.value'].map(toCallbackKey);

  it('includes its callbacks even where they are hidden or not on this page', () => {
    const drawn = new Map([...all].filter(([key]) => key === other));
    expect([
      ...withPointed(
        all,
        drawn,
        [second, first, toCallbackKey('gone.value')].flatMap((key) => key ?? []),
      ).keys(),
    ]).toEqual(['b.value', 'a.value', 'other.value']);
    expect(withPointed(all, drawn, [toCallbackKey('other.value')])).toBe(drawn);
  });

  it('includes the contents of their groups', () => {
    const groups = [
      { name: 'left', callbacks: [toCallbackKey('b.value')] },
      { name: 'right', callbacks: [toCallbackKey('other.value')] },
    ];
    expect(withOpened(['right'], groups, [toCallbackKey('b.value')])).toEqual(['right', 'left']);
    const opened = ['right'];
    expect(withOpened(opened, groups, [])).toBe(opened);
  });
});
