import { describe, expect, it } from 'vitest';
import { GRAPH_TEXTS } from '../../../../../src/words/panel';
import { NO_CHOICES, readChoices, toggled, writeChoices } from '../../../../../panel/selectors/graph-choices';
import { familyOf, groupsOf } from '../../../../../panel/graph/shown/groups';
import {
  neighbourhoodOf,
  hubPlaces,
  hubsOf,
  MANY_READERS,
  withoutHidden,
} from '../../../../../panel/graph/shown/narrow';
import { createPagesSeen } from '../../../../../panel/graph/shown/pages-seen';
import { sharedCallbacks } from '../../../../../panel/graph/shown/shared-callbacks';
import { toMilliseconds } from '../../../../../src/lib/brand';
import type { TraceModel } from '../../../../../src/trace/model';
import { toCallbackKey, toPropId, type CallbackKey, type PropWrite } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

const declared = (...lines: readonly string[]): TraceModel['callbacks'] =>
  traceFrom(...lines.map((line) => `callback ${line}`)).callbacks;
const chain = declared('b.v <- a.v', 'c.v <- b.v', 'd.v <- c.v ~ store.data', 'e.v <- x.v ~ store.data');
const keys = (callbacks: ReadonlyMap<CallbackKey, unknown>): readonly string[] => [...callbacks.keys()];
const NO_PAGES = new Map();

