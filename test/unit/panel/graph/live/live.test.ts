import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLive, type Live } from '../../../../../panel/graph/live/live';
import { createRowFinder } from '../../../../../panel/graph/live/row-finder';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { createTraceClock } from '../../../../../panel/graph/live/trace-clock';
import type { RowId } from '../../../../../panel/graph/card-graph';
import { toMilliseconds } from '../../../../../src/lib/brand';
import { toPropId } from '../../../../../src/trace/types';
import type { TraceModel } from '../../../../../src/trace/model';
import { traceFrom } from '../../../../support/notation/trace-from';

const APP = [
  'callback sales.data <- region.value',
  'callback chart.figure <- sales.data ~ prefs.data',
  'callback {"i":["ALL"]}.v <- x.y',
];
const traced = (...lines: string[]): TraceModel => traceFrom(...APP, ...lines);

function watch(): Live {
  const graph = toGraph(traced().callbacks, { showHidden: false, nameOf: ({ key }) => key });
  return createLive(graph, createRowFinder(graph));
}

const INTO_CHART = 'input:component:sales|data>chart.figure';
const INTO_SALES = 'output:sales.data>component:sales|data';
const STATE = 'state:component:prefs|data>chart.figure';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('highlighting', () => {
  it('covers the edges that triggered a call and its card, while it runs and a moment longer', () => {
    const live = watch();
    live.observe(traced('c1 sales.data <- region.value 0-10'));
    live.observe(
      traced('c1 sales.data <- region.value 0-10', 'c2 chart.figure <- sales.data ~ prefs.data 10- cause c1'),
    );
    const states = (): string[] =>
      [INTO_CHART, INTO_SALES, STATE, 'callback:chart.figure'].map((id) => live.heatOf(id).state);
    expect(states()).toEqual(['on', 'on', 'off', 'on']);
    live.observe(
      traced('c1 sales.data <- region.value 0-10', 'c2 chart.figure <- sales.data ~ prefs.data 10-40 cause c1'),
    );
    expect(states()).toEqual(['fading', 'fading', 'off', 'fading']);
    vi.advanceTimersByTime(700);
    expect(states()).toEqual(['off', 'off', 'off', 'off']);
  });

  it('covers a call that is over when it is first reported', () => {
    const live = watch();
    live.observe(traced());
    live.observe(traced('c1 sales.data <- region.value 0-0.2'));
    expect(live.heatOf('input:component:region|value>sales.data')).toEqual({ state: 'fading', pulse: 1 });
  });

  it('is steady while calls follow each other, and ends after a pause', () => {
    const live = watch();
    const lines: string[] = [];
    live.observe(traced());
    const card = 'callback:sales.data';
    const notified = vi.fn();
    for (let call = 1; call <= 3; call++) {
      lines.push(`c${call} sales.data <- region.value ${call * 100}-${call * 100 + 10}`);
      live.observe(traced(...lines));
      vi.advanceTimersByTime(100);
    }
    expect(live.heatOf(card)).toEqual({ state: 'fading', pulse: 3 });
    live.subscribe(card, notified);
    for (let call = 4; call <= 30; call++) {
      lines.push(`c${call} sales.data <- region.value ${call * 100}-${call * 100 + 10}`);
      live.observe(traced(...lines));
      vi.advanceTimersByTime(100);
    }
    expect(live.heatOf(card)).toEqual({ state: 'on', pulse: 3, steady: true });
    expect(notified).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_300);
    expect(live.heatOf(card)).toEqual({ state: 'off', pulse: 3 });
  });

  it('does not cover what was over before the graph was opened', () => {
    const live = watch();
    live.observe(
      traced('c1 sales.data <- region.value 0-10', 'c2 chart.figure <- sales.data ~ prefs.data 10- cause c1'),
    );
    expect(live.heatOf('callback:sales.data').state).toBe('off');
    expect(live.heatOf('callback:chart.figure').state).toBe('on');
  });

  it('notifies only its subscribers', () => {
    const live = watch();
    const [touched, other] = [vi.fn(), vi.fn()];
    live.subscribe('callback:sales.data', touched);
    live.subscribe('callback:chart.figure', other);
    live.observe(traced());
    live.observe(traced('c1 sales.data <- region.value 0-'));
    expect(touched).toHaveBeenCalled();
    expect(other).not.toHaveBeenCalled();
  });
});

