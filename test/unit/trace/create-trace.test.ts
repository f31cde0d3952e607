import { describe, expect, it } from 'vitest';
import type { AgentEvent, EventBody, TextRef } from '../../../src/protocol/events';
import { createTrace, type TraceBuilder } from '../../../src/trace/create-trace';
import { shortName } from '../../../src/trace/short-name';
import { toCallbackKey, callIdOf, toCallId, toPropId, type CallbackDefinition } from '../../../src/trace/types';
import { MOST_IN_ORDER } from '../../../src/trace/handlers/activity';
import { MOST_CALLS, MOST_OPEN } from '../../../src/trace/handlers/calls';
import { MOST_CHARACTERS } from '../../../src/trace/handlers/limits';
import { MOST_WRITTEN } from '../../../src/trace/handlers/writes';

let seq = 0;
const at = (time: number, body: EventBody, turn = time): AgentEvent => ({
  seq: ++seq,
  at: time,
  turn,
  renderer: 0,
  ...body,
});
const requested = (time: number, call: number, output = 'out.v'): AgentEvent =>
  at(time, { type: 'requested', call, output, anyVals: '', initial: false, changed: [], group: null, by: [] });
/** A call from its request to its end. */
const whole = (call: number, start: number, end: number, output = 'out.v'): readonly AgentEvent[] => [
  requested(start, call, output),
  at(start, { type: 'ready', call }),
  at(start, { type: 'executing', call, transport: 'page' }),
  at(end, {
    type: 'finished',
    call,
    result: 'data',
    message: null,
    stack: null,
    payload: null,
    data: { out: { v: 1 } },
    before: null,
  }),
  at(end, { type: 'applied', call, updated: [output], declared: 1 }),
];
const create = (): TraceBuilder => createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
const traceOf = (...events: readonly AgentEvent[]): TraceBuilder => {
  const trace = create();
  trace.apply(events);
  return trace;
};
const activityOf = (trace: TraceBuilder, output = 'out.v'): object | undefined =>
  trace.model().activity.get(toCallbackKey(output));

describe('a call that had not ended when its page was left', () => {
  const text = (value: unknown): TextRef => {
    const inline = JSON.stringify(value);
    return { text: ++seq, bytes: inline.length, inline };
  };
  const outputs = [
    { id: 'url', property: 'href' },
    { id: 'out', property: 'v' },
  ];
  const payload = { output: '..url.href...out.v..', outputs, inputs: [], changedPropIds: [] };
  const sent = (call: number, transport: 'http' | 'websocket' = 'http'): readonly AgentEvent[] => [
    requested(0, call),
    at(0, { type: 'ready', call }),
    at(0, { type: 'executing', call, transport }),
    ...(transport === 'http'
      ? [at(0, { type: 'sent', call, exchange: call, url: '/', body: text(payload) } as const)]
      : []),
  ];
  const answered = (call: number, body: unknown): readonly AgentEvent[] => [
    at(1, { type: 'headers', exchange: call, status: 200, serverTiming: null }),
    at(2, { type: 'received', exchange: call, body: text(body) }),
  ];
  const outcomesAfter = (...events: readonly AgentEvent[]): readonly (string | null)[] => {
    const trace = traceOf(...events);
    trace.noteGone(9);
    return [...trace.model().calls.values()].map(({ outcome }) => outcome);
  };

  it('is cancelled', () => {
    expect(outcomesAfter(...sent(1), ...sent(2))).toEqual(['cancelled', 'cancelled']);
  });

  it('has been applied if what it wrote is why the page was left', () => {
    const left = { type: 'left', from: '/', write: null, url: '/next', proven: true } as const;
    const leaving = at(5, { ...left, call: 2, prop: 'url.href' });
    const after = (body: unknown): readonly (string | null)[] =>
      outcomesAfter(...sent(1), ...sent(2), ...answered(2, body), leaving);
    expect(after({ response: { url: { href: '/next' }, out: { v: 1 } } })).toEqual(['cancelled', 'updated']);
    expect(after({ response: { url: { href: '/next' } } })).toEqual(['cancelled', 'partial']);
    expect(after({ response: {}, sideUpdate: { url: { href: '/next' } } })).toEqual(['cancelled', 'no_update']);
    // What it wrote may have come before its result: set_props over a WebSocket, in a job or in the page.
    expect(outcomesAfter(...sent(1), ...sent(2, 'websocket'), leaving)).toEqual(['cancelled', 'cancelled']);
    // A clientside function may leave the page by itself, before it returns.
    expect(outcomesAfter(...sent(1), at(5, { ...left, call: 1, prop: null }))).toEqual(['cancelled']);
  });
});

