import { describe, expect, it } from 'vitest';
import { createProblemFinder, problemsOf } from '../../../../src/analysis/problems/problem-finder';
import type { TraceModel } from '../../../../src/trace/model';
import { toCallId, type Call } from '../../../../src/trace/types';
import { reportedFinding, reportedProblems } from '../../../support/compare/reported-problems';
import { traceFrom } from '../../../support/notation/trace-from';

const found = (...lines: readonly string[]): readonly string[] =>
  reportedProblems(traceFrom(...lines)).map(({ rule, sentence }) => `${rule}: ${sentence}`);
const rules = (...lines: readonly string[]): readonly string[] =>
  reportedProblems(traceFrom(...lines)).map(({ rule }) => rule);

const letters = (count: number): string => JSON.stringify('x'.repeat(count));

describe('a large State', () => {
  const call = (id: number, size: number): string =>
    `c${id} out.children <- btn.n_clicks=${id} ~ rows.data=${letters(size)} ${id * 100}-${id * 100 + 20}`;

  it('is reported with the size of what was sent', () =>
    expect(found(...[1, 2, 3, 4].map((id) => call(id, 60_000)))).toEqual([
      'large-state: out.children sent rows.data to the server 4 times as State, 240 kB in total. In 3 of these requests it had the same length and beginning as in the previous one.',
    ]));

  it('is not reported when it is small or rarely sent', () => {
    expect(rules(...[1, 2, 3, 4].map((id) => call(id, 10_000)))).toEqual([]);
    expect(rules(call(1, 200_000), call(2, 200_000))).toEqual([]);
  });
});

describe('the same inputs twice', () => {
  const first = 'c1 a.data=1 <- btn.n_clicks=1 0-20';
  const other = 'c2 other.data=1 <- btn.n_clicks=1 0-300';

  it('are reported where the same action led to the same result again', () =>
    expect(
      found(
        first,
        other,
        'c3 out.children="r" <- a.data=1 20-60 cause c1',
        'c4 out.children="r" <- a.data=1 300-350 cause c2',
      ),
    ).toEqual([
      'same-inputs-twice: out.children ran again with identical Inputs and State, once, and returned the same result.',
    ]));

  it('are not reported when the results differ, or another action requested them', () => {
    expect(
      rules(
        first,
        other,
        'c3 out.children="r" <- a.data=1 20-60 cause c1',
        'c4 out.children="s" <- a.data=1 300-350 cause c2',
      ),
    ).toEqual([]);
    expect(rules('c1 out.children="r" <- a.value=1 0-20', 'c2 out.children="r" <- a.value=1 900-950')).toEqual([]);
  });
});

describe('an interval', () => {
  const tick = (id: number, outcome: string): string =>
    `c${id} out.children <- clock.n_intervals=${id} ${id * 200}-${id * 200 + (outcome === '' ? 400 : 200)} ${outcome} cause interval:clock.n_intervals`;

  it('is too fast when ticks discard results', () =>
    expect(rules(...[1, 2, 3, 4].map((id) => tick(id, 'discarded')), tick(5, ''))).toEqual(['interval-too-fast']));

  it('is not too fast when it rarely discards one', () =>
    expect(
      rules(
        ...[1, 2, 3, 4, 5, 6].map(
          (id) =>
            `c${id} out.children <- clock.n_intervals=${id} ${id * 1000}-${id * 1000 + 200} ${id === 3 ? 'discarded' : ''} cause interval:clock.n_intervals`,
        ),
      ),
    ).toEqual([]));
});

describe('many changes', () => {
  const key = (id: number, prop: string, gap: number): string =>
    `c${id} out.children <- box.${prop}=${id} ${id * gap}-${id * gap + 30}`;
  const keys = (prop: string, gap: number): readonly string[] =>
    Array.from({ length: 8 }, (_, index) => key(index + 1, prop, gap));

  it('are reported within one typing', () =>
    expect(found(...keys('value', 120))).toEqual([
      'many-changes: box.value kept changing for 840 ms, and each change triggered out.children: 8 calls.',
    ]));

  it('are not reported with pauses between them, nor for clicks', () => {
    expect(rules(...keys('value', 900))).toEqual([]);
    expect(rules(...keys('n_clicks', 120))).toEqual([]);
  });
});