describe('counts of changes', () => {
  const ROW = 'component:{"i":["*"]}|v' as RowId;
  const withProps = (...props: [string, number][]): TraceModel => ({
    ...traced(),
    props: new Map(props.map(([id, changes]) => [id, { changes, lastAt: 0 }])) as never,
  });

  it('add up over the components of a pattern', () => {
    const live = watch();
    live.observe(withProps(['{"i":1}.v', 2], ['{"i":2}.v', 1]));
    expect(live.countOf(ROW)).toEqual({ changes: 3, ids: 2 });
    live.observe(withProps(['{"i":1}.v', 2], ['{"i":2}.v', 4], ['{"i":3}.v', 1]));
    vi.advanceTimersByTime(200);
    expect(live.countOf(ROW)).toEqual({ changes: 7, ids: 3 });
  });

  it('read only what was written since', () => {
    const asked: string[] = [];
    const props = new Map(
      Array.from({ length: 1_000 }, (_, index) => [
        toPropId(`{"i":${index}}.v`),
        { changes: 1, lastAt: toMilliseconds(0) },
      ]),
    );
    const written = { from: 0, props: [...props.keys()] };
    const walked = vi.fn();
    const watched = new Proxy(props, {
      get(map, name) {
        const member: unknown = Reflect.get(map, name, map);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (name === 'keys' || name === 'entries' || name === 'forEach' || name === Symbol.iterator) walked();
          if (name === 'get') asked.push(String(args[0]));
          return Reflect.apply(member, map, args);
        };
      },
    });
    const model = (): TraceModel => ({ ...traced(), props: watched, written });
    const live = watch();
    live.observe(model());
    expect(live.countOf(ROW)).toEqual({ changes: 1_000, ids: 1_000 });
    asked.length = 0;
    walked.mockClear();
    for (const id of ['{"i":7}.v', '{"i":7}.v', '{"i":2000}.v']) {
      const prop = toPropId(id);
      props.set(prop, { changes: (props.get(prop)?.changes ?? 0) + 1, lastAt: toMilliseconds(1) });
      written.props.push(prop);
    }
    live.observe(model());
    vi.advanceTimersByTime(200);
    expect(live.countOf(ROW)).toEqual({ changes: 1_003, ids: 1_001 });
    expect(asked).toEqual(['{"i":7}.v', '{"i":2000}.v']);
    expect(walked).not.toHaveBeenCalled();
  });

  it('miss nothing where more was written than the list of writes keeps', () => {
    const props = new Map(
      [1, 2, 3].map((index) => [toPropId(`{"i":${index}}.v`), { changes: 1, lastAt: toMilliseconds(0) }]),
    );
    const live = watch();
    live.observe({ ...traced(), props, written: { from: 0, props: [...props.keys()] } });
    props.set(toPropId('{"i":1}.v'), { changes: 5, lastAt: toMilliseconds(1) });
    props.set(toPropId('{"i":3}.v'), { changes: 2, lastAt: toMilliseconds(2) });
    live.observe({ ...traced(), props, written: { from: 7, props: [toPropId('{"i":3}.v')] } });
    vi.advanceTimersByTime(200);
    expect(live.countOf(ROW)).toEqual({ changes: 8, ids: 3 });
  });

  it('start again when the recording is cleared', () => {
    const live = watch();
    live.observe(withProps(['{"i":1}.v', 2]));
    live.observe(withProps());
    vi.advanceTimersByTime(200);
    expect(live.countOf(ROW)).toEqual({ changes: 0, ids: 0 });
  });
});

describe('the time in the trace', () => {
  it('advances between events, and is corrected by an event that came sooner', () => {
    let wall = 1000;
    const clock = createTraceClock(() => wall);
    expect(clock.now()).toBeNull();
    clock.observe(traced('c1 sales.data <- region.value 0-'));
    wall = 1500;
    expect(clock.now()).toBe(500);
    clock.observe(traced('c1 sales.data <- region.value 0-', 'c2 sales.data <- region.value 520-'));
    expect(clock.now()).toBe(520);
  });
});
