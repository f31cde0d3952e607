import { describe, expect, it } from 'vitest';
import { createEventRing, type EventRing } from '../../../content-script/agent/record/event-ring';
import type { EventBody } from '../../../src/protocol/events';

interface Ring {
  readonly ring: EventRing;
  /** The current turn of JavaScript has ended. */
  readonly endTurn: () => void;
  readonly add: (body: EventBody, renderer?: number) => void;
  readonly seqs: (from: number, most?: number) => readonly number[];
}

function createRing(mostEvents = 100, mostBytes = 1e9): Ring {
  let time = 0;
  let resets: (() => void)[] = [];
  const ring = createEventRing({
    now: () => ++time,
    mostEvents,
    mostBytes,
    atEndOfTurn: (reset) => resets.push(reset),
  });
  return {
    ring,
    endTurn: () => {
      for (const reset of resets.splice(0)) reset();
      resets = [];
    },
    add: (body, renderer = 0) => {
      // Some are added several times here.
      ring.add(renderer, { ...body });
    },
    seqs: (from, most = 1_000) => ring.read(from, most).events.map(({ seq }) => seq),
  };
}

const ready = (call: number): EventBody => ({ type: 'ready', call });
const renderer: EventBody = {
  type: 'renderer',
  dashVersion: null,
  debug: null,
  url: '',
  title: '',
  requestBase: null,
  capabilities: [],
};
const definitions: EventBody = { type: 'definitions', definitions: [] };
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the event ring', () => {
  it('numbers events from 1 and stamps them', () => {
    const { ring, add } = createRing();
    add(ready(1));
    ring.add(2, ready(2), 0.5);
    expect(ring.read(1, 10)).toEqual({
      events: [
        { seq: 1, at: 1, turn: 1, renderer: 0, type: 'ready', call: 1 },
        { seq: 2, at: 0.5, turn: 1, renderer: 2, type: 'ready', call: 2 },
      ],
      dropped: 0,
    });
    expect([ring.first, ring.next]).toEqual([1, 3]);
  });

  it('gives events of one turn of JavaScript the same number', () => {
    const { ring, add, endTurn } = createRing();
    add(ready(1));
    add(ready(2));
    endTurn();
    endTurn();
    add(ready(3));
    expect(ring.read(1, 10).events.map(({ turn }) => turn)).toEqual([1, 1, 2]);
  });

  it('reads on from any number, in pieces', () => {
    const { add, seqs } = createRing();
    for (const call of range(1, 10)) add(ready(call));
    expect(seqs(4, 3)).toEqual([4, 5, 6]);
    expect(seqs(10)).toEqual([10]);
    expect(seqs(11)).toEqual([]);
    expect(seqs(500)).toEqual([]);
  });

  it('forgets the oldest events beyond its limit and says how many', () => {
    const { ring, add, seqs } = createRing(5);
    for (const call of range(1, 12)) add(ready(call));
    expect([ring.first, ring.next]).toEqual([8, 13]);
    expect(seqs(1)).toEqual(range(8, 12));
    expect(ring.read(1, 10).dropped).toBe(7);
    expect(ring.read(6, 10).dropped).toBe(2);
    expect(ring.read(8, 10).dropped).toBe(0);
  });

  it('forgets the oldest events beyond its limit of bytes, but never the last', () => {
    const { ring, add } = createRing(100, 2_000);
    const big = (call: number): EventBody => ({
      type: 'sent',
      call,
      exchange: call,
      url: '',
      body: { text: call, bytes: 900, inline: 'x'.repeat(900) },
    });
    add(big(1));
    add(big(2));
    expect(ring.first).toBe(2);
    add({ type: 'error', message: '', html: 'x'.repeat(50_000) });
    expect(ring.first).toBe(3);
    add(ready(4));
    expect([ring.first, ring.read(1, 10).dropped]).toEqual([4, 3]);
  });

  it('keeps its numbers when a long recording is trimmed', () => {
    const { ring, add, seqs } = createRing(1_000);
    for (const call of range(1, 20_000)) add(ready(call));
    expect(ring.first).toBe(19_001);
    expect(seqs(19_500, 3)).toEqual([19_500, 19_501, 19_502]);
    expect(ring.read(19_500, 1).events[0]).toMatchObject({ call: 19_500 });
  });

  it('describes the app to late readers, although those events are long gone', () => {
    const { ring, add, seqs } = createRing(3);
    add(renderer);
    add(definitions);
    for (const call of range(3, 10)) add(ready(call));
    expect(seqs(1)).toEqual([1, 2, 8, 9, 10]);
    expect(ring.read(1, 10).dropped).toBe(5);
    expect(seqs(2)).toEqual([2, 8, 9, 10]);
    expect(seqs(3)).toEqual([8, 9, 10]);
  });

  it('keeps the newest description of each renderer, in event order', () => {
    const { ring, add, seqs } = createRing(2);
    add(renderer, 0);
    add(definitions, 0);
    add(renderer, 1);
    add(definitions, 1);
    add(definitions, 0);
    for (const call of range(6, 9)) add(ready(call));
    expect(seqs(1)).toEqual([1, 3, 4, 5, 8, 9]);
    expect(ring.read(1, 10).dropped).toBe(3);
  });

  it('does not put the description before events that are requested from the middle', () => {
    const { add, seqs } = createRing(50);
    add(definitions);
    for (const call of range(2, 40)) add(ready(call));
    expect(seqs(30, 2)).toEqual([30, 31]);
  });

  it('forgets everything but the app when cleared, and continues its numbers', () => {
    const { ring, add, seqs } = createRing();
    add(renderer);
    add(ready(1));
    add(definitions);
    ring.clear();
    expect([ring.first, ring.next]).toEqual([4, 4]);
    expect(seqs(1)).toEqual([1, 3]);
    expect(seqs(4)).toEqual([]);
    add(ready(2));
    expect(seqs(1)).toEqual([1, 3, 4]);
    ring.clear();
    expect(seqs(1)).toEqual([1, 3]);
  });

  it('does not count cleared events as lost', () => {
    const { ring, add } = createRing(3);
    add(renderer);
    for (const call of range(2, 5)) add(ready(call));
    ring.clear();
    expect(ring.read(1, 10).dropped).toBe(0);
    for (const call of range(6, 10)) add(ready(call));
    expect(ring.read(1, 10).dropped).toBe(2);
  });

  it('merges the layout ids that it forgets', () => {
    const { ring, add } = createRing(2);
    add({ type: 'ids', added: ['a', 'b'], removed: [], families: { index: [[1]], kind: [['x']] } });
    add({ type: 'ids', added: ['c'], removed: ['a'], families: { index: [[1], [2]] } });
    add({ type: 'ids', added: ['z'], removed: [], families: {} }, 1);
    add({ type: 'ids', added: ['d'], removed: [], families: { kind: [] } });
    expect(
      ring
        .read(1, 10)
        .events.map((event) => event.type === 'ids' && [event.seq, event.added, event.families, event.whole]),
    ).toEqual([
      [2, ['b', 'c'], { index: [[1], [2]], kind: [['x']] }, true],
      [3, ['z'], {}, undefined],
      [4, ['d'], { kind: [] }, undefined],
    ]);
    // A reader that is already there needs none of it.
    expect(ring.read(3, 10).events.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('keeps the latest ids that several components have', () => {
    const { ring, add } = createRing(1);
    const shared = [{ id: 'a', count: 2, places: [[], []], used: 0 }];
    const ids = { type: 'ids', added: [], removed: [], families: {} } as const;
    add({ ...ids, shared: [] });
    add({ ...ids, shared });
    add(ids);
    add(ready(1));
    expect(ring.read(1, 10).events[0]).toMatchObject({ type: 'ids', shared, whole: true });
  });

  it('wakes its listener after each event', () => {
    const { ring, add } = createRing();
    const seen: number[] = [];
    ring.onAdd = () => seen.push(ring.next);
    add(ready(1));
    add(ready(2));
    expect(seen).toEqual([2, 3]);
  });
});