describe('a change that fans out over MATCH', () => {
  const BOX = '{"i":["MATCH"],"t":"box"}.children';
  const fan = (first: number, at: number, value: number, word: string): readonly string[] =>
    Array.from(
      { length: 8 },
      (_, index) =>
        `c${first + index} ${BOX}="${index} ${value}" <- ${word === 'interval' ? 'clock.n_intervals' : 'which.value'}=${value} ${at}-${at + 40} match {"i":${index}} cause ${word}:${word === 'interval' ? 'clock.n_intervals' : 'which.value'}`,
    );
  const changes = (count: number, word = 'user'): readonly string[] =>
    Array.from({ length: count }, (_, index) => fan(index * 8 + 1, index * 100, index, word)).flat();

  it('is one change', () => {
    expect(rules(...changes(1))).toEqual([]);
    expect(rules(...changes(3))).toEqual([]);
  });

  it('is counted as changes where they are many', () =>
    expect(found(...changes(7))).toEqual([
      'many-changes: which.value kept changing for 600 ms, and each change triggered box[MATCH].children: 7 changes, 56 calls.',
    ]));

  it('is one tick of an interval, whatever happens to its calls', () =>
    expect(
      rules(...fan(1, 0, 1, 'interval').map((line) => `${line} discarded`), ...fan(9, 2000, 2, 'interval')),
    ).toEqual([]));
});

describe('navigation', () => {
  const follow = (id: number, prop: string): string =>
    `c${id} out.children="${id}" <- ${prop}="/${id}" ${id * 100}-${id * 100 + 20} cause user:${prop}`;
  const seven = (prop: string): readonly string[] => [1, 2, 3, 4, 5, 6, 7].map((id) => follow(id, prop));

  it('is no typing', () => expect(rules(...seven('url.pathname'))).toEqual([]));

  it('is no typing where Dash Pages follows it', () =>
    expect(
      rules(
        ...[1, 2, 3, 4, 5, 6, 7].map(
          (id) =>
            `c${id} _pages_content.children="${id}" <- filter.value=${id} ${id * 100}-${id * 100 + 20} cause user:filter.value`,
        ),
      ),
    ).toEqual([]));

  it('is not what a search field of the app does', () =>
    expect(rules('event 1 user {"id":"box","component":"my_components.SearchBox"}', ...seven('box.search'))).toEqual([
      'many-changes',
    ]));
});

describe('an expensive call that comes back later', () => {
  const report = (id: number, year: number, at: number, took = 900, returned = `r${year}`): string =>
    `c${id} out.children="${returned}" <- year.value=${year} ${at}-${at + took} cause user:year.value`;

  it('is reported with the time it took', () =>
    expect(found(report(1, 2023, 0), report(2, 2024, 2000), report(3, 2023, 4000, 1200))).toEqual([
      'repeated-later: out.children ran again with Inputs and State identical to those of an earlier call, once, and returned the same result. The repeated calls took 1.20 s.',
    ]));

  it('is not reported when it was quick, or the result is another one', () => {
    expect(rules(report(1, 2023, 0, 90), report(2, 2024, 2000), report(3, 2023, 4000, 90))).toEqual([]);
    expect(rules(report(1, 2023, 0), report(2, 2024, 2000), report(3, 2023, 4000, 1200, 'new'))).toEqual([]);
  });

  it('is not reported after a hot reload: its code may be another one', () =>
    expect(rules(report(1, 2023, 0), 'event 3000 reload', report(2, 2023, 4000, 1200))).toEqual([]));

  it('is not reported for clicks, each of which is meant', () =>
    expect(
      rules(
        ...[1, 2, 3].map((id) => `c${id} out.children="ok" <- look.n_clicks=${id} ${id * 5000}-${id * 5000 + 900}`),
      ),
    ).toEqual([]));
});