it('an event that breaks a rule is lost alone', () => {
  const broken: AgentEvent = { ...requested(2, 2) };
  Object.defineProperty(broken, 'changed', {
    get: () => {
      throw new RangeError('Maximum call stack size exceeded');
    },
  });
  const { callIds, calls, events } = traceOf(...whole(1, 0, 1), broken, ...whole(3, 3, 4)).model();
  expect(callIds).toEqual(['c1', 'c3']);
  expect(calls.get(toCallId('c3'))?.outcome).toBe('updated');
  expect(events.filter(({ type }) => type === 'dropped')).toEqual([
    { at: 2, type: 'dropped', what: 'fault', message: 'requested: RangeError: Maximum call stack size exceeded' },
  ]);
});

describe('a trace', () => {
  it('is the same for the same events, however they are split into batches', () => {
    const events = [...whole(1, 0, 5), ...whole(2, 3, 9), requested(10, 3)];
    const pieces = create();
    for (const event of events) pieces.apply([event]);
    const { revision: _, ...together } = traceOf(...events).model();
    expect(pieces.model()).toMatchObject(together);
  });

  it('returns the same object until something changes', () => {
    const trace = traceOf(requested(1, 1));
    const before = trace.model();
    trace.apply([]);
    trace.noteDropped(0);
    expect(trace.model()).toBe(before);
    trace.apply([at(2, { type: 'ready', call: 1 })]);
    expect(trace.model()).not.toBe(before);
    expect(trace.model().callIds).toBe(before.callIds);
  });

  it('replaces the record of a changed call and no other', () => {
    const trace = traceOf(requested(1, 1), requested(1, 2));
    const [first, second] = [...trace.model().calls.values()];
    trace.apply([at(2, { type: 'ready', call: 2 })]);
    expect(trace.model().calls.get(toCallId('c1'))).toBe(first);
    expect(trace.model().calls.get(toCallId('c2'))).not.toBe(second);
  });

  it('ignores events of calls and requests whose start it did not see', () => {
    const unknown: readonly EventBody[] = [
      { type: 'ready', call: 9 },
      { type: 'executing', call: 9, transport: 'http' },
      { type: 'applied', call: 9, updated: ['a.b'], declared: 1 },
      { type: 'ended', call: 9, reason: 'merged', by: 8 },
      { type: 'headers', exchange: 5, status: 200, serverTiming: null },
      { type: 'received', exchange: 5, body: null },
      { type: 'parsed', exchange: 5 },
      { type: 'failed', exchange: 5, message: '' },
      { type: 'painted', calls: [9] },
      { type: 'sent', call: 9, exchange: 6, url: '?job=j', body: { text: 1, bytes: 99_999 } },
      { type: 'job', job: 'j', state: 'removed', call: 9, cancel: [] },
    ];
    const trace = traceOf(...unknown.map((body) => at(1, body)));
    expect([trace.model().callIds, trace.model().jobs.size]).toEqual([[], 0]);
    expect(() => trace.setOutline(1, {})).not.toThrow();
  });

  it('forgets the oldest settled calls beyond its limit, keeps open ones, and reports it', () => {
    const trace = traceOf(requested(0, 1));
    for (let call = 2; call <= MOST_CALLS + 1; call++) trace.apply(whole(call, call, call + 0.5));
    const { calls, events, callIds, forgotten } = trace.model();
    expect(calls.size).toBe(MOST_CALLS + 1 - MOST_CALLS / 10);
    expect(forgotten).toEqual({ calls: MOST_CALLS / 10, jobs: 0 });
    expect(callIds).toHaveLength(calls.size);
    expect(callIds.slice(0, 2)).toEqual(['c1', `c${MOST_CALLS / 10 + 2}`]);
    expect(events.filter(({ type }) => type === 'dropped')).toEqual([
      expect.objectContaining({ what: 'calls', count: MOST_CALLS / 10 }),
    ]);
  });

  it('does not report forgotten calls when all of them are still open', () => {
    const trace = create();
    trace.apply(Array.from({ length: MOST_CALLS + 3 }, (_, index) => requested(index, index + 1)));
    expect(trace.model().events.filter(({ type }) => type === 'dropped')).toEqual([]);
  });

  it('also forgets calls that never settled, before their number grows without bound', () => {
    const trace = create();
    trace.apply(Array.from({ length: 2 * MOST_OPEN }, (_, index) => requested(index, index + 1)));
    const { calls, callIds } = trace.model();
    expect(calls.size).toBeLessThanOrEqual(MOST_OPEN * 1.1);
    expect(callIds.at(-1)).toBe(`c${2 * MOST_OPEN}`);
  });

  it('keeps fewer calls when they are large, and reports how many it forgot', () => {
    const text = JSON.stringify({ response: { out: { v: 'x'.repeat(16_000) } } });
    const count = Math.ceil(MOST_CHARACTERS / text.length) + 100;
    const trace = create();
    for (let call = 1; call <= count; call++) {
      trace.apply([
        requested(call, call),
        at(call, { type: 'sent', call, exchange: call, url: '', body: { text: 2 * call, bytes: 2, inline: '{}' } }),
        at(call, { type: 'received', exchange: call, body: { text: 2 * call + 1, bytes: text.length, inline: text } }),
        at(call, { type: 'applied', call, updated: ['out.v'], declared: 1 }),
      ]);
    }
    const { calls, events } = trace.model();
    const held = [...calls.values()].reduce((sum, { response }) => sum + (response?.bytes ?? 0), 0);
    expect(held).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(held).toBeGreaterThan(MOST_CHARACTERS * 0.8);
    expect(calls.has(callIdOf(count))).toBe(true);
    expect(events.filter(({ type }) => type === 'dropped').reduce((sum, { count: of }) => sum + Number(of), 0)).toBe(
      count - calls.size,
    );
  });

  it('forgets the history of the least recently written properties when all values take too much memory', () => {
    const value = 'y'.repeat(2_000);
    const trace = create();
    const write = (index: number, time: number): AgentEvent =>
      at(time, {
        type: 'props',
        id: `box-${index}`,
        component: 'n.T',
        props: { data: value },
        origin: 'component',
        call: null,
        gesture: false,
      });
    const boxes = Math.ceil(MOST_WRITTEN / value.length / 50) + 5;
    for (let index = 0; index < boxes; index++)
      trace.apply(Array.from({ length: 50 }, (_, turn) => write(index, index * 50 + turn)));
    const { writes } = trace.model();
    expect([writes.has(toPropId('box-0.data')), writes.has(toPropId(`box-${boxes - 1}.data`))]).toEqual([false, true]);
    expect([...writes.values()].reduce((sum, list) => sum + list.length * value.length, 0)).toBeLessThanOrEqual(
      MOST_WRITTEN,
    );
    // One property alone, many times: its own limit keeps it small, and nothing else has to be forgotten.
    trace.apply(Array.from({ length: 10_000 }, (_, turn) => write(boxes, boxes * 50 + turn)));
    expect(trace.model().writes.has(toPropId(`box-${boxes - 1}.data`))).toBe(true);
  });

  it('keeps the app when it is cleared, and forgets calls that are under way', () => {
    const trace = traceOf(
      at(0, { type: 'definitions', definitions: [{ output: 'out.v', inputs: [], state: [] }, 'odd', null] }),
      requested(1, 1),
    );
    trace.clear();
    trace.apply([at(2, { type: 'ready', call: 1 }), ...whole(2, 3, 4)]);
    const { callbacks, callIds, calls } = trace.model();
    expect([callbacks.size, callIds, calls.get(toCallId('c2'))?.index]).toEqual([1, ['c2'], 1]);
  });

  it('distinguishes what a reconnected websocket starts again from a page load and a hot reload', () => {
    const definitions = [
      { output: 'hash', inputs: [], state: [], no_output: true },
      { output: 'out.v', inputs: [{ id: 'btn', property: 'n' }], state: [] },
    ];
    const initial = (time: number, call: number, output = 'hash'): AgentEvent =>
      at(time, { type: 'requested', call, output, anyVals: '', initial: true, changed: [], group: null, by: [] });
    const line = (time: number, what: 'connected' | 'disconnected'): AgentEvent =>
      at(time, { type: 'connection', what, detail: '', interrupted: [] });
    const trace = traceOf(
      at(0, { type: 'definitions', definitions }),
      line(1, 'disconnected'),
      line(2, 'connected'),
      initial(3, 1),
      initial(3, 2, 'out.v'),
      line(4, 'disconnected'),
      line(5, 'disconnected'),
      line(6, 'connected'),
      initial(7, 3),
      initial(7, 4, 'out.v'),
      at(8, { type: 'lifecycle', state: 'RELOAD' }),
      initial(9, 5),
    );
    expect([...trace.model().calls.values()].map(({ causes }) => causes[0]?.type)).toEqual([
      'initial',
      'initial',
      'reconnect',
      'initial',
      'initial',
    ]);
  });

  it('uses the latest names and lines of functions from the companion, since a hot reload changes them', () => {
    const definitions = [{ output: 'out.v', inputs: [{ id: 'btn', property: 'n' }], state: [] }];
    const reported = (name: string, line: number): AgentEvent =>
      at(line, {
        type: 'companion',
        callbacks: [{ output: 'out.v', name, file: 'app.py', line, args: { [name]: 0 }, outputs: 0 }],
      });
    const trace = traceOf(
      at(0, { type: 'definitions', definitions }),
      reported('old', 10),
      at(11, { type: 'lifecycle', state: 'RELOAD' }),
      at(12, { type: 'definitions', definitions }),
      reported('renamed', 25),
    );
    expect([...trace.model().callbacks.values()]).toMatchObject([
      { name: 'renamed', source: { file: 'app.py', line: 25 }, grouping: { args: { renamed: 0 }, outputs: 0 } },
    ]);
  });

  it('records faults of the agent and hot reloads', () => {
    const trace = traceOf(
      at(1, { type: 'fault', message: 'x' }),
      at(2, { type: 'lifecycle', state: 'RELOAD' }),
      at(3, { type: 'lifecycle', state: 'HYDRATED' }),
    );
    expect(trace.model().events.map(({ type, what }) => [type, what])).toEqual([
      ['dropped', 'fault'],
      ['reload', undefined],
    ]);
  });
});

