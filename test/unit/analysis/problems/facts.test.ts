import { describe, expect, it } from 'vitest';
import { holdsAdded } from '../../../../src/analysis/problems/rules/overlapping-writes';
import { toMilliseconds } from '../../../../src/lib/brand';
import { cutValue } from '../../../../src/protocol/cut-value';
import type { TraceModel } from '../../../../src/trace/model';
import { toJobId, type Call, type CallId } from '../../../../src/trace/types';
import { reportedProblems } from '../../../support/compare/reported-problems';
import { traceFrom } from '../../../support/notation/trace-from';

/** The findings of a trace, without the rule about declarations, which the short outputs of these traces break. */
const said = (model: TraceModel): readonly string[] =>
  reportedProblems(model).flatMap(({ rule, sentence }) => (rule === 'duplicate-output' ? [] : `${rule}: ${sentence}`));
const of = (...lines: readonly string[]): readonly string[] => said(traceFrom(...lines));
const many = (count: number, line: (id: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index + 1));

/** The same trace, with calls that the user triggered in one press that has not ended. */
function inOneAction(model: TraceModel): TraceModel {
  const calls = new Map<CallId, Call>(
    [...model.calls].map(([id, call]) => [
      id,
      { ...call, causes: call.causes.map((cause) => ({ ...cause, action: 7 })) },
    ]),
  );
  return { ...model, calls };
}

describe('what started a call', () => {
  it('is another page load after a hot reload', () => {
    expect(
      of(
        'c1 out.children="r" <- box.value="a" 0-40 initial',
        'event 60000 reload',
        'c2 out.children="r" <- box.value="a" 60010-60050 initial',
      ),
    ).toEqual([]);
    expect(
      of('c1 out.children="r" <- box.value="a" 0-40 initial', 'c2 out.children="r" <- box.value="a" 50-90 initial'),
    ).toHaveLength(1);
    expect(
      of(
        'c1 a.data=1 <- x.value=1 0-40 initial',
        'c2 out.children="r" <- a.data=1 ~ rate.data=1 40-60 cause c1',
        'event 60000 reload',
        'c3 rate.data=2 <- y.value=1 60000-60040 initial',
      ),
    ).toEqual([]);
  });

  it('is each value that a drag gives a slider', () => {
    const drag = (id: number, value: number, title: string): string =>
      `c${id} chart.title="${title}" <- slider.drag_value=${value} ${id * 400}-${id * 400 + 40}`;
    expect(said(inOneAction(traceFrom(drag(1, 5, 'five'), drag(2, 6, 'six'), drag(3, 5, 'five'))))).toEqual([]);
  });

  it('is the same for two properties of one click', () => {
    const lines = [
      'c1 a.data=1 <- name.n_blur=1 0-20',
      'c2 b.data=1 <- save.n_clicks=1 60-360',
      'c3 out.children="ok" <- a.data=1 20-60 cause c1',
      'c4 out.children="ok" <- a.data=1 360-390 cause c2',
    ];
    expect(said(inOneAction(traceFrom(...lines)))).toHaveLength(1);
  });
});

describe('a value that was written over', () => {
  it('is not lost where the later one contains what was added', () => {
    const lines = (last: string): readonly string[] => [
      'c1 table.data=["old","A"] x.title=1 <- add.n_clicks=1 ~ table.data=["old"] 0-300',
      `c2 table.data=${last} y.title=1 <- import.n_clicks=1 ~ table.data=["old"] 100-500`,
    ];
    expect(of(...lines('["old","A","B"]'))).toEqual([]);
    expect(of(...lines('["old","B"]'))).toHaveLength(1);
  });

  it('is lost where it was read and written with set_props as well', () => {
    const line = (id: number, trigger: string, time: string, added: string): string =>
      `c${id} x${id}.title=1 <- ${trigger} ~ table.data=["old"] ${time} side {"table":{"data":["old","${added}"]}}`;
    expect(of(line(1, 'add.n_clicks=1', '0-300', 'A'), line(2, 'imp.n_clicks=1', '100-500', 'B'))[0]).toMatch(
      /^lost-update/,
    );
  });

  it('is compared by its items or keys; unknown ones are not judged', () => {
    expect(holdsAdded({ a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2, c: 3 })).toBe(true);
    expect(holdsAdded({ a: 1 }, { a: 1, b: 2 }, { a: 1, c: 3 })).toBe(false);
    expect(holdsAdded(['ok'], ['ok', 'ok'], ['ok', 'ok', 'ok'])).toBe(true);
    expect(holdsAdded(['ok'], ['ok', 'ok'], ['ok'])).toBe(false);
    expect(holdsAdded(1, 2, 3)).toBe(false);
    expect(holdsAdded([1], [1, 2], cutValue('[', 90_000, undefined))).toBeNull();
  });
});