describe('free slots', () => {
  const calls = (running: number, until = 805): readonly string[] => [
    'c1 start.data=1 <- btn.n_clicks=1 0-5',
    ...Array.from(
      { length: running },
      (_, index) =>
        `c${index + 2} slow${index}.children=${index} <- start.data 5/5/6/${until}/${until}/${until}/${until + 1} cause c1`,
    ),
    `c${running + 2} last.children=1 <- start.data 5/5/${until + 2}/900/900/900/901 cause c1`,
  ];

  it('are missing when twelve calls run', () => {
    const [finding] = reportedProblems(traceFrom(...calls(12)));
    expect(finding?.rule).toBe('no-free-place');
    expect(finding?.sentence).toContain('1 call of last.children waited for up to 802 ms');
  });

  it('are not reported when the calls that hold them are short, only many', () =>
    expect(rules(...calls(12, 250))).toEqual([]));

  it('are not what a call waits for when fewer run', () => expect(rules(...calls(11))).toEqual([]));
});

describe('inputs that arrive separately', () => {
  const twice = (cause: string): readonly string[] =>
    [0, 1].flatMap((round) => {
      const at = round * 2000;
      const n = round * 4;
      return [
        `c${n + 1} a.data=${n} <- btn.n_clicks=${round} ${at}-${at + 20}`,
        `c${n + 2} b.data=${n} <- btn.n_clicks=${round} ${at}-${at + 300}`,
        `c${n + 3} out.children=${n + 1} <- a.data=${n} b.data=${round} ${at + 20}-${at + 60} triggered a.data cause c${n + 1}`,
        `c${n + 4} out.children=${n + 2} <- a.data=${n} b.data=${n} ${at + 300}-${at + 350} triggered b.data cause ${cause}${n + 2}`,
      ];
    });

  it('are reported with their properties', () => {
    const [finding] = reportedProblems(traceFrom(...twice('c')));
    expect(finding?.sentence).toBe(
      'out.children ran more than once for one action, twice, because its Inputs a.data and b.data arrived one after the other.',
    );
  });

  it('are not reported the first time', () => expect(rules(...twice('c').slice(0, 4))).toEqual([]));
});

describe('a whole figure', () => {
  const figure = (title: string, seed: number): string =>
    JSON.stringify({ data: Array.from({ length: 6000 }, (_, index) => index * seed), layout: { title } });
  const call = (id: number, seed: number): string =>
    `c${id} chart.figure=${figure(`t${id}`, seed)} <- btn.n_clicks=${id} ${id * 100}-${id * 100 + 50}`;

  it('is reported where nearly all of it is unchanged', () => {
    const [finding] = reportedProblems(traceFrom(...[1, 2, 3, 4].map((id) => call(id, 7))));
    expect(finding?.sentence).toBe(
      'chart.figure returned all of chart.figure again, 3 times, though at least nine tenths of it were unchanged.',
    );
  });

  it('is not reported where it changed', () => expect(rules(...[1, 2, 3, 4].map((id) => call(id, id)))).toEqual([]));
});

describe('what could be clientside', () => {
  const toggle = (id: number, returned: boolean): string =>
    `c${id} lid.hidden=${returned} <- btn.n_clicks=${id} ~ lid.hidden=${id % 2 === 0} ${id * 1000}-${id * 1000 + 30}`;

  it('only changes how something looks, always in the same way', () =>
    expect(rules(...Array.from({ length: 9 }, (_, index) => toggle(index + 1, index % 2 === 0)))).toEqual([
      'could-be-clientside',
    ]));

  it('does not claim that results are the same where nothing repeated', () =>
    expect(
      rules(
        ...Array.from(
          { length: 9 },
          (_, index) =>
            `c${index + 1} warn.hidden=${index % 2 === 0} <- user.value="u${index}" ${index * 1000}-${index * 1000 + 20}`,
        ),
      ),
    ).toEqual([]));

  it('is not suggested where the result depends on more than the page knows', () =>
    expect(rules(...Array.from({ length: 9 }, (_, index) => toggle(index + 1, index % 3 === 0)))).toEqual([]));
});

