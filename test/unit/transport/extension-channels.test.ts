import type { Runtime } from 'webextension-polyfill';
import { describe, expect, it } from 'vitest';
import { AGENT_READY, BRIDGE_READY, PORT_MESSAGE, type AgentNotice } from '../../../src/protocol/messages';
import { toPortChannel } from '../../../src/transport/port-channel';
import { meetAgent } from '../../../src/transport/window-channel';

interface FakePort {
  readonly port: Runtime.Port;
  readonly posted: unknown[];
  readonly arrive: (message: unknown) => void;
  readonly disconnect: () => void;
  broken: boolean;
}

function createFakePort(): FakePort {
  const posted: unknown[] = [];
  const messages: ((message: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  const fake = {
    posted,
    broken: false,
    arrive: (message: unknown) => {
      for (const listener of messages) listener(message);
    },
    disconnect: () => {
      for (const listener of ends) listener();
    },
    port: {
      name: 'test',
      postMessage: (message: unknown) => {
        if (fake.broken) throw new Error('Attempting to use a disconnected port object');
        posted.push(message);
      },
      disconnect: () => undefined,
      onMessage: { addListener: (listener: (message: unknown) => void) => messages.push(listener) },
      onDisconnect: { addListener: (listener: () => void) => ends.push(listener) },
    } as unknown as Runtime.Port,
  };
  return fake;
}

describe('a port as a channel', () => {
  it('passes messages in both directions', () => {
    const fake = createFakePort();
    const heard: unknown[] = [];
    const channel = toPortChannel(fake.port);
    channel.listen(
      (message) => heard.push(message),
      () => undefined,
    );
    channel.send({ type: 'pause' });
    fake.arrive({ type: 'hello' });
    expect(fake.posted).toEqual([{ type: 'pause' }]);
    expect(heard).toEqual([{ type: 'hello' }]);
  });

  it('does not throw into a connection that has just broken', () => {
    const fake = createFakePort();
    const channel = toPortChannel(fake.port);
    fake.broken = true;
    expect(() => channel.send(1)).not.toThrow();
  });

  it('sends nothing after the other end disconnected', () => {
    const fake = createFakePort();
    let closed = 0;
    const channel = toPortChannel(fake.port);
    channel.listen(
      () => undefined,
      () => closed++,
    );
    fake.disconnect();
    channel.send(1);
    expect([closed, fake.posted]).toEqual([1, []]);
  });
});

interface FakePage {
  readonly page: Window;
  readonly notices: AgentNotice[];
  readonly posted: { readonly message: unknown; readonly origin: unknown; readonly ports: readonly unknown[] }[];
  readonly announce: (detail: unknown) => void;
}

function createFakePage(origin: string): FakePage {
  const document = new EventTarget();
  const posted: FakePage['posted'] = [];
  return {
    page: {
      document,
      origin,
      postMessage: (message: unknown, target: unknown, ports: readonly unknown[]) =>
        posted.push({ message, origin: target, ports }),
    } as unknown as Window,
    notices: [],
    posted,
    announce: (detail) => document.dispatchEvent(new CustomEvent(AGENT_READY, { detail })),
  };
}

describe('meetAgent', () => {
  it('announces the bridge to an agent that started first', () => {
    const { page } = createFakePage('http://localhost');
    let asked = 0;
    page.document.addEventListener(BRIDGE_READY, () => asked++);
    meetAgent(page, () => undefined);
    expect(asked).toBe(1);
  });

  it("reads only the agent's description of its page", () => {
    const fake = createFakePage('http://localhost');
    meetAgent(fake.page, (notice) => fake.notices.push(notice));
    fake.announce('{"dashVersion":"4.4.1","callbacks":3}');
    const hostile = [
      undefined,
      null,
      3,
      '{',
      '[]',
      '"x"',
      { dashVersion: '1' },
      '{"dashVersion":{},"callbacks":"many"}',
      '{"callbacks":1.5}',
      `{"dashVersion":"${'4'.repeat(2_000)}"}`,
    ];
    for (const detail of hostile) fake.announce(detail);
    expect(fake.notices[0]).toEqual({ dashVersion: '4.4.1', callbacks: 3 });
    expect(fake.notices.slice(1)).toEqual(hostile.map(() => ({ dashVersion: null, callbacks: null })));
  });

  it('gives a port only to its own origin, or to a page without one', () => {
    const ends = ['http://localhost:8050', 'null'].map((origin) => {
      const fake = createFakePage(origin);
      const end = meetAgent(fake.page, () => undefined).connect();
      expect(fake.posted[0]).toMatchObject({ message: PORT_MESSAGE, origin: origin === 'null' ? '*' : origin });
      expect(fake.posted[0]?.ports).toHaveLength(1);
      return end;
    });
    for (const end of ends) end.close();
  });
});
