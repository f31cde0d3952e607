import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTooLarge } from '../../../bench/soak';
import { createTrace } from '../../../src/trace/create-trace';
import { HANDLERS } from '../../../src/trace/handlers/all';
import { newest, plainHandler, type Handler } from '../../../src/trace/handlers/handler';
import { inOrder } from '../../../src/trace/handlers/in-order';
import { MOST_STEPS } from '../../../src/trace/handlers/jobs';
import { logHandler } from '../../../src/trace/handlers/log';
import { EVENTS_BETWEEN_CHECKS, runHandlers } from '../../../src/trace/run-handlers';
import { stepCount, toJobId } from '../../../src/trace/types';
import type { AgentEvent, EventBody } from '../../../src/protocol/events';
import { soakEvents } from '../../support/fakes/soak-events';

const named = (
  name: string,
  ...after: readonly string[]
): { readonly name: string; readonly after: readonly string[] } => ({
  name,
  after,
});
const namesOf = (handlers: readonly { readonly name: string }[]): readonly string[] => handlers.map(({ name }) => name);

describe('the order of trace handlers', () => {
  it('follows the declarations, and the list where nothing is declared', () => {
    expect(namesOf(inOrder([named('a', 'c'), named('b'), named('c', 'b'), named('d')]))).toEqual(['b', 'c', 'a', 'd']);
  });

  it('puts every handler after those it names', () => {
    const names = namesOf(HANDLERS);
    const early = HANDLERS.filter(({ name, after }) =>
      after.some((other) => names.indexOf(other) > names.indexOf(name)),
    );
    expect(namesOf(early)).toEqual([]);
  });

  it.each([
    [[named('a', 'b'), named('b', 'c'), named('c', 'a'), named('d')], /wait for each other: a, b, c\./],
    [[named('a', 'a')], /wait for each other: a\./],
    [[named('a', 'typo')], /"a" comes after "typo", which does not exist/],
    [[named('a'), named('a')], /Two trace handlers have the name "a"/],
  ])('refuses a list that has no order (%#)', (handlers, message) => {
    expect(() => inOrder(handlers)).toThrow(message);
  });

  it('rejects a part of the state that two handlers declare', () => {
    const twice: Handler = {
      ...plainHandler({ name: 'twice', after: [], handle: () => undefined }),
      create: () => ({ events: [] }),
    };
    expect(() => runHandlers([logHandler, twice])).toThrow(
      /"events" of trace handler "twice" belongs to another handler/,
    );
  });
});

describe('a slice of the state', () => {
  it('is written by its own module only', () => {
    const folder = path.join(import.meta.dirname, '../../../src/trace/handlers');
    const users = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...readFileSync(path.join(folder, file), 'utf8').matchAll(/(?:asOwner\(|Owned<|^ {2}name: )'([\w-]+)'/gm)].map(
          ([, owner = '']) => [file, owner] as const,
        ),
      );
    expect(users.length).toBeGreaterThan(HANDLERS.length);
    // The module of jobs has two more handlers, which write through the functions of the first.
    const foreign = users.filter(
      ([file, owner]) => `${owner}.ts` !== file && !(file === 'jobs.ts' && owner.startsWith('job-')),
    );
    expect(foreign).toEqual([]);
  });

  it('forgets its oldest entries beyond its limit, and counts them', () => {
    const seen: Handler = {
      ...plainHandler({ name: 'seen', after: [], handle: () => undefined }),
      create: () => ({ numbers: new Map<number, number>(), list: [] as number[] }),
      limits: { numbers: newest(100), list: newest(100) },
      handle: (state, { seq }) => {
        const { numbers, list } = state as unknown as { numbers: Map<number, number>; list: number[] };
        numbers.set(seq, seq);
        list.push(seq);
      },
    };
    const run = runHandlers([logHandler, seen]);
    const most = EVENTS_BETWEEN_CHECKS * 3;
    for (let seq = 1; seq <= most; seq++)
      run.handle({ seq, at: 0, turn: 0, renderer: 0, type: 'long-task', duration: 1 });
    const size = run.sizes().filter(({ handler }) => handler === 'seen');
    expect(size).toEqual([
      { handler: 'seen', part: 'numbers', most: 100, size: 90, forgotten: most - 90 },
      { handler: 'seen', part: 'list', most: 100, size: 90, forgotten: most - 90 },
    ]);
    expect((run.state as unknown as { list: number[] }).list.at(-1)).toBe(most);
  });
});

describe('a very long visit', () => {
  it('keeps every part of the state within its limit, and counts what it forgot', () => {
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    let batch: AgentEvent[] = [];
    for (const event of soakEvents({ calls: 5_100, jobs: 5_100 })) {
      batch.push(event);
      if (batch.length < 1_000) continue;
      trace.apply(batch);
      batch = [];
      expect(trace.sizes().filter(isTooLarge)).toEqual([]);
    }
    trace.apply(batch);
    const sizes = trace.sizes();
    expect(sizes.filter(isTooLarge)).toEqual([]);
    const forgotten = sizes.filter((size) => size.forgotten > 0).map(({ part }) => part);
    expect(forgotten).toEqual(expect.arrayContaining(['jobs', 'commanded', 'progressDefaults', 'setOff']));
    const { jobs, events, forgotten: counts } = trace.model();
    expect(jobs.size + counts.jobs).toBe(5_100);
    const dropped = events.filter(({ type, what }) => type === 'dropped' && what === 'jobs');
    expect(jobs.size + dropped.reduce((sum, { count }) => sum + Number(count), 0)).toBe(5_100);
    expect(jobs.has(toJobId('j5100'))).toBe(true);
  }, 120_000);

  it('keeps the latest polls of a job that runs for hours, and says how many there were', () => {
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    let seq = 0;
    const tell = (at: number, body: EventBody): void =>
      trace.apply([{ seq: ++seq, at, turn: at, renderer: 0, ...body }]);
    for (const event of soakEvents({ calls: 1, jobs: 1 })) if (event.type !== 'applied') trace.apply([event]);
    const job = `task-1~${'0a'.repeat(32)}`;
    for (let poll = 1; poll <= 2 * MOST_STEPS; poll++)
      tell(poll * 10, { type: 'sent', call: 1, exchange: 100 + poll, url: `/u?job=${job}`, body: null });
    const recorded = trace.model().jobs.get(toJobId('j1'));
    expect(recorded?.polls.length).toBeLessThanOrEqual(MOST_STEPS);
    expect(recorded?.polls.at(-1)?.at).toBe(2 * MOST_STEPS * 10);
    expect(recorded && stepCount(recorded, 'polls')).toBe(2 * MOST_STEPS + 2);
  });
});