describe('loops', () => {
  const turn = (id: number, value: string): string =>
    `c${id} - <- n.data=${value} ${id * 10}-${id * 10 + 9} ${id === 1 ? 'cause user:n.data' : `cause c${id - 1}`}`;

  it('count their turns and say how the value develops', () => {
    const growing = reportedProblems(traceFrom(...[1, 2, 3, 4, 5, 6, 7].map((id) => turn(id, String(id)))))[0];
    expect(growing?.rule).toBe('loop');
    expect(growing?.sentence).toContain('7 turns in 69 ms');
    expect(growing?.sentence).toContain('n.data changes with each turn: 5, 6, 7 …');
    const turning = reportedProblems(
      traceFrom(...[1, 2, 3, 4, 5, 6, 7].map((id) => turn(id, id % 2 === 0 ? '"on"' : '"off"'))),
    )[0];
    expect(turning?.sentence).toContain('n.data alternates between "on" and "off".');
  });

  const turns = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => turn(index + 1, String(index + 1)));

  it('say what the page knows: no click, no key', () =>
    expect(found(...turns(7))).toEqual([
      'loop: n.data → n.data: a loop of 7 turns in 69 ms (101 a second), without a click or a key. n.data changes with each turn: 5, 6, 7 …',
    ]));

  it('have stopped when the recording continues for a while without them', () => {
    const [going] = reportedProblems(traceFrom(...turns(7), 'c8 out.children="r" <- other.value=1 3000-3010'));
    expect(going?.sentence).not.toContain('stopped');
    expect(going?.stoppedAfter).toBe(5_000);
    const [over] = reportedProblems(traceFrom(...turns(7), 'c8 out.children="r" <- other.value=1 9000-9010'));
    expect(over?.sentence).toMatch(/n\.data changes with each turn: 5, 6, 7 … It has stopped\.$/);
    expect(over?.stoppedAfter).toBeUndefined();
    const [busy] = reportedProblems(
      traceFrom(...turns(7), 'c8 out.children="r" <- other.value=1 9000-9010', 'c9 - <- n.data=8 100- cause c7'),
    );
    expect(busy?.sentence).not.toContain('stopped');
  });

  it('with slow turns have not stopped between two of them', () => {
    const slow = [1, 2, 3, 4, 5, 6].map(
      (id) =>
        `c${id} - <- n.data=${id} ${id * 10_000}-${id * 10_000 + 9_990} ${id === 1 ? 'cause user:n.data' : `cause c${id - 1}`}`,
    );
    expect(found(...slow, 'c7 out.children="r" <- other.value=1 80000-80010')[0]).not.toContain('stopped');
  });

  it('are reported as such where components are inserted again and no property changes', () => {
    const lines = [1, 2, 3, 4, 5, 6].map(
      (id) =>
        `c${id} out.children="${id}" <- go.n_clicks ${id * 10}-${id * 10 + 9} ${id === 1 ? 'cause user:go.n_clicks' : `initial cause c${id - 1}`}`,
    );
    expect(found(...lines)).toEqual([
      'loop: out.children → out.children: a loop of 6 turns in 59 ms (102 a second), without a click or a key. In each turn out.children puts new components on the page, and Dash triggers their callbacks because they are new.',
    ]);
  });

  it('are not reported when they end after a few turns, or the user causes each turn', () => {
    expect(rules(...[1, 2, 3, 4].map((id) => turn(id, String(id))))).toEqual([]);
    expect(
      rules(...[1, 2, 3, 4, 5, 6, 7].map((id) => `c${id} n.data=${id} <- n.value=${id} ${id * 1000}-${id * 1000 + 9}`)),
    ).toEqual([]);
  });
});