describe('what is drawn', () => {
  it('is everything within a number of steps of the pinned cards', () => {
    expect(keys(neighbourhoodOf(chain, [toCallbackKey('b.v')], 1))).toEqual(['b.v', 'c.v']);
    expect(keys(neighbourhoodOf(chain, [toCallbackKey('b.v')], 2))).toEqual(['b.v', 'c.v', 'd.v']);
    expect(keys(neighbourhoodOf(chain, [toCallbackKey('b.v')], 3))).toEqual(['b.v', 'c.v', 'd.v', 'e.v']);
    expect(keys(neighbourhoodOf(chain, [toCallbackKey('gone.v')], 3))).toEqual([]);
  });

  it('does not extend through a hub property', () => {
    const fed = declared(
      'p.v <- own.v store.data',
      'q.v <- own.v',
      ...Array.from({ length: MANY_READERS }, (_, index) => `o${index}.v <- store.data`),
    );
    const hubs = hubPlaces(
      fed,
      hubsOf(fed).map(({ prop }) => prop),
    );
    expect(keys(neighbourhoodOf(fed, [toCallbackKey('p.v')], 3, hubs))).toEqual(['p.v', 'q.v']);
    expect(neighbourhoodOf(fed, [toCallbackKey('p.v')], 1).size).toBe(fed.size);
  });

  it('excludes what the user hid: a callback, or a property at every callback that has it', () => {
    const left = withoutHidden(chain, [toCallbackKey('e.v')], [toPropId('store.data'), toPropId('c.v')]);
    expect(keys(left)).toEqual(['b.v', 'c.v', 'd.v']);
    expect([
      left.get(toCallbackKey('c.v'))?.outputs,
      left.get(toCallbackKey('d.v'))?.inputs,
      left.get(toCallbackKey('d.v'))?.state,
    ]).toEqual([[], [], []]);
    expect(left.get(toCallbackKey('b.v'))?.inputs).toBe(chain.get(toCallbackKey('b.v'))?.inputs);
    expect(withoutHidden(chain, [], [])).toBe(chain);
  });

  it('excludes a hidden pattern whichever wildcard it is declared with', () => {
    const item = (wildcard: string): string => `{"index":["${wildcard}"],"type":"item"}.value`;
    const left = withoutHidden(
      declared(`${item('MATCH')} <- in.v`, `sum.v <- ${item('ALL')}`),
      [],
      [toPropId(item('ALL'))],
    );
    expect([...left.values()].map(({ outputs, inputs }) => [outputs.length, inputs.length])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

describe('a hub property', () => {
  const fed = declared(
    ...Array.from({ length: MANY_READERS }, (_, index) => `o${index}.v <- store.data`),
    'p.v <- other.data',
  );
  it('is one that many callbacks read', () =>
    expect(hubsOf(fed)).toEqual([{ prop: 'store.data', place: 'store|data', readers: MANY_READERS }]));
  it('connects nothing', () => {
    expect(groupsOf(fed, 'part', NO_PAGES, new Set()).map(({ callbacks }) => callbacks.length)).toEqual([MANY_READERS]);
    expect(groupsOf(fed, 'part', NO_PAGES, hubPlaces(fed, [toPropId('store.data')]))).toEqual([]);
  });
});

describe('groups', () => {
  it.each([
    ['p0-fed-7', 'p0-fed'],
    ['sales_table', 'sales'],
    ['tab3', 'tab'],
    ['graph', null],
    [{ type: 'row', index: 3 }, 'row'],
    [{ page: 1, index: 3 }, 'index, page'],
  ])('by family: %j belongs to %s', (id, family) => expect(familyOf(id)).toBe(family));

  it('need a minimum number of members', () => {
    const callbacks = declared(
      'p-fed-1.v <- a.v',
      'p-fed-2.v <- a.v',
      'p-fed-3.v <- a.v',
      'q-x.v <- a.v',
      'q-y.v <- a.v',
    );
    expect(groupsOf(callbacks, 'family', NO_PAGES, new Set())).toEqual([
      { name: 'p-fed', callbacks: ['p-fed-1.v', 'p-fed-2.v', 'p-fed-3.v'] },
    ]);
    expect(groupsOf(callbacks, 'none', NO_PAGES, new Set())).toEqual([]);
  });

  it('by connected part have distinct names', () => {
    const three = (prop: string): readonly string[] => [
      `x.${prop} <- a.${prop}`,
      `y.${prop} <- x.${prop}`,
      `z.${prop} <- x.${prop}`,
    ];
    const found = groupsOf(declared(...three('children'), ...three('style')), 'part', NO_PAGES, new Set());
    expect(found.map(({ name, callbacks: own }) => `${name}: ${own.length}`)).toEqual([
      'x.children and 2 more: 3',
      'x.style and 2 more: 3',
    ]);
  });

  it('by page use where callbacks were seen', () => {
    const callbacks = declared(
      'a1.v <- i.v',
      'a2.v <- i.v',
      'a3.v <- i.v',
      's1.v <- i.v',
      's2.v <- i.v',
      's3.v <- i.v',
      'u1.v <- i.v',
      'u2.v <- i.v',
      'u3.v <- i.v',
    );
    const seen = new Map(
      ['a', 's'].flatMap((name) =>
        [1, 2, 3].map(
          (n) => [toCallbackKey(`${name}${n}.v`), new Set(name === 'a' ? ['/one'] : ['/one', '/two'])] as const,
        ),
      ),
    );
    expect(
      groupsOf(callbacks, 'page', seen, new Set()).map(({ name, callbacks: own }) => `${name}: ${own.length}`),
    ).toEqual(['page /one: 3', 'several pages: 3', 'not seen on a page yet: 3']);
  });
});

describe('groups by id pattern', () => {
  const patterns = (...ids: readonly string[]) =>
    declared(...ids.flatMap((id) => [1, 2, 3].map((n) => `{"${id}":["ALL"],"type":"a"}.v${n} <- i.v`)));
  it('are separate for patterns with other keys', () =>
    expect(
      groupsOf(patterns('index', 'row'), 'pattern', NO_PAGES, new Set()).map(({ name, callbacks: own }) => [
        name,
        own.length,
      ]),
    ).toEqual([
      ['a[*]', 3],
      ['a[*] (2)', 3],
    ]));

  it('are not made for callbacks that Dash itself declared', () =>
    expect(
      groupsOf(declared('a-1.v <- i.v', 'a-2.v <- i.v hidden', 'a-3.v <- i.v hidden'), 'family', NO_PAGES, new Set()),
    ).toEqual([]));
});

describe('pages seen', () => {
  const base = traceFrom('callback one.v <- i.v', 'callback two.v <- i.v', 'callback both.v <- i.v');
  const at = (path: string, ...strings: readonly string[]): TraceModel => {
    const write: PropWrite = { at: toMilliseconds(1), origin: 'user', call: null, value: path };
    return {
      ...base,
      writes: new Map([[toPropId('url.pathname'), [write]]]),
      layout: { strings: new Set(strings), families: new Map() },
    };
  };
  it('include the page at the first look', () =>
    expect(
      [...createPagesSeen().update(at('/1', 'one', 'both'))].map(([key, paths]) => `${key} ${[...paths].join(' ')}`),
    ).toEqual(['one.v /1', 'both.v /1']));

  it('grow with each visited page, but not from the moment between two pages', () => {
    const seen = createPagesSeen();
    const [first, second] = [at('/1', 'one', 'both'), at('/2', 'two', 'both')];
    seen.update(first);
    seen.update(first);
    seen.update({ ...second, layout: first.layout });
    seen.update(second);
    const pages = seen.update(second);
    expect([...pages].map(([key, paths]) => `${key} ${[...paths].join(' ')}`)).toEqual([
      'one.v /1',
      'both.v /1 /2',
      'two.v /2',
    ]);
  });
});

describe('callbacks shared with other pages', () => {
  const all = declared('frame.v <- url.pathname', 'one.v <- i.v', 'two.v <- i.v', 'modal.v <- i.v');
  const some = (...names: readonly string[]) =>
    new Map([...all].filter(([key]) => names.some((name) => key === `${name}.v`)));
  const seen = (pages: Readonly<Record<string, readonly string[]>>) =>
    new Map(
      [...all.keys()].map(
        (key) =>
          [
            key,
            new Set(Object.keys(pages).filter((path) => pages[path]?.some((name) => key === `${name}.v`))),
          ] as const,
      ),
    );
  it('are distinguished from those of the page', () => {
    const pages = seen({ '/1': ['frame', 'one'], '/2': ['frame', 'two'] });
    expect([...sharedCallbacks(some('frame', 'one'), pages)]).toEqual([['frame.v', ['/1', '/2']]]);
  });
  it('are unknown while only one page was seen, and where the page has none of its own', () => {
    expect(sharedCallbacks(some('frame', 'one'), seen({ '/1': ['frame', 'one'] })).size).toBe(0);
    expect(sharedCallbacks(some('frame'), seen({ '/1': ['frame'], '/2': ['frame', 'two'] })).size).toBe(0);
    expect(sharedCallbacks(some('frame', 'one'), new Map()).size).toBe(0);
  });
  it('do not include those of one page under two paths', () => {
    const pages = seen({ '/': ['frame', 'one'], '/home': ['frame', 'one'], '/2': ['frame', 'two'] });
    expect([...sharedCallbacks(some('frame', 'one'), pages)]).toEqual([['frame.v', ['/', '/2']]]);
  });
  it('include those that were seen on no page', () => {
    expect([...sharedCallbacks(some('one', 'modal'), seen({ '/1': ['one'] }))]).toEqual([['modal.v', []]]);
  });
  it('are marked as shared, with their pages', () => {
    expect([GRAPH_TEXTS.sharedBy(['/1', '/2']), GRAPH_TEXTS.sharedBy([])]).toEqual([
      'shared by 2 pages',
      'belongs to no page seen so far',
    ]);
    expect(GRAPH_TEXTS.sharedByTitle(['/1', '/2', '/3', '/4', '/5'])).toBe(
      'Shared by 5 pages of the app: /1, /2, /3, /4 and 1 more',
    );
    expect(GRAPH_TEXTS.sharedByTitle([])).toBe('Belongs to no page of the app seen so far');
  });
});

describe('stored choices', () => {
  it('are read back as they were written, and invalid ones are ignored', () => {
    const choices = {
      ...NO_CHOICES,
      grouping: 'family' as const,
      opened: ['x'],
      hiddenCallbacks: [toCallbackKey('a.b')],
      steps: 2,
    };
    expect(readChoices(writeChoices(choices))).toEqual(choices);
    expect(readChoices({ grouping: 'by colour', opened: [3, 'x'], steps: 99 })).toEqual({
      ...NO_CHOICES,
      opened: ['x'],
    });
    expect(readChoices('nonsense')).toBe(NO_CHOICES);
  });
  it('are added to a list once', () =>
    expect([toggled(['a'], 'a', true), toggled(['a'], 'b', true), toggled(['a', 'b'], 'a', false)]).toEqual([
      ['a'],
      ['a', 'b'],
      ['b'],
    ]));
});