describe('messages written with set_props', () => {
  it('are shown as they are produced, and none overtakes another', () => {
    const lines = many(4, (id) =>
      id % 2 === 1
        ? `c${id} saved.data=${id} <- save.n_clicks=${id} ${id * 5000}-${id * 5000 + 900} side {"toast":{"children":"Saved"}}`
        : `c${id} chart.data=${id} <- filter.value=${id} ${(id - 1) * 5000 + 200}-${(id - 1) * 5000 + 400} side {"toast":{"children":"Filtered"}}`,
    );
    expect(of(...lines)).toEqual([]);
  });

  it('are part of what a call returned', () => {
    const lines = (second: string): readonly string[] => [
      'c1 a.data=1 <- btn.n_clicks=1 0-20',
      'c2 other.data=1 <- btn.n_clicks=1 0-300',
      'c3 out.children="ok" <- a.data=1 20-60 cause c1 side {"log":{"children":"first"}}',
      `c4 out.children="ok" <- a.data=1 300-350 cause c2 side {"log":{"children":"${second}"}}`,
    ];
    expect(of(...lines('second'))).toEqual([]);
    expect(of(...lines('first'))).toHaveLength(1);
  });

  it('keep a callback on the server', () => {
    const toggle =
      (side: string) =>
      (id: number): string =>
        `c${id} btn.disabled=${id % 2 === 0} <- chk.value=${id % 2 === 0} ${id * 1000}-${id * 1000 + 30}${side}`;
    expect(of(...many(10, toggle(' side {"notify":{"children":"saved"}}')))).toEqual([]);
    expect(of(...many(10, toggle('')))).toHaveLength(1);
  });
});

describe('an interval', () => {
  const waiting = (id: number): string =>
    `c${id} clock.children <- tick.n_intervals=${id} ${id * 1000}/${id * 1000 + 1} superseded cause interval:tick.n_intervals`;

  it('is not too fast for a callback that is quick and waits for a slot', () =>
    expect(
      of(
        ...many(4, waiting),
        'c5 clock.children="x" <- tick.n_intervals=5 5000/5001/5001/5020/5020/5020/5021 cause interval:tick.n_intervals',
      ),
    ).toEqual([]));

  it('is not too fast because one of many was discarded', () => {
    const lines = many(12, (id) => {
      const at = id * 500;
      const time =
        id === 1
          ? `${at}/${at}/${at}/${at + 40}/${at + 40} discarded`
          : id <= 8
            ? `${at} superseded`
            : `${at}/${at}/${at}/${at + 40}/${at + 40}/${at + 40}/${at + 40}`;
      return `c${id} o.x="${id}" <- tick.n_intervals=${id} ${time} cause interval:tick.n_intervals`;
    });
    expect(of(...lines)).toEqual([]);
  });

  it('is reported as too fast before the duration of a call is known', () => {
    const model = traceFrom(
      ...many(
        9,
        (id) =>
          `c${id} o.x=1 <- tick.n_intervals=${id} ${id * 1000}/${id * 1000}/${id * 1000} discarded cause interval:tick.n_intervals`,
      ),
    );
    // The page discards a call when it requests the next; its response is still to come.
    const calls = new Map(
      [...model.calls].map(([id, call]) => [id, { ...call, ended: toMilliseconds((call.phases.sent ?? 0) + 1004) }]),
    );
    const [sentence = ''] = said({ ...model, calls });
    expect(sentence).toContain('ticks every 1.00 s, but o.x takes longer: 8 of 9 calls were overtaken');
  });

  it('is measured by the typical duration of a call, not by the worst', () => {
    const lines = many(13, (id) => {
      const end = id * 1000 + (id === 13 ? 30_000 : 1200);
      return `c${id} clock.children="x" <- tick.n_intervals=${id} ${id * 1000}/${id * 1000}/${id * 1000}/${end}/${end} discarded cause interval:tick.n_intervals`;
    });
    expect(of(...lines)[0]).toContain('takes 1.20 s');
  });
});

describe('what a sentence names', () => {
  it('is the component whose value was returned again, or the pattern of several', () => {
    const text = (end: string): string => `{"data":"${'x'.repeat(30_000)}","end":"${end}"}`;
    const chart = (id: number, row: number): string =>
      `c${id} {"index":["MATCH"],"type":"chart"}.figure=${text(String(id))} <- {"index":["MATCH"],"type":"row"}.value=${id} ${id * 1000}-${id * 1000 + 50} match {"index":${row}}`;
    expect(of(chart(1, 1), ...many(4, (id) => chart(id + 1, 2)))[0]).toContain(
      'returned all of chart[2].figure again, 3 times',
    );
    expect(of(...many(6, (id) => chart(id, (id % 2) + 1)))[0]).toContain(
      'returned all of chart[MATCH].figure again, 4 times',
    );
  });

  it('includes how often it was requested, and how often it ran', () => {
    const change = (id: number): string =>
      id <= 14
        ? `c${id} out.children="x" <- box.value="${id}" ${id * 100} superseded cause user:box.value`
        : `c${id} out.children="x" <- box.value="${id}" ${id * 100}-${id * 100 + 50} cause user:box.value`;
    expect(of(...many(20, change))[0]).toContain(
      'and each change triggered out.children: requested 20 times, ran 6 times.',
    );
  });
});