describe('declared cycles', () => {
  it('are shown as a path, with the Input to remove', () =>
    expect(found('callback b.value <- a.value', 'callback a.value <- b.value')).toEqual([
      'declared-cycle: a.value → b.value → a.value: each is an Input of the callback that writes the next one. Without b.value as an Input of a.value there is no cycle.',
    ]));

  it('are listed where callbacks lead to each other in more than one way', () => {
    const [finding] = reportedProblems(
      traceFrom(
        'callback a.value <- b.value',
        'callback b.value b.title <- a.value c.value',
        'callback c.value <- b.value b.title',
      ),
    );
    expect(finding?.sentence).toBe(
      'b.value → a.value → b.value: each is an Input of the callback that writes the next one. 3 callbacks form 2 cycles like this. Without a.value as an Input of b.value and c.value as an Input of b.value there is no cycle.',
    );
    expect(finding?.list).toEqual({
      items: ['b.value → a.value → b.value', 'c.value → b.value or b.title → c.value'],
      isAll: true,
    });
    expect(finding?.evidence.props).toEqual(['a.value', 'b.value', 'b.title', 'c.value']);
  });

  it('are limited to a readable number, with how many more there are', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const [finding] = reportedProblems(
      traceFrom(
        ...names.map(
          (name) =>
            `callback ${name}.value <- ${names
              .filter((other) => other !== name)
              .map((other) => `${other}.value`)
              .join(' ')}`,
        ),
      ),
    );
    expect(finding?.sentence).toContain('6 callbacks form at least 10 cycles like this.');
    expect(finding?.list?.items).toHaveLength(10);
    expect(finding?.list?.isAll).toBe(false);
  });

  it('are reported once more only when a cycle further down is different', () => {
    const finder = createProblemFinder();
    const before = [
      'callback a.value <- b.value',
      'callback b.value b.title <- a.value c.value',
      'callback c.value <- b.value',
    ];
    const secondOf = (model: TraceModel): string | undefined => {
      const [finding] = finder.update(model);
      return finding && reportedFinding(model, finding).list?.items[1];
    };
    expect(secondOf(traceFrom(...before))).toBe('c.value → b.value → c.value');
    expect(secondOf({ ...traceFrom(...before.with(2, 'callback c.value <- b.title')), revision: 2 })).toBe(
      'c.value → b.title → c.value',
    );
  });

  it('leave out the middle of a path too long to read', () =>
    expect(
      found(
        ...Array.from({ length: 30 }, (_, index) => `callback p${index + 1}.v <- p${index === 0 ? 30 : index}.v`),
      )[0],
    ).toContain(
      'declared-cycle: p30.v → p1.v → p2.v → p3.v → p4.v → p5.v → p6.v → p7.v → … 15 more … → p23.v → p24.v',
    ));

  it('are not reported for a callback with its own output as an Input', () =>
    expect(rules('callback a.value b.value <- a.value b.value')).toEqual([]));
});

describe('races', () => {
  const click = 'btn.n_clicks=1';

  it('are reported for two writers of one action', () => {
    const sentences = found(
      `c1 a.data="one" x.title=1 <- ${click} 0-200`,
      `c2 a.data="two" y.title=1 <- ${click} 0-500`,
    );
    expect(sentences[0]).toBe(
      'two-writers: a.data (1) and a.data (2) were triggered by the same action, once, and both write a.data. The value of the slower one wins.',
    );
  });

  it('are not reported for a clientside "Loading" before the response', () =>
    expect(
      rules('c1 a.children="Loading" <- btn.n_clicks=1 0-2 clientside', 'c2 a.children="done" <- btn.n_clicks=1 0-300'),
    ).toEqual([]));

  it('are not reported for writers of different actions, in order', () =>
    expect(
      rules(
        'c1 a.data="one" x.title=1 <- one.n_clicks=1 0-200',
        'c2 a.data="two" y.title=1 <- two.n_clicks=1 1000-1300',
      ).filter((rule) => rule !== 'duplicate-output'),
    ).toEqual([]));

  it('include a lost update', () =>
    expect(
      rules(
        `c1 a.data=["x"] x.title=1 <- ${click} ~ a.data=[] 0-200`,
        `c2 a.data=["y"] y.title=1 <- ${click} ~ a.data=[] 0-500`,
      ),
    ).toContain('lost-update'));

  it('include a State that was about to change', () =>
    expect(found(`c1 rate.data=2 <- ${click} 0-300`, `c2 offer.children="1" <- ${click} ~ rate.data=1 0-40`)).toEqual([
      'stale-state: offer.children read rate.data as State once before rate.data, triggered by the same action, had written it, so it got the old value.',
    ]));

  it('are found where a busy page requests the two calls of one click at different times', () => {
    expect(rules(`c1 rate.data=2 <- ${click} 0-300`, `c2 offer.children="1" <- ${click} ~ rate.data=1 20-60`)).toEqual([
      'stale-state',
    ]);
    expect(
      rules(`c1 rate.data=2 <- ${click} 0-300`, `c2 offer.children="1" <- btn.n_clicks=2 ~ rate.data=1 20-60`),
    ).toEqual([]);
  });

  it('do not include an unchanged State', () =>
    expect(rules(`c1 rate.data=1 <- ${click} 0-300`, `c2 offer.children="1" <- ${click} ~ rate.data=1 0-40`)).toEqual(
      [],
    ));
});

