import { describe, expect, it } from 'vitest';
import { createExchanges, type Exchanges } from '../../../content-script/agent/calls/exchanges';
import { createTextRing } from '../../../content-script/agent/record/text-ring';
import type { EventBody } from '../../../src/protocol/events';
import { define } from '../../support/fakes/fake-layout';
import { recordPage } from '../../support/fakes/recorded-page';

const URL = '/_dash-update-component?endId=x';

interface Wire {
  readonly exchanges: Exchanges;
  readonly events: EventBody[];
  readonly of: (type: EventBody['type']) => readonly EventBody[];
}

function createWire(): Wire {
  const events: EventBody[] = [];
  let time = 0;
  const exchanges = createExchanges({
    now: () => ++time,
    texts: createTextRing(1e8),
    record: (_, body) => events.push(body),
    fault: () => undefined,
  });
  return { exchanges, events, of: (type) => events.filter((event) => event.type === type) };
}

const bodyOf = (output: string, value = 1): string =>
  JSON.stringify({ output, inputs: [{ id: 'x', property: 'v', value }], changedPropIds: ['x.v'] });

describe('requests on the wire', () => {
  it('belong to the call that claims them, in the order in which they were sent', () => {
    const { exchanges, of } = createWire();
    const [first, second] = [exchanges.request(URL, bodyOf('a.b', 1)), exchanges.request(URL, bodyOf('a.b', 2))];
    exchanges.claim(0, 7, 'a.b');
    exchanges.claim(0, 8, 'a.b');
    expect(of('sent')).toEqual([
      expect.objectContaining({ call: 7, exchange: first }),
      expect.objectContaining({ call: 8, exchange: second }),
    ]);
  });

  it('are not assigned to a callback whose output starts with the same text', () => {
    const { exchanges, of } = createWire();
    const long = exchanges.request(URL, bodyOf('a.bc'));
    exchanges.claim(0, 1, 'a.b');
    expect(of('sent')).toEqual([]);
    exchanges.claim(0, 2, 'a.bc');
    expect(of('sent')).toEqual([expect.objectContaining({ call: 2, exchange: long })]);
  });

  it('are found for outputs full of quotes and non-Latin characters', () => {
    const { exchanges, of } = createWire();
    const output = '{"index":["MATCH"],"type":"é\\"\u2028"}.children';
    exchanges.request(URL, bodyOf(output));
    exchanges.claim(0, 1, output);
    expect(of('sent')).toHaveLength(1);
  });

  it('that no call claims leave no trace', () => {
    const { exchanges, events } = createWire();
    const id = exchanges.request(URL, bodyOf('a.b'));
    exchanges.headers(id, 200, null, null);
    exchanges.received(id, '{}');
    exchanges.parsed(id, { multi: true });
    const other = exchanges.request(URL, null);
    exchanges.failed(other, new Error('x'));
    expect(events).toEqual([]);
  });

  it('that no call claims are not kept forever', () => {
    const { exchanges, of } = createWire();
    exchanges.request(URL, bodyOf('a.b', 0));
    for (let index = 1; index <= 1_000; index++) exchanges.request(URL, bodyOf('other.v', index));
    exchanges.claim(0, 1, 'a.b');
    expect(of('sent')).toEqual([]);
  });

  it('have status, timing, text and parsing in order', () => {
    const { exchanges, events } = createWire();
    const id = exchanges.request(URL, bodyOf('a.b'));
    exchanges.claim(0, 1, 'a.b');
    exchanges.headers(id, 200, 'db;dur=1', null);
    exchanges.received(id, '{"multi":true}');
    exchanges.parsed(id, { multi: true });
    expect(events.slice(1)).toEqual([
      { type: 'headers', exchange: id, status: 200, serverTiming: 'db;dur=1' },
      { type: 'received', exchange: id, body: { text: 2, bytes: 14, inline: '{"multi":true}' } },
      { type: 'parsed', exchange: id },
    ]);
  });

  it('can fail', () => {
    const { exchanges, of } = createWire();
    const id = exchanges.request(URL, bodyOf('a.b'));
    exchanges.claim(0, 1, 'a.b');
    exchanges.failed(id, new TypeError('Failed to fetch'));
    expect(of('failed')).toEqual([{ type: 'failed', exchange: id, message: 'Failed to fetch' }]);
  });
});

describe('a request that was refused', () => {
  const refuse = ({ exchanges }: Wire, call: number, status = 401): void => {
    const id = exchanges.request(URL, bodyOf('a.b'));
    exchanges.claim(0, call, 'a.b');
    exchanges.headers(id, status, null, null);
    exchanges.received(id, 'JWT Expired');
  };

  it.each([401, 400])('with %i can be sent again by the same call', (status) => {
    const wire = createWire();
    refuse(wire, 1, status);
    const again = wire.exchanges.request(URL, bodyOf('a.b'));
    wire.exchanges.headers(again, 200, null, null);
    wire.exchanges.received(again, '{}');
    wire.exchanges.parsed(again, { multi: true });
    expect(wire.of('sent').map((event) => 'call' in event && event.call)).toEqual([1, 1]);
    expect(wire.events.slice(-4).map(({ type }) => type)).toEqual(['sent', 'headers', 'received', 'parsed']);
  });

  it('does not excuse a later call that sends the same', () => {
    const wire = createWire();
    refuse(wire, 1, 400);
    const later = wire.exchanges.request(URL, bodyOf('a.b'));
    wire.exchanges.claim(0, 2, 'a.b');
    expect(wire.of('sent')).toEqual([
      expect.objectContaining({ call: 1 }),
      expect.objectContaining({ call: 2, exchange: later }),
    ]);
  });
});

