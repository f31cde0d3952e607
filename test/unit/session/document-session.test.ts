import { describe, expect, it } from 'vitest';
import type { AgentEvent, EventBody } from '../../../src/protocol/events';
import { createDocumentSession, type DocumentSession } from '../../../src/session/document-session';
import { callIdOf, type Call } from '../../../src/trace/types';
import { createFakeAgent, helloOf, ready, type FakeAgent } from '../../support/fakes/fake-agent';
import { settled } from '../../support/fakes/settled';

interface Noted {
  changed: number;
  incompatible: number;
  otherDocument: number;
  closed: number;
  garbage: number;
  unsupported: number;
}

const createNoted = (): Noted => ({
  changed: 0,
  incompatible: 0,
  otherDocument: 0,
  closed: 0,
  garbage: 0,
  unsupported: 0,
});

function createSession(noted: Noted = createNoted()): DocumentSession {
  return createDocumentSession({
    changed: () => noted.changed++,
    incompatible: () => noted.incompatible++,
    otherDocument: () => noted.otherDocument++,
    unsupported: () => {
      noted.unsupported++;
    },
    garbage: (count) => (noted.garbage += count),
    closed: () => noted.closed++,
  });
}

async function attach(session: DocumentSession, hello = helloOf()): Promise<FakeAgent> {
  const agent = createFakeAgent();
  session.attach(agent.line);
  agent.say(hello);
  await settled();
  return agent;
}

const event = (seq: number, body: EventBody, renderer = 0): AgentEvent => ({
  seq,
  at: seq * 10,
  turn: seq,
  renderer,
  ...body,
});
const requested = (seq: number, call: number, renderer = 0): AgentEvent =>
  event(
    seq,
    {
      type: 'requested',
      call,
      output: 'out.children',
      anyVals: '',
      initial: false,
      changed: [['btn.n_clicks', 2]],
      group: null,
      by: [],
    },
    renderer,
  );
const batch = (...events: readonly AgentEvent[]): unknown => ({ type: 'events', events, dropped: 0 });
const callOf = (session: DocumentSession, call: number, renderer = 0): Call | undefined =>
  session.models()[renderer]?.calls.get(callIdOf(call));

