import { describe, expect, it } from 'vitest';
import { refused } from '../../../src/protocol/answer';
import type { AgentEvent } from '../../../src/protocol/events';
import type { Hello } from '../../../src/protocol/messages';
import { createAgentClient, type AgentClient } from '../../../src/transport/agent-client';
import { createMemoryChannel } from '../../../src/transport/channel';
import { createFakeAgent, helloOf, ready, type FakeAgent } from '../../support/fakes/fake-agent';
import { settled } from '../../support/fakes/settled';

interface Line {
  readonly agent: FakeAgent;
  readonly client: AgentClient;
  readonly hellos: Hello[];
  readonly events: AgentEvent[];
  garbage: number;
  dropped: number;
  closed: number;
}

function connect(from: number | null = 1): Line {
  const agent = createFakeAgent();
  const noted = { hellos: [] as Hello[], events: [] as AgentEvent[], garbage: 0, dropped: 0, closed: 0 };
  const client = createAgentClient(agent.line, {
    hello: (hello) => {
      noted.hellos.push(hello);
      return from;
    },
    events: ({ events, dropped }) => {
      noted.events.push(...events);
      noted.dropped += dropped;
    },
    garbage: (count) => {
      noted.garbage += count;
    },
    closed: () => {
      noted.closed++;
    },
  });
  return Object.assign(noted, { agent, client });
}

