import { describe, expect, it } from 'vitest';
import { createEventRing, type EventRing } from '../../../content-script/agent/record/event-ring';
import { createSubscriber, type Subscriber } from '../../../content-script/agent/record/subscribers';
import { createTextRing, type TextRing } from '../../../content-script/agent/record/text-ring';
import { BATCH_EVENTS, WINDOW_BATCHES, type AgentMessage } from '../../../src/protocol/messages';
import { helloOf } from '../../support/fakes/fake-agent';

type Batch = Extract<AgentMessage, { readonly type: 'events' }>;

interface Agent {
  readonly ring: EventRing;
  readonly texts: TextRing;
  readonly session: Subscriber;
  readonly posted: AgentMessage[];
  /** Runs what was deferred. */
  readonly later: () => void;
  readonly record: (count: number) => void;
  readonly seqs: () => readonly number[];
  readonly last: () => AgentMessage | undefined;
  /** The user is picking a component: calls back with it. */
  readonly picking: ((component: string | null) => void)[];
  readonly highlighted: (readonly string[])[];
}

function createAgent(mostEvents = 100_000): Agent {
  let queue: (() => void)[] = [];
  const ring = createEventRing({
    now: () => 0,
    mostEvents,
    mostBytes: 1e9,
    atEndOfTurn: (reset) => {
      reset();
    },
  });
  const texts = createTextRing(1e8);
  const posted: AgentMessage[] = [];
  const picking: ((component: string | null) => void)[] = [];
  const highlighted: (readonly string[])[] = [];
  const putOff = (run: () => void): void => {
    queue.push(run);
  };
  const session = createSubscriber({
    ring,
    texts,
    hello: () => helloOf(),
    post: (message) => posted.push(message),
    postAtOnce: (message) => posted.push(message),
    soon: putOff,
    idle: putOff,
    picker: {
      start: (done) => picking.push(done),
      stop: () => picking.splice(0).forEach((done) => done(null)),
      highlight: (components) => highlighted.push(components),
    },
    cancel: (call) =>
      call === 7 ? { ok: true, value: null } : { ok: false, reason: { code: 'job_over', params: {} } },
  });
  ring.onAdd = session.wake;
  return {
    ring,
    texts,
    session,
    posted,
    picking,
    highlighted,
    later: () => {
      while (queue.length > 0) {
        const now = queue;
        queue = [];
        for (const run of now) run();
      }
    },
    record: (count) => {
      for (let index = 0; index < count; index++) ring.add(0, { type: 'ready', call: index });
    },
    seqs: () =>
      posted
        .filter((message): message is Batch => message.type === 'events')
        .flatMap(({ events }) => events.map(({ seq }) => seq)),
    last: () => posted.at(-1),
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a session of the agent', () => {
  it('sends nothing before it is subscribed to, and only hello when asked who is there', () => {
    const agent = createAgent();
    agent.record(3);
    agent.later();
    expect(agent.posted).toEqual([]);
    agent.session.receive({ type: 'subscribe', from: 0 });
    agent.record(1);
    agent.later();
    expect(agent.posted).toEqual([helloOf({ first: 1, next: 4 })]);
  });

  it('cancels a job for a valid request, and answers', () => {
    const agent = createAgent();
    for (const message of [
      { type: 'cancel', id: 1, call: 7 },
      { type: 'cancel', id: 2, call: 8 },
      { type: 'cancel', id: 3, call: '7' },
      { type: 'cancel', call: 7 },
    ]) {
      agent.session.receive(message);
    }
    expect(agent.posted).toEqual([
      { type: 'cancelled', id: 1 },
      { type: 'refused', id: 2, reason: { code: 'job_over', params: {} } },
    ]);
  });

  it('sends what was recorded before, then new events', () => {
    const agent = createAgent();
    agent.record(3);
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.later();
    agent.record(2);
    agent.later();
    expect(agent.posted[0]).toMatchObject({ type: 'hello', next: 4 });
    expect(agent.seqs()).toEqual([1, 2, 3, 4, 5]);
  });

  it('sends events of one moment in one batch', () => {
    const agent = createAgent();
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.record(7);
    agent.later();
    expect(agent.posted).toHaveLength(2);
  });

  it('resumes where the other side stopped', () => {
    const agent = createAgent();
    agent.record(9);
    agent.session.receive({ type: 'subscribe', from: 6 });
    agent.later();
    expect(agent.seqs()).toEqual([6, 7, 8, 9]);
  });

  it('sends again what a second subscription requests again', () => {
    const agent = createAgent();
    agent.record(3);
    for (const from of [1, 2]) agent.session.receive({ type: 'subscribe', from });
    agent.later();
    agent.session.receive({ type: 'subscribe', from: 3 });
    agent.later();
    expect(agent.seqs()).toEqual([2, 3, 3]);
  });

  it('keeps only a few batches unacknowledged', () => {
    const agent = createAgent();
    agent.record(BATCH_EVENTS * (WINDOW_BATCHES + 2));
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.later();
    expect(agent.seqs()).toEqual(range(1, BATCH_EVENTS * WINDOW_BATCHES));
    agent.session.receive({ type: 'ack', seq: BATCH_EVENTS - 1 });
    agent.later();
    expect(agent.seqs()).toHaveLength(BATCH_EVENTS * WINDOW_BATCHES);
    agent.session.receive({ type: 'ack', seq: BATCH_EVENTS });
    agent.later();
    expect(agent.seqs()).toHaveLength(BATCH_EVENTS * (WINDOW_BATCHES + 1));
    agent.session.receive({ type: 'ack', seq: BATCH_EVENTS * (WINDOW_BATCHES + 1) });
    agent.later();
    expect(agent.seqs()).toEqual(range(1, BATCH_EVENTS * (WINDOW_BATCHES + 2)));
  });

  it('reports what it had to forget while its batches were not acknowledged', () => {
    const agent = createAgent(BATCH_EVENTS * 2);
    agent.record(10);
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.later();
    for (let batch = 0; batch < 40; batch++) {
      agent.record(100);
      agent.later();
    }
    agent.session.receive({ type: 'ack', seq: 1e9 });
    agent.later();
    const seen = agent.seqs();
    const dropped = agent.posted.reduce((sum, message) => sum + (message.type === 'events' ? message.dropped : 0), 0);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(4_010);
    expect(seen.length + dropped).toBe(4_010);
    expect(dropped).toBeGreaterThan(0);
  });

  it('describes the app first to a late subscriber, and repeats nothing', () => {
    const agent = createAgent(2);
    for (const renderer of [0, 1]) agent.ring.add(renderer, { type: 'definitions', definitions: [] });
    agent.ring.add(0, { type: 'definitions', definitions: ['newer'] });
    agent.record(5);
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.later();
    expect(agent.seqs()).toEqual([2, 3, 7, 8]);
    agent.record(1);
    agent.later();
    expect(agent.seqs()).toEqual([2, 3, 7, 8, 9]);
  });

  it('stops when paused and continues when resumed', () => {
    const agent = createAgent();
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.record(1);
    agent.later();
    agent.record(1);
    agent.session.receive({ type: 'pause' });
    agent.record(1);
    agent.later();
    expect(agent.seqs()).toEqual([1]);
    agent.session.receive({ type: 'subscribe', from: 2 });
    agent.later();
    expect(agent.seqs()).toEqual([1, 2, 3]);
  });

  it('lets the user pick a component, and reports which', () => {
    const agent = createAgent();
    agent.session.receive({ type: 'pick', id: 4 });
    agent.picking[0]?.('region');
    expect(agent.last()).toEqual({ type: 'picked', id: 4, component: 'region' });
    agent.session.receive({ type: 'pick', id: 5 });
    agent.session.receive({ type: 'stop-picking' });
    expect(agent.last()).toEqual({ type: 'picked', id: 5, component: null });
  });

  it('highlights components in the page, accepts only valid ids, and not too many', () => {
    const agent = createAgent();
    agent.session.receive({ type: 'highlight', components: ['a', 3, null, 'b'] });
    agent.session.receive({ type: 'highlight', components: Array.from({ length: 90 }, (_, index) => `c${index}`) });
    agent.session.receive({ type: 'highlight', components: 'a' });
    expect(agent.highlighted.map(({ length }) => length)).toEqual([2, 50]);
  });

  it('forgets the recording when cleared', () => {
    const agent = createAgent();
    const { text } = agent.texts.keep('{}');
    agent.record(5);
    agent.session.receive({ type: 'subscribe', from: 1 });
    agent.session.receive({ type: 'clear' });
    agent.record(1);
    agent.later();
    expect(agent.seqs()).toEqual([6]);
    expect(agent.posted.at(-1)).toMatchObject({ dropped: 0 });
    expect(agent.texts.text(text)).toBeUndefined();
  });

  it('ignores invalid messages', () => {
    const agent = createAgent();
    const hostile = [
      null,
      1,
      'x',
      [],
      {},
      { type: 'nope' },
      { type: 'value' },
      { type: 'value', id: '1', text: 1, path: [] },
      { type: 'outline', id: 1 },
      { type: 'ack', seq: 'x' },
      { type: 'value', id: 1, text: 1, path: [{}] },
      { type: 'value', id: 1, text: 1, path: new Array(200).fill(0) },
      { type: 'sequence' },
    ];
    for (const message of hostile) agent.session.receive(message);
    agent.later();
    expect(agent.posted).toEqual([]);
  });

  it.each([-1, 1.5, 'x', undefined, Number.NaN, 2 ** 60])(
    'subscribes from the beginning when asked from %s',
    (from) => {
      const agent = createAgent();
      agent.record(2);
      agent.session.receive({ type: 'subscribe', from });
      agent.later();
      expect(agent.seqs()).toEqual([1, 2]);
    },
  );
});