describe('the recording of a document', () => {
  it('requests everything from the first event and builds the trace', async () => {
    const session = createSession();
    const agent = await attach(session);
    expect(agent.last('subscribe')).toEqual({ type: 'subscribe', from: 1 });
    agent.say(batch(requested(1, 1), ready(2, 1)));
    await settled();
    expect(callOf(session, 1)?.phases).toEqual({ requested: 10, ready: 2 });
    expect(session.models()[0]?.recorded).toMatchObject({
      at: '2026-01-01T00:00:00.000Z',
      url: 'http://localhost:8050/',
    });
  });

  it('reports once that the document is gone, at the moment its connection was lost', async () => {
    let now = 1_767_225_600_000 + 500;
    const session = createDocumentSession(
      {
        changed: () => undefined,
        incompatible: () => undefined,
        otherDocument: () => undefined,
        unsupported: () => undefined,
        garbage: () => undefined,
        closed: () => undefined,
      },
      { now: () => now },
    );
    session.noteGone();
    const agent = await attach(session);
    agent.say(batch(requested(1, 1)));
    await settled();
    agent.leave();
    now += 4_000;
    session.noteGone();
    session.noteGone();
    expect(session.models()[0]?.events).toEqual([{ at: 500, type: 'navigation' }]);
  });

  it('ignores impossible times of the page', async () => {
    const session = createSession();
    const agent = await attach(session, helloOf({ timeOrigin: 1e300 }));
    agent.say(batch(requested(1, 1)));
    await settled();
    expect(session.models()[0]?.recorded.at).toBe('unknown');
  });

  it('continues after a lost connection where it stopped, and does not count events twice', async () => {
    const noted = createNoted();
    const session = createSession(noted);
    const before = await attach(session);
    before.say(batch(requested(1, 1), requested(2, 2)));
    await settled();
    before.leave();
    expect([session.connected(), noted.closed]).toEqual([false, 1]);
    const after = await attach(session);
    expect(after.last('subscribe')).toEqual({ type: 'subscribe', from: 3 });
    after.say(batch(requested(1, 1), requested(2, 2), requested(3, 3)));
    await settled();
    expect(session.models()[0]?.callIds).toEqual(['c1', 'c2', 'c3']);
    expect(callOf(session, 3)?.index).toBe(3);
  });

  it('counts what the page had to forget', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say({ type: 'events', events: [requested(40, 9)], dropped: 39 });
    await settled();
    expect(session.models()[0]?.dropped).toBe(39);
    expect(session.models()[0]?.events).toContainEqual(expect.objectContaining({ type: 'dropped', count: 39 }));
  });

  it('keeps renderers separate and gives each its trace, and a painted frame to all', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say(batch(requested(1, 1, 0), requested(2, 2, 2), event(3, { type: 'painted', calls: [1, 2] })));
    await settled();
    expect(session.models().map(({ callIds }) => callIds)).toEqual([['c1'], [], ['c2']]);
    expect(callOf(session, 1)?.phases.painted).toBe(30);
    expect(callOf(session, 2, 2)?.phases.painted).toBe(30);
  });

  it('rejects an agent of another version', async () => {
    const noted = createNoted();
    const agent = await attach(createSession(noted), helloOf({ protocol: 999 }));
    expect(noted.incompatible).toBe(1);
    expect(agent.heard).toEqual([{ type: 'subscribe', from: 0 }]);
  });

  it('is complete when the connection leads to another document', async () => {
    const noted = createNoted();
    const session = createSession(noted);
    await attach(session);
    const other = await attach(session, helloOf({ agent: 'agent-2' }));
    expect(noted.otherDocument).toBe(1);
    expect(other.heard).toEqual([{ type: 'subscribe', from: 0 }]);
    expect(session.hello()?.agent).toBe('agent-1');
  });

  it('reports that the page has a Dash it cannot read', async () => {
    const noted = createNoted();
    const agent = await attach(createSession(noted));
    agent.say(batch(event(1, { type: 'unsupported' })));
    await settled();
    expect(noted.unsupported).toBe(1);
  });

  it('continues after invalid messages', async () => {
    const noted = createNoted();
    const session = createSession(noted);
    const agent = await attach(session);
    agent.say({ type: 'events', events: [{ seq: 1 }, requested(2, 1)], dropped: 0 });
    agent.say('rubbish');
    await settled();
    expect(noted.garbage).toBe(2);
    expect(session.models()[0]?.callIds).toEqual(['c1']);
  });

  it('goes on after an event of unknown form whose number is out of all proportion', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say({ type: 'events', events: [requested(1, 1), { seq: Number.MAX_SAFE_INTEGER - 1 }], dropped: 0 });
    agent.say(batch(requested(2, 2)));
    await settled();
    expect(session.models()[0]?.callIds).toEqual(['c1', 'c2']);
  });

  it('stays silent while paused, even on a new connection, and then catches up', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say(batch(requested(1, 1)));
    await settled();
    session.setPaused(true);
    await settled();
    expect(agent.heard.at(-1)).toEqual({ type: 'pause' });
    const later = await attach(session);
    expect(later.heard).toEqual([{ type: 'subscribe', from: 0 }]);
    session.setPaused(false);
    await settled();
    expect(later.last('subscribe')).toEqual({ type: 'subscribe', from: 2 });
  });

  it('clears both ends and keeps the app', async () => {
    const session = createSession();
    const agent = await attach(session);
    const definitions = [{ output: 'out.children', inputs: [], state: [] }];
    agent.say(batch(event(1, { type: 'definitions', definitions }), requested(2, 1)));
    await settled();
    session.clear();
    await settled();
    expect(agent.last('clear')).toBeDefined();
    expect(session.models()[0]).toMatchObject({ callIds: [], dropped: 0 });
    expect(session.models()[0]?.callbacks.size).toBe(1);
    // Was on its way when the page received the request to clear.
    agent.say(
      batch(
        event(3, { type: 'definitions', definitions: [...definitions, { output: 'b.value', inputs: [], state: [] }] }),
        requested(4, 2),
      ),
    );
    agent.say({ type: 'events', events: [], dropped: 7 });
    await settled();
    expect(session.models()[0]).toMatchObject({ callIds: [], dropped: 0 });
    expect(session.models()[0]?.callbacks.size).toBe(2);
    agent.say({ type: 'sequence', id: agent.last('sequence')?.['id'], next: 5 });
    await settled();
    agent.say(batch(requested(5, 3)));
    await settled();
    expect(session.models()[0]?.callIds).toEqual(['c3']);
  });

  it('requests nothing from an agent of another version, even after a pause', async () => {
    const noted = createNoted();
    const session = createSession(noted);
    const agent = await attach(session, helloOf({ protocol: 999 }));
    session.setPaused(true);
    session.setPaused(false);
    await settled();
    expect(noted.incompatible).toBe(1);
    expect(agent.last('subscribe')).toEqual({ type: 'subscribe', from: 0 });
  });
});