describe('an agent client', () => {
  it('asks who is there and then subscribes from where its listener wants to start', async () => {
    const line = connect(17);
    await settled();
    expect(line.agent.heard).toEqual([{ type: 'subscribe', from: 0 }]);
    line.agent.say(helloOf());
    await settled();
    expect(line.agent.heard.at(-1)).toEqual({ type: 'subscribe', from: 17 });
  });

  it('subscribes to nothing when its listener does not want the agent', async () => {
    const line = connect(null);
    line.agent.say(helloOf());
    await settled();
    expect(line.agent.heard).toHaveLength(1);
  });

  it('greets once although every subscription is answered with a hello', async () => {
    const line = connect();
    line.agent.say(helloOf());
    line.agent.say(helloOf());
    line.client.subscribe(5);
    line.agent.say(helloOf());
    await settled();
    expect(line.hellos).toHaveLength(1);
    expect(line.agent.heard.filter(({ type }) => type === 'subscribe')).toHaveLength(3);
  });

  it('delivers events and acknowledges the last one', async () => {
    const line = connect();
    line.agent.say({ type: 'events', events: [ready(3), ready(4)], dropped: 2 });
    await settled();
    expect(line.events.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(line.dropped).toBe(2);
    expect(line.agent.last('ack')).toEqual({ type: 'ack', seq: 4 });
  });

  it('acknowledges what it cannot use, or the agent would wait forever', async () => {
    const line = connect();
    line.agent.say({ type: 'events', events: [{ seq: 9, type: 'from-the-future' }], dropped: 0 });
    await settled();
    expect(line.garbage).toBe(1);
    expect(line.agent.last('ack')).toEqual({ type: 'ack', seq: 9 });
  });

  it('counts invalid messages and continues', async () => {
    const line = connect();
    for (const message of [null, 'x', {}, { type: 'hello' }, { type: 'value', id: 1 }]) line.agent.say(message);
    line.agent.say({ type: 'events', events: [ready(1)], dropped: 0 });
    await settled();
    expect(line.garbage).toBe(5);
    expect(line.events).toHaveLength(1);
  });

  it('accepts messages as objects too: the agent of an older version reports its version in its hello', async () => {
    const [line, agent] = createMemoryChannel();
    const hellos: Hello[] = [];
    const garbage: number[] = [];
    createAgentClient(line, {
      hello: (hello) => hellos.push(hello) && null,
      events: () => undefined,
      garbage: (count) => garbage.push(count),
      closed: () => undefined,
    });
    agent.send(helloOf({ protocol: 2 }));
    agent.send('{"type":"hello"');
    await settled();
    expect([hellos.map(({ protocol }) => protocol), garbage]).toEqual([[2], [1]]);
  });

  it('still greets after an invalid hello', async () => {
    const line = connect();
    line.agent.say({ type: 'hello' });
    line.agent.say(helloOf());
    await settled();
    expect(line.hellos).toHaveLength(1);
  });

  it('joins the pieces of a value in any order', async () => {
    const line = connect();
    const answer = line.client.fetchValue(4, ['response', 'a']);
    await settled();
    const asked = line.agent.last('value');
    expect(asked).toMatchObject({ text: 4, path: ['response', 'a'] });
    const id = asked?.['id'];
    line.agent.say({ type: 'value', id, part: 2, parts: 3, text: 'c' });
    line.agent.say({ type: 'value', id, part: 0, parts: 3, text: 'a' });
    line.agent.say({ type: 'value', id, part: 1, parts: 3, text: 'b' });
    expect(await answer).toEqual({ ok: true, value: 'abc' });
  });

  it('assigns answers to their questions', async () => {
    const line = connect();
    const [first, second] = [line.client.fetchOutline(1), line.client.fetchOutline(2)];
    await settled();
    const [one, two] = line.agent.heard.filter(({ type }) => type === 'outline');
    line.agent.say({ type: 'outline', id: two?.['id'], json: 'two' });
    line.agent.say({ type: 'outline', id: one?.['id'], json: { one: null } });
    expect(await first).toEqual({ ok: true, value: { one: null } });
    expect(await second).toEqual({ ok: true, value: 'two' });
  });

  it('requests that the job of a call be cancelled, and gets the result', async () => {
    const line = connect();
    const [first, second] = [line.client.cancelJob(17), line.client.cancelJob(18)];
    await settled();
    const [one, two] = line.agent.heard.filter(({ type }) => type === 'cancel');
    expect([one?.['call'], two?.['call']]).toEqual([17, 18]);
    line.agent.say({ type: 'cancelled', id: one?.['id'] });
    line.agent.say({ type: 'refused', id: two?.['id'], reason: { code: 'job_over', params: {} } });
    expect([await first, await second]).toEqual([{ ok: true, value: null }, refused('job_over')]);
  });

  it('passes on why the page refused', async () => {
    const line = connect();
    const answer = line.client.fetchValue(1, []);
    await settled();
    line.agent.say({
      type: 'refused',
      id: line.agent.last('value')?.['id'],
      reason: { code: 'value_dropped', params: {} },
    });
    expect(await answer).toEqual(refused('value_dropped'));
  });

  it('treats an answer of the wrong kind as no text', async () => {
    const line = connect();
    const answer = line.client.fetchValue(1, []);
    await settled();
    line.agent.say({ type: 'outline', id: line.agent.last('value')?.['id'], json: { not: 'text' } });
    expect(await answer).toMatchObject({ ok: false });
  });

  it('ignores answers to questions it did not ask', async () => {
    const line = connect();
    line.agent.say({ type: 'value', id: 99, part: 0, parts: 1, text: '' });
    line.agent.say({ type: 'sequence', id: 98, next: 3 });
    await settled();
    expect(line.garbage).toBe(0);
  });

  it('answers every open question when the page leaves', async () => {
    const line = connect();
    const answers = [line.client.fetchValue(1, []), line.client.fetchOutline(2), line.client.nextSeq()];
    line.agent.leave();
    expect(await Promise.all(answers)).toEqual([refused('page_gone'), refused('page_gone'), undefined]);
    expect(line.closed).toBe(1);
  });

  it('answers every open question when it is closed itself', async () => {
    const line = connect();
    const answers = [line.client.fetchValue(1, []), line.client.fetchOutline(2), line.client.nextSeq()];
    line.client.close();
    expect(await Promise.all(answers)).toEqual([
      expect.objectContaining({ ok: false }),
      expect.objectContaining({ ok: false }),
      undefined,
    ]);
    expect(line.closed).toBe(0);
    expect(line.agent.left()).toBe(true);
  });

  it('answers questions after the end at once', async () => {
    const line = connect();
    line.agent.leave();
    expect(await line.client.fetchValue(1, [])).toMatchObject({ ok: false });
    expect(await line.client.nextSeq()).toBeUndefined();
  });

  it('passes on pause and clear', async () => {
    const line = connect();
    line.client.pause();
    line.client.clear();
    await settled();
    expect(line.agent.heard.slice(1)).toEqual([{ type: 'pause' }, { type: 'clear' }]);
  });
});