describe('the activity of a callback', () => {
  it('counts waiting, running and finished calls', () => {
    const trace = traceOf(requested(0, 1), requested(1, 2), at(2, { type: 'executing', call: 1, transport: 'page' }));
    expect(activityOf(trace)).toMatchObject({ count: 0, waiting: ['c2'], running: ['c1'], lastCall: null });
    trace.apply(whole(3, 4, 10));
    expect(activityOf(trace)).toMatchObject({
      count: 1,
      waiting: ['c2'],
      running: ['c1'],
      lastCall: 'c3',
      lastDuration: 6,
      p95: 6,
    });
  });

  it('does not count requests that never ran', () => {
    const trace = traceOf(requested(0, 1), requested(0, 2), at(1, { type: 'ended', call: 1, reason: 'merged', by: 2 }));
    expect(activityOf(trace)).toMatchObject({ count: 0, waiting: ['c2'], running: [], recent: [] });
  });

  it('keeps only the latest runs', () => {
    const trace = create();
    for (let call = 1; call <= 150; call++) trace.apply(whole(call, 1_000 * call, 1_000 * call + call));
    const activity = trace.model().activity.get(toCallbackKey('out.v'));
    expect(activity?.recent.map(({ call }) => call)).toEqual(
      Array.from({ length: 20 }, (_, index) => `c${131 + index}`),
    );
    // Of the last hundred durations, 51 to 150.
    expect([activity?.count, activity?.p95]).toEqual([150, 145]);
  });

  it('counts how often a property was written', () => {
    const write = (time: number, property: string): AgentEvent =>
      at(time, {
        type: 'props',
        id: 'x',
        component: '',
        props: { [property]: 1 },
        origin: 'component',
        call: null,
        gesture: false,
      });
    const { props } = traceOf(write(1, 'a'), write(2, 'a@d9c4'), write(3, 'b')).model();
    expect(props.get(toPropId('x.a'))).toEqual({ changes: 2, lastAt: 2 });
  });
});

