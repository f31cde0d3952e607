import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentEvent, EventBody, EventType } from '../../../src/protocol/events';
import { checkMessage } from '../../../src/protocol/validation';

const base = { seq: 1, at: 0.5, turn: 1, renderer: 0 };
const ref = { text: 1, bytes: 3, inline: '{}' };

const BODIES = [
  {
    type: 'renderer',
    dashVersion: '4.4.1',
    debug: null,
    url: 'http://x/',
    title: '',
    requestBase: '/',
    capabilities: ['jobs'],
  },
  { type: 'definitions', definitions: [{ output: 'a.b' }, null] },
  { type: 'lifecycle', state: 'HYDRATED' },
  {
    type: 'requested',
    call: 1,
    output: 'a.b',
    anyVals: '[1]',
    initial: true,
    changed: [
      ['x.y', 2],
      ['x.z', true],
    ],
    group: '0.1',
    by: [3],
  },
  { type: 'changed', call: 1, changed: [['x.y', 1]] },
  { type: 'companion', callbacks: [{ output: 'a.b', name: 'update' }] },
  { type: 'server-time', call: 1, parts: { callback: 1.5, json: 0 } },
  { type: 'ready', call: 1 },
  { type: 'executing', call: 1, transport: 'http' },
  { type: 'sent', call: 1, exchange: 1, url: '/_dash-update-component', body: ref },
  { type: 'headers', exchange: 1, status: 200, serverTiming: null },
  { type: 'received', exchange: 1, body: null },
  { type: 'parsed', exchange: 1 },
  { type: 'failed', exchange: 1, message: 'x' },
  {
    type: 'finished',
    call: 1,
    result: 'data',
    message: null,
    stack: null,
    payload: { a: [1] },
    data: null,
    before: null,
  },
  { type: 'applied', call: 1, updated: ['a.b'], declared: 1 },
  { type: 'painted', calls: [1, 2] },
  { type: 'ended', call: 1, reason: 'merged', by: 2 },
  {
    type: 'props',
    id: 'x',
    component: 'dcc.Input',
    props: { value: 'q', n: null },
    origin: 'component',
    call: null,
    gesture: true,
  },
  { type: 'ran', call: 1, sync: 0.2, source: 4 },
  { type: 'socket-sent', call: 1, payload: { output: 'a.b' } },
  { type: 'long-task', duration: 80 },
  { type: 'socket-sent', call: 1, payload: { output: 'a.b' } },
  { type: 'socket-answered', call: 1, status: 'ok', message: null, response: { a: { b: 1 } }, sideUpdate: null },
  { type: 'connection', what: 'disconnected', detail: 'x', interrupted: [1] },
  { type: 'long-task', duration: 80 },
  { type: 'ids', added: ['a'], removed: [], families: { 'index,type': [[1, 'x']] } },
  { type: 'error', message: 'x', html: null },
  { type: 'command', what: 'cancel', call: 1 },
  { type: 'job', job: 'j', state: 'added', call: null, cancel: ['stop.n_clicks'] },
  { type: 'unreadable', exchange: 1, call: 1, what: 'html', start: '<' },
  { type: 'left', from: '/a', call: 1, write: null, prop: 'url.href', url: '/b', proven: true },
  { type: 'unsupported' },
  { type: 'fault', message: 'x' },
] as const satisfies readonly EventBody[];

/** Does not compile when a type of event has no example above. */
type Example = (typeof BODIES)[number]['type'];
const toExample = (type: EventType): Example => type;

const eventsOf = (events: readonly unknown[]): { readonly events: readonly AgentEvent[]; readonly refused: number } => {
  const checked = checkMessage({ type: 'events', events, dropped: 0 });
  if (checked?.type !== 'events') throw new Error('not taken for a batch');
  return checked;
};