describe('duplicate outputs', () => {
  it('are recognised by their hash suffixes', () => {
    const base = traceFrom('callback a.x <- btn.n_clicks', 'callback a.x b.x <- btn.n_clicks');
    expect(reportedProblems(base).map(({ sentence }) => sentence)).toEqual([
      'a.x (1) and a.x (2) write a.x, and more than one of them without allow_duplicate=True.',
    ]);
  });
});

describe('the finder', () => {
  const growing = (count: number) =>
    Array.from(
      { length: count },
      (_, index) =>
        `c${index + 1} out${index % 50}.children="r${index}" <- in${index % 50}.value="v${index}" ~ s.data=${index} ${index * 10}-${index * 10 + 30}`,
    );

  it('reports the same whether it follows a recording or reads it afterwards', () => {
    const lines = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (id) =>
        `c${id} - <- n.data=${id} ${id * 10}-${id * 10 + 9} ${id === 1 ? 'cause user:n.data' : `cause c${id - 1}`}`,
    );
    const finder = createProblemFinder();
    for (let count = 1; count < lines.length; count++) finder.update(traceFrom(...lines.slice(0, count)));
    expect(finder.update(traceFrom(...lines))).toEqual(problemsOf(traceFrom(...lines)));
  });

  it('returns the same list while nothing new is found', () => {
    const finder = createProblemFinder();
    const model = traceFrom(
      'callback b.value <- a.value',
      'callback a.value <- b.value',
      'c1 x.data=1 <- y.value=1 0-10',
    );
    expect(finder.update({ ...model, revision: 2 })).toBe(finder.update(model));
  });

  it('forgets what the recording forgets', () => {
    const finder = createProblemFinder();
    const lines = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (id) =>
        `c${id} - <- n.data=${id} ${id * 10}-${id * 10 + 9} ${id === 1 ? 'cause user:n.data' : `cause c${id - 1}`}`,
    );
    expect(finder.update(traceFrom(...lines))).toHaveLength(1);
    expect(finder.update(traceFrom('c1 - <- n.data=1 0-9'))).toEqual([]);
  });

  it('does not read a long recording again for each new call', () => {
    const model = traceFrom(...growing(2_000));
    const finder = createProblemFinder();
    finder.update(model);
    // Calls that finished long ago are released at the next look.
    finder.update({ ...model, revision: model.revision + 1 });
    const last = model.calls.get(toCallId('c2000')) as Call;
    const calls = new Map(model.calls).set(toCallId('c2001'), { ...last, id: toCallId('c2001'), index: 2_001 });
    let looks = 0;
    const counted = Object.assign(Object.create(calls) as typeof calls, {
      get: (id: Call['id']) => (looks++, calls.get(id)),
    });
    finder.update({ ...model, revision: model.revision + 2, calls: counted, callIds: [...calls.keys()] });
    expect(looks).toBeGreaterThan(0);
    // The calls of the last five seconds may still change.
    expect(looks).toBeLessThan(600);
  });
});

describe('a store that two tabs write in turn', () => {
  const turn = (id: number): string =>
    `c${id} turn.data=${id * 2} <- turn.data=${id * 2 - 1} ${id * 60}-${id * 60 + 20} cause itself:turn.data`;

  it('is a loop, reported with its origin', () => {
    const [loop, ...others] = found(...[1, 2, 3, 4, 5, 6, 7, 8].map(turn));
    expect(others).toEqual([]);
    expect(loop).toContain('loop: turn.data → turn.data: a loop of 8 turns');
    expect(loop).toContain(
      'turn.data changed from outside between the turns: a Store kept by the browser does so when another tab of the app writes it.',
    );
  });
});