describe('large bodies of a recording', () => {
  const sent = (seq: number, call: number, text: number): AgentEvent =>
    event(seq, { type: 'sent', call, exchange: call, url: '/_dash-update-component', body: { text, bytes: 99_999 } });
  const questions = (agent: FakeAgent): readonly unknown[] =>
    agent.heard.filter(({ type }) => type === 'outline').map(({ text }) => text);
  const answer = async (agent: FakeAgent, json: unknown): Promise<void> => {
    agent.say({ type: 'outline', id: agent.last('outline')?.['id'], json });
    await settled();
  };

  it('get their outlines one by one', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say(batch(requested(1, 1), requested(2, 2), sent(3, 1, 11), sent(4, 2, 12)));
    await settled();
    expect(questions(agent)).toEqual([11]);
    expect(callOf(session, 1)?.request?.json).toBeUndefined();
    await answer(agent, { output: 'out.children', inputs: [] });
    expect(callOf(session, 1)?.request).toEqual({
      text: 11,
      bytes: 99_999,
      json: { output: 'out.children', inputs: [] },
    });
    expect(questions(agent)).toEqual([11, 12]);
  });

  it('are marked as gone when the page no longer holds them', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say(batch(requested(1, 1), sent(2, 1, 11)));
    await settled();
    agent.say({ type: 'refused', id: agent.last('outline')?.['id'], reason: { code: 'value_dropped', params: {} } });
    await settled();
    expect(callOf(session, 1)?.request?.json).toEqual({ $preview: '', $bytes: null, $why: 'gone' });
  });

  it('are requested repeatedly, even when the connection was replaced in the middle of an answer', async () => {
    const session = createSession();
    const before = await attach(session);
    before.say(batch(requested(1, 1), requested(2, 2), sent(3, 1, 11)));
    await settled();
    expect(questions(before)).toEqual([11]);
    const after = await attach(session);
    after.say(batch(sent(4, 2, 12)));
    await settled();
    expect(questions(after)).toEqual([11]);
    await answer(after, { output: 'out.children' });
    expect(callOf(session, 1)?.request?.json).toEqual({ output: 'out.children' });
    expect(questions(after)).toEqual([11, 12]);
  });

  it('are given up when the page is left for good', async () => {
    const session = createSession();
    const agent = await attach(session);
    agent.say(batch(requested(1, 1), sent(2, 1, 11)));
    await settled();
    agent.leave();
    await settled();
    expect(callOf(session, 1)?.request?.json).toBeUndefined();
    session.close();
    expect(callOf(session, 1)?.request?.json).toEqual({ $preview: '', $bytes: null, $why: 'gone' });
  });

  it('are included in waiting for the recording to catch up', async () => {
    const session = createSession();
    const agent = await attach(session);
    let done = false;
    const wait = session.caughtUp().then(() => (done = true));
    await settled();
    agent.say({ type: 'sequence', id: agent.last('sequence')?.['id'], next: 3 });
    agent.say(batch(requested(1, 1)));
    await settled();
    expect(done).toBe(false);
    agent.say(batch(sent(2, 1, 11)));
    await settled();
    expect(done).toBe(false);
    await answer(agent, {});
    await wait;
  });
});

describe('waiting until a recording has caught up', () => {
  it('ends at once when there is nothing to wait for', async () => {
    await createSession().caughtUp();
  });

  it('does not wait for events that were rejected', async () => {
    const session = createSession();
    const agent = await attach(session);
    const wait = session.caughtUp();
    await settled();
    agent.say({ type: 'sequence', id: agent.last('sequence')?.['id'], next: 2 });
    agent.say({ type: 'events', events: [{ seq: 1, type: 'from-the-future' }], dropped: 0 });
    await wait;
  });

  it.each(['leaves', 'is left'])('ends when the page %s', async (who) => {
    const session = createSession();
    const agent = await attach(session);
    const wait = session.caughtUp();
    await settled();
    agent.say({ type: 'sequence', id: agent.last('sequence')?.['id'], next: 50 });
    await settled();
    if (who === 'leaves') agent.leave();
    else session.close();
    await wait;
    expect(session.connected()).toBe(false);
  });
});