describe('what slows an app down', () => {
  it('includes a large Input that did not change, as well as a State', () => {
    const call =
      (changed: string) =>
      (id: number): string =>
        `c${id} out.children="${id}" <- filter.value=${id} rows.data="${'x'.repeat(100_000)}" ${id * 2000}-${id * 2000 + 300} triggered ${changed}`;
    expect(of(...many(4, call('filter.value')))[0]).toContain(
      'out.children sent rows.data to the server 4 times as an unchanged Input, 400 kB in total.',
    );
    expect(of(...many(4, call('rows.data')))).toEqual([]);
  });

  it('includes a drag that the server passes on to another component', () => {
    const drag =
      (cause: string) =>
      (id: number): string =>
        `c${id} sl.value=${id} box.value=${id} <- sl.value=${id} box.value=${id - 1} ${id * 100}-${id * 100 + 60} triggered sl.value cause ${cause}:sl.value`;
    expect(of(...many(20, drag('user')))[0]).toMatch(/^many-changes/);
    expect(of(...many(20, drag('itself'))).filter((sentence) => sentence.startsWith('many-changes'))).toEqual([]);
  });

  it('includes a value of the page load that a component reports once more', () => {
    const lines = (from: number): readonly string[] => [
      'c1 page.children="home" <- url.pathname="/" 0-50 initial',
      `c2 page.children="home" <- url.pathname="/" ${from}-${from + 50} cause itself:url.pathname`,
    ];
    expect(of(...lines(60))).toHaveLength(1);
    expect(of(...lines(5_000))).toEqual([]);
    const hover = (id: number, point: number): string =>
      `c${id} tip.children="P${point}" <- graph.hoverData={"p":${point}} ${id * 80}-${id * 80 + 40} cause itself:graph.hoverData`;
    expect(of(hover(1, 1), hover(2, 2), hover(3, 1))).toEqual([]);
  });

  it('includes calls that hold their slots permanently, however long ago they started', () => {
    const live = many(11, (id) => `c${id} live${id}.children=1 <- start.data 0/0/0 websocket cause initial`);
    const short = many(
      200,
      (id) => `c${id + 11} short.children=${id} <- go.n_clicks=${id} ${id * 100}-${id * 100 + 10}`,
    );
    const lines = [
      ...live,
      ...short,
      'c300 slow.children=1 <- go.n_clicks=1 900000/900000/900000/902000/902000/902000/902001',
      'c301 wait.children=1 <- go.n_clicks=1 900000/900000/902002/902050/902050/902050/902051',
    ];
    expect(of(...lines).filter((sentence) => sentence.startsWith('no-free-place'))).toHaveLength(1);
  });
});

describe('a component that changes by itself', () => {
  it('is a loop where it reacts to what was written: the timestamp of a Store', () =>
    expect(
      of(
        ...many(
          7,
          (id) =>
            `c${id} kept.data=${id} <- kept.modified_timestamp=${id} ${id * 200}-${id * 200 + 30} cause itself:kept.modified_timestamp`,
        ),
      )[0],
    ).toMatch(/^loop/));

  it('is a loop where a Location reacts to its own change', () =>
    expect(
      of(
        ...many(
          7,
          (id) => `c${id} url.search="?${id}" <- url.href="/?${id}" ${id * 100}-${id * 100 + 30} cause itself:url.href`,
        ),
      )[0],
    ).toMatch(/^loop/));

  it('is not a loop where another of its properties was written', () =>
    expect(
      of(
        ...many(
          7,
          (id) =>
            `c${id} player.caption="line ${id}" <- player.frame=${id} ${id * 200}-${id * 200 + 30} cause itself:player.frame`,
        ),
      ),
    ).toEqual([]));
});

describe('a job whose result is not fetched any more', () => {
  const leftBy = (code: 'page_left' | 'outputs_removed' | 'hot_reload'): readonly string[] => {
    const model = traceFrom('c1 out.children="x" <- btn.n_clicks=1 0-500 background job j1');
    const job = model.jobs.get(toJobId('j1'));
    if (job === undefined) throw new Error('no job');
    const jobs = new Map([[job.id, { ...job, outcome: 'orphaned' as const, reason: { code, params: {} } }]]);
    return reportedProblems({ ...model, jobs }).map(({ sentence }) => sentence);
  };

  it('is reported when its page was left, or its outputs were removed', () => {
    expect(leftBy('page_left')).toEqual([
      '1 job of out.children was running when the page was left, reloaded or closed. Nothing ended it from this page; when the worker finished is not known.',
    ]);
    expect(leftBy('outputs_removed')[0]).toContain('when the outputs were removed from the page.');
  });

  it('is not reported after a hot reload, or when it ended', () => {
    expect(leftBy('hot_reload')).toEqual([]);
    expect(reportedProblems(traceFrom('c1 out.children="x" <- btn.n_clicks=1 0-500 background job j1'))).toEqual([]);
  });
});