describe('the short name of a callback', () => {
  const named = (key: string, output: string | null, inputs: readonly string[], name?: string): CallbackDefinition => ({
    key: toCallbackKey(key),
    kind: 'server',
    state: [],
    preventInitialCall: false,
    ...(name === undefined ? {} : { name }),
    outputs: output === null ? [] : [{ id: output, property: 'v' }],
    inputs: inputs.map((id) => ({ id, property: 'n' })),
  });
  const names = (...all: readonly CallbackDefinition[]): readonly string[] =>
    all.map((definition) => shortName(definition, new Map(all.map((one) => [one.key, one]))));

  it('is its function, or its first output without one', () => {
    expect(
      names(named('1', 'a', ['x'], 'ns.fn'), named('2', 'b', ['x']), named('3', null, ['x']), named('4', null, [])),
    ).toEqual(['ns.fn', 'b.v', 'x.n → no output', 'no output']);
  });

  it('distinguishes those that share an output', () => {
    expect(
      names(named('1', 'a', ['x']), named('2', 'a', ['y']), named('3', 'a', ['z', 'p']), named('4', 'a', ['z', 'q'])),
    ).toEqual(['a.v ← x.n', 'a.v ← y.n', 'a.v ← z.n, p.n', 'a.v ← z.n, q.n']);
  });

  it('numbers those that are otherwise identical', () => {
    expect(names(named('1', 'a', ['x']), named('2', 'a', ['x']))).toEqual(['a.v (1)', 'a.v (2)']);
  });
});

describe('the order of writes', () => {
  it('is kept for the latest, with the number before them; an earlier model keeps its own', () => {
    const write = (time: number, property: string): AgentEvent =>
      at(time, {
        type: 'props',
        id: 'x',
        component: '',
        props: { [property]: 1 },
        origin: 'component',
        call: null,
        gesture: false,
      });
    const trace = traceOf(write(1, 'a'), write(2, 'b'), write(3, 'a'));
    const early = trace.model().written;
    expect(early).toEqual({ from: 0, props: ['x.a', 'x.b', 'x.a'] });
    trace.apply(Array.from({ length: MOST_IN_ORDER }, (_, index) => write(4 + index, 'c')));
    const late = trace.model().written;
    expect(early?.props[0]).toBe('x.a');
    expect((late?.from ?? 0) + (late?.props.length ?? 0)).toBe(MOST_IN_ORDER + 3);
    expect(late?.props.length).toBeLessThanOrEqual(MOST_IN_ORDER);
  });
});