describe('a background job', () => {
  const start = ({ exchanges }: Wire, call: number, output: string): number => {
    const id = exchanges.request(URL, bodyOf(output));
    exchanges.claim(0, call, output);
    exchanges.headers(id, 200, null, null);
    return id;
  };

  it('belongs to the call whose response named it, with its polls', () => {
    const wire = createWire();
    const id = start(wire, 3, 'a.b');
    wire.exchanges.received(id, '{"cacheKey":"k","job":"77~mac"}');
    wire.exchanges.parsed(id, { multi: true });
    expect(wire.exchanges.addJob('77~mac')).toBe(3);
    expect(wire.exchanges.callOfJob('77~mac')).toBe(3);
    wire.exchanges.request(`${URL}&cacheKey=k&job=77~mac`, bodyOf('a.b'));
    expect(wire.of('sent').at(-1)).toMatchObject({ call: 3, url: `${URL}&cacheKey=k&job=77~mac` });
  });

  it('is not confused with another one whose response came at the same moment', () => {
    const wire = createWire();
    const [first, second] = [start(wire, 1, 'a.b'), start(wire, 2, 'c.d')];
    wire.exchanges.received(first, '{"cacheKey":"k","job":"one"}');
    wire.exchanges.received(second, '{"cacheKey":"k","job":"two"}');
    expect([wire.exchanges.addJob('one'), wire.exchanges.addJob('two')]).toEqual([1, 2]);
  });

  it('that no call started belongs to no call', () => {
    expect(createWire().exchanges.callOfJob('x')).toBeNull();
    expect(createWire().exchanges.addJob('x')).toBeNull();
  });
});

describe('callbacks over the wire', () => {
  const once = { prevent_initial_call: true };
  const answering = (answer: () => Response): ReturnType<typeof recordPage> =>
    recordPage({ callbacks: [define('out.children', ['btn.n'], once)], components: ['btn', 'out'], server: answer });

  it('reports every phase of a call', async () => {
    const page = answering(() =>
      Response.json(
        { multi: true, response: { out: { children: 'hi' } } },
        { headers: { 'Server-Timing': '__dash_server;dur=3' } },
      ),
    );
    page.hydrate();
    page.setProps('btn', { n: 1 });
    await page.settle();
    const types = page
      .events()
      .map(({ type }) => type)
      .filter((type) => !['renderer', 'definitions', 'ids', 'lifecycle', 'props'].includes(type));
    expect(types).toEqual([
      'requested',
      'ready',
      'executing',
      'sent',
      'headers',
      'received',
      'parsed',
      'finished',
      'applied',
    ]);
    expect(page.of('sent')[0]?.body?.inline).toContain('"changedPropIds":["btn.n"]');
    expect(page.faults).toEqual([]);
  });

  it('distinguishes calls of one callback by their order', async () => {
    const page = recordPage({
      callbacks: [define('{"i":["MATCH"],"t":"o"}.v', ['{"i":["MATCH"],"t":"b"}.n'], once)],
      components: [1, 2].flatMap((i) => [`{"i":${i},"t":"o"}`, `{"i":${i},"t":"b"}`]),
      server: () => new Response(null, { status: 204 }),
    });
    page.hydrate();
    page.setProps('{"i":2,"t":"b"}', { n: 1 });
    page.setProps('{"i":1,"t":"b"}', { n: 1 });
    await page.settle();
    expect(page.of('sent').map(({ call, body }) => [call, /"i":(\d),"t":"o"/.exec(body?.inline ?? '')?.[1]])).toEqual([
      [1, '2'],
      [2, '1'],
    ]);
  });
});

const unreadableOf = (events: readonly EventBody[]): readonly Extract<EventBody, { readonly type: 'unreadable' }>[] =>
  events.flatMap((event) => (event.type === 'unreadable' ? [event] : []));

describe('a response that Dash cannot read', () => {
  const unreadable = (text: string | null, status = 200): readonly unknown[] => {
    const { exchanges, of } = createWire();
    const id = exchanges.request(URL, bodyOf('a.b'));
    exchanges.claim(0, 7, 'a.b');
    exchanges.headers(id, status, null, 'http://x/login');
    if (text !== null) exchanges.received(id, text);
    exchanges.unreadable(id, text);
    return [
      of('headers').map((event) => (event.type === 'headers' ? event.redirected : null)),
      unreadableOf(of('unreadable')).map(({ call, what, start }) => [call, what, start]),
    ];
  };

  it.each([
    ['<!doctype html>', 'html'],
    ['', 'empty'],
    ['{"multi": tr', 'truncated'],
    ['Sorry', 'text'],
  ])('%j is %s', (text, what) => {
    expect(unreadable(text)).toEqual([['http://x/login'], [[7, what, text]]]);
  });

  it('is one that was cut off', () => {
    expect(unreadable(null)).toEqual([['http://x/login'], [[7, 'broken', '']]]);
  });

  it.each([[{ detail: 'Not authenticated' }], [null], ['text'], [[]]])(
    'is JSON that Dash did not write: %j',
    (value) => {
      const { exchanges, of } = createWire();
      const id = exchanges.request(URL, bodyOf('a.b'));
      exchanges.claim(0, 7, 'a.b');
      exchanges.headers(id, 200, null, null);
      exchanges.received(id, JSON.stringify(value));
      exchanges.parsed(id, value);
      expect(of('parsed')).toEqual([]);
      expect(unreadableOf(of('unreadable')).map(({ what }) => what)).toEqual(['json']);
    },
  );
});