describe('checkMessage', () => {
  it.each(BODIES)('lets an event of type $type through unchanged', (body) => {
    const event = { ...base, ...body };
    expect(eventsOf([event])).toMatchObject({ events: [event], refused: 0 });
  });

  it('is tested with every type of event', () => {
    expect(BODIES.map(({ type }) => toExample(type))).toContain('requested');
  });

  it('accepts ids that several components have, and rejects others', () => {
    const shared = { id: 'a', count: 2, places: [[], ['box']], used: null };
    const ids = { ...base, type: 'ids', added: [], removed: [], families: {} };
    expect(eventsOf([{ ...ids, shared: [shared] }])).toMatchObject({ refused: 0 });
    for (const wrong of [{}, [{ ...shared, used: -1 }], [{ ...shared, places: ['box'] }], [{ ...shared, id: 1 }]])
      expect(eventsOf([{ ...ids, shared: wrong }])).toMatchObject({ events: [], refused: 1 });
  });

  it.each(BODIES)('rejects a $type event that lacks any one of its fields', (body) => {
    const event: Record<string, unknown> = { ...base, ...body };
    for (const field of Object.keys(event)) {
      const { [field]: _, ...rest } = event;
      expect(eventsOf([rest]), `without ${field}`).toMatchObject({ events: [], refused: 1 });
    }
  });

  it.each([
    { ...base, type: 'ready', call: -1 },
    { ...base, type: 'ready', call: 1.5 },
    { ...base, type: 'ready', call: Number.NaN },
    { ...base, type: 'ready', call: '1' },
    { ...base, at: Number.POSITIVE_INFINITY, type: 'ready', call: 1 },
    { ...base, renderer: 51, type: 'ready', call: 1 },
    { ...base, seq: 2 ** 60, type: 'ready', call: 1 },
    { ...base, type: 'ended', call: 1, reason: 'because', by: null },
    { ...base, type: 'changed', call: 1, changed: [['x.y', 3]] },
    { ...base, type: 'changed', call: 1, changed: [['x.y']] },
    { ...base, type: 'sent', call: 1, exchange: 1, url: 'x'.repeat(30_000), body: null },
    { ...base, type: 'props', id: 'x', component: '', props: [], origin: 'someone' },
    { ...base, type: 'from-the-future' },
    { ...base },
  ])('refuses the impossible event %j', (event) => {
    expect(eventsOf([event])).toMatchObject({ events: [], refused: 1 });
  });

  it('keeps the good events of a batch and counts the others', () => {
    const good = { ...base, type: 'ready', call: 1 };
    expect(eventsOf([null, good, 'x', { ...good, seq: 2 }, {}])).toMatchObject({
      events: [good, { ...good, seq: 2 }],
      refused: 3,
    });
  });

  it('reports the last event of a batch even when none of it was usable', () => {
    expect(
      checkMessage({
        type: 'events',
        events: [{ ...base, seq: 41, type: 'from-the-future' }, { seq: 'x' }],
        dropped: 0,
      }),
    ).toMatchObject({ last: 41 });
    expect(checkMessage({ type: 'events', events: [], dropped: 0 })).toMatchObject({ last: null });
  });

  it('rejects invalid messages', () => {
    const hostile = [
      undefined,
      null,
      1,
      'events',
      [],
      {},
      { type: 'nope' },
      { type: 'events' },
      { type: 'events', events: {}, dropped: 0 },
      { type: 'events', events: [], dropped: -1 },
      { type: 'events', events: new Array(10_001).fill(0), dropped: 0 },
      { type: 'value', id: 1, part: 0, parts: 5_000, text: '' },
      { type: 'value', id: 1, part: 0, parts: 1, text: {} },
      { type: 'outline', id: 1, json: undefined },
      { type: 'sequence', id: 1 },
      { type: 'refused', id: 1 },
      { type: 'hello' },
    ];
    for (const message of hostile) expect(checkMessage(message)).toBeUndefined();
  });

  it('rejects a piece of a value that is outside the number of pieces', () => {
    for (const part of [1, 2, 2 ** 40])
      expect(checkMessage({ type: 'value', id: 1, part, parts: 1, text: '' })).toBeUndefined();
    expect(checkMessage({ type: 'value', id: 1, part: 0, parts: 0, text: '' })).toBeUndefined();
    expect(checkMessage({ type: 'value', id: 1, part: 1, parts: 2, text: '' })).toBeDefined();
  });

  it('never throws, whatever the input', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withMap: true,
      withBigInt: true,
      withDate: true,
      withTypedArray: true,
    });
    const shaped = fc.record({
      type: fc.constantFrom('hello', 'events', 'value', 'outline'),
      id: anything,
      events: fc.array(
        fc.oneof(
          anything,
          fc.record({ type: fc.constantFrom('props', 'requested', 'sent'), props: anything, changed: anything }),
        ),
      ),
      dropped: fc.nat(),
    });
    fc.assert(
      fc.property(fc.oneof(anything, shaped), (message) => {
        checkMessage(message);
      }),
    );
  });
});
