import { describe, expect, it } from 'vitest';
import { toMilliseconds } from '../../../../src/lib/brand';
import { toPropId, type PropWrite } from '../../../../src/trace/types';
import { reportedProblems } from '../../../support/compare/reported-problems';
import { traceFrom } from '../../../support/notation/trace-from';

/** Rules without the one about declarations, which the short outputs of these traces break. */
const rules = (...lines: readonly string[]): readonly string[] =>
  reportedProblems(traceFrom(...lines)).flatMap(({ rule }) => (rule === 'duplicate-output' ? [] : rule));
const many = (count: number, line: (id: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index + 1));
const click = 'btn.n_clicks=1';

describe('two writers of one property', () => {
  it('are fine where their times are far apart, so their order is intended', () =>
    expect(
      rules(`c1 a.children="working" x.title=1 <- ${click} 0-20`, `c2 a.children="done" y.title=1 <- ${click} 0-900`),
    ).toEqual([]));

  it('race where each is sometimes the last, whatever their times', () =>
    expect(
      rules(
        `c1 a.children="one" x.title=1 <- ${click} 0-20`,
        `c2 a.children="two" y.title=1 <- ${click} 0-900`,
        'c3 a.children="two" y.title=1 <- btn.n_clicks=2 2000-2020',
        'c4 a.children="one" x.title=1 <- btn.n_clicks=2 2000-2900',
      ),
    ).toEqual(['two-writers']));

  it('are reported for one click, whichever was requested first', () => {
    const line = (id: number, value: string, other: string, from: number, to: number): string =>
      `c${id} a.data="${value}" ${other}.title=1 <- ${click} ${from}-${to}`;
    expect(rules(line(1, 'slow', 'x', 0, 600), line(2, 'fast', 'y', 0.4, 200))).toEqual(['two-writers']);
    expect(rules(line(1, 'fast', 'y', 0, 200), line(2, 'slow', 'x', 0.4, 600))).toEqual(['two-writers']);
  });

  it('can be instances of one callback, except on a page load', () => {
    const instance = (id: number, ms: number, word: string): string =>
      `c${id} total.children="${id}" <- {"index":["MATCH"],"type":"row"}.value=${id} 0-${ms} match {"index":${id}} cause user:all.n_clicks ${word}`;
    expect(rules(instance(1, 200, ''), instance(2, 300, ''))).toEqual(['two-writers']);
    expect(rules(instance(1, 200, 'initial'), instance(2, 300, 'initial'))).toEqual([]);
  });
});

describe('a State that another callback of the same action writes', () => {
  const reader = (value: string): string => `c2 saved.children="x" <- ${click} ~ text.value=${value} 0-40`;

  it('is stale when its write comes later through other callbacks', () =>
    expect(
      rules(
        `c1 x.data=1 <- ${click} 0-100`,
        'c3 rate.data=2 <- x.data=1 100-300 cause c1',
        `c2 offer.children="1" <- ${click} ~ rate.data=1 0-40`,
      ),
    ).toEqual(['stale-state']));

  it('is intended where the other one clears it, or the user writes it', () => {
    expect(rules(`c1 text.value="" <- ${click} 0-300`, reader('"mine"'))).toEqual([]);
    const lines = [`c1 text.value="next" <- ${click} 0-300`, reader('"mine"')];
    expect(rules(...lines)).toEqual(['stale-state']);
    const typed: PropWrite = { at: toMilliseconds(0), origin: 'user', call: null, value: 'mine' };
    expect(reportedProblems({ ...traceFrom(...lines), writes: new Map([[toPropId('text.value'), [typed]]]) })).toEqual(
      [],
    );
  });

  it('is not reported when the reader itself triggered it', () =>
    expect(
      rules(`c2 next.data=1 <- ${click} ~ rate.data=1 0-40`, 'c3 rate.data=2 <- next.data=1 40-90 cause c2'),
    ).toEqual([]));
});

describe('an interval behind a store', () => {
  it('is reported as the interval', () => {
    const tick = (id: number): readonly string[] => [
      `c${2 * id} beat.data=${id} <- clock.n_intervals=${id} ${id * 200}-${id * 200 + 5} cause interval:clock.n_intervals`,
      `c${2 * id + 1} out.children="x" <- beat.data=${id} ${id * 200 + 5}-${id * 200 + 200} ${id < 5 ? 'discarded' : ''} cause c${2 * id}`,
    ];
    expect(rules(...[1, 2, 3, 4, 5].flatMap(tick))).toEqual(['interval-too-fast']);
  });

  it('is not blamed for a call that another Input superseded', () =>
    expect(
      rules(
        ...[1, 2, 3, 4].flatMap((id) => [
          `c${2 * id} out.children="x" <- clock.n_intervals=${id} btn.n_clicks=${id} ${id * 2000}-${id * 2000 + 100} discarded cause interval:clock.n_intervals`,
          `c${2 * id + 1} out.children="x" <- clock.n_intervals=${id} btn.n_clicks=${id} ${id * 2000 + 100}-${id * 2000 + 300} cause user:btn.n_clicks`,
        ]),
      ),
    ).toEqual([]));
});

describe('instances of one pattern', () => {
  it('have one problem together', () => {
    const typed = many(24, (id) => {
      const row = Math.ceil(id / 8);
      return `c${id} {"index":["MATCH"],"type":"out"}.children="x" <- {"index":["MATCH"],"type":"box"}.value="${id}" ${row * 10_000 + id * 100}-${row * 10_000 + id * 100 + 20} match {"index":${row}}`;
    });
    const found = reportedProblems(traceFrom(...typed));
    expect(found.map(({ rule }) => rule)).toEqual(['many-changes']);
    expect(found[0]?.sentence).toContain('The same happened with 2 other components of this id pattern.');
  });
});

describe('a State with ALL', () => {
  it('counts with all the values that it sends', () => {
    const rows = JSON.stringify(Array.from({ length: 20 }, () => 'x'.repeat(5_000)));
    expect(
      rules(
        ...many(
          4,
          (id) =>
            `c${id} out.children="x" <- btn.n_clicks=${id} ~ {"i":["ALL"]}.data=${rows} ${id * 1000}-${id * 1000 + 20}`,
        ),
      ),
    ).toEqual(['large-state']);
  });
});

describe('a button that always opens the same', () => {
  it('does its work elsewhere', () =>
    expect(
      rules(...many(10, (id) => `c${id} toast.is_open=true <- del.n_clicks=${id} ${id * 1000}-${id * 1000 + 20}`)),
    ).toEqual([]));
});

describe('outputs with id patterns', () => {
  const said = (...lines: readonly string[]): readonly string[] =>
    reportedProblems(traceFrom(...lines)).map(({ sentence }) => sentence);
  it('are duplicates when they can match the same component', () => {
    expect(said('callback {"i":["ALL"]}.x <- a.n_clicks', 'callback {"i":1}.x <- b.n_clicks')[0]).toContain(
      'which can be the same component, without allow_duplicate=True.',
    );
    expect(
      said('callback {"i":["ALL"],"t":"a"}.x <- a.n_clicks', 'callback {"i":["ALL"],"t":"b"}.x <- b.n_clicks'),
    ).toEqual([]);
  });
});