describe('values requested from a session', () => {
  it('are the text at the path, exactly as it was on the wire', () => {
    const agent = createAgent();
    const { text } = agent.texts.keep('{"response": {"a": {"x": [1, 2.50]}}}');
    agent.session.receive({ type: 'value', id: 5, text, path: ['response', 'a', 'x'] });
    expect(agent.last()).toEqual({ type: 'value', id: 5, part: 0, parts: 1, text: '[1, 2.50]' });
    agent.session.receive({ type: 'value', id: 6, text, path: [] });
    expect(agent.last()).toMatchObject({ id: 6, text: '{"response": {"a": {"x": [1, 2.50]}}}' });
  });

  it('are sent in pieces when they are large', () => {
    const agent = createAgent();
    const whole = `"${'ab'.repeat(5_000_000)}"`;
    const { text } = agent.texts.keep(whole);
    agent.session.receive({ type: 'value', id: 1, text, path: [] });
    const pieces = agent.posted.filter((message) => message.type === 'value');
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.map(({ part, parts }) => [part, parts])).toEqual(pieces.map((_, index) => [index, pieces.length]));
    expect(pieces.map((piece) => piece.text).join('') === whole).toBe(true);
  });

  it('are refused when they are gone or never existed', () => {
    const agent = createAgent();
    const { text } = agent.texts.keep('{"a":1}');
    for (const [handle, path] of [
      [text + 1, []],
      [text, ['b']],
      [-1, []],
    ] as const) {
      agent.session.receive({ type: 'value', id: 1, text: handle, path });
      expect(agent.last()).toMatchObject({ type: 'refused', id: 1 });
    }
  });

  it('can be live objects of the app, including values that JSON cannot express', () => {
    const agent = createAgent();
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const value = { a: [1] };
    agent.session.receive({ type: 'value', id: 1, text: agent.texts.keepObject(value), path: [] });
    expect(agent.last()).toMatchObject({ text: '{"a":[1]}' });
    agent.session.receive({ type: 'value', id: 2, text: agent.texts.keepObject(circular), path: [] });
    expect(agent.last()).toMatchObject({ type: 'refused', id: 2 });
  });

  it('of a function are its source, whatever its toString says', () => {
    const agent = createAgent();
    const add = Object.assign((a: number, b: number) => a + b, { toString: () => 'a lie', toJSON: () => 'another' });
    agent.session.receive({ type: 'value', id: 1, text: agent.texts.keepObject(add), path: [] });
    expect(agent.last()).toMatchObject({ text: JSON.stringify('(a, b) => a + b') });
  });

  it('are outlined when the page is idle', () => {
    const agent = createAgent();
    const { text } = agent.texts.keep(JSON.stringify({ response: { a: { x: 'y'.repeat(5_000) } } }));
    agent.session.receive({ type: 'outline', id: 3, text });
    expect(agent.posted).toEqual([]);
    agent.later();
    expect(agent.last()).toMatchObject({
      type: 'outline',
      id: 3,
      json: { response: { a: { x: { $at: { text, path: ['response', 'a', 'x'] } } } } },
    });
  });

  it('have no outline when they are not JSON', () => {
    const agent = createAgent();
    const { text } = agent.texts.keep('<html>');
    for (const handle of [text, 99]) {
      agent.session.receive({ type: 'outline', id: 1, text: handle });
      agent.later();
      expect(agent.last()).toMatchObject({ type: 'refused', id: 1 });
    }
  });

  it('come with the number of the next event when the current position is requested', () => {
    const agent = createAgent();
    agent.record(4);
    agent.session.receive({ type: 'sequence', id: 8 });
    expect(agent.last()).toEqual({ type: 'sequence', id: 8, next: 5 });
  });
});
