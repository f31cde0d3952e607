import { describe, expect, it } from 'vitest';

import { createOpenExchanges, type Exchange } from '../../../content-script/agent/calls/open-exchanges';

const MEGABYTE = 1_000_000;
let next = 1;

/** A request of a megabyte for the callback `out.v`. */
const request = (more = ''): Exchange => ({
  id: next++,
  url: '',
  body: `{"output":"out.v"${more}${' '.repeat(MEGABYTE)}}`,
  sentAt: 0,
  call: null,
  renderer: 0,
  status: 0,
});

const heldIn = (exchanges: readonly Exchange[]): number =>
  exchanges.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);

describe('the bodies of open requests', () => {
  it('are bounded in bytes, however many requests were refused', () => {
    const open = createOpenExchanges();
    const all = Array.from({ length: 100 }, (_, call) => {
      const exchange = request();
      open.add(exchange);
      open.await(exchange);
      expect(open.claim('out.v')?.id).toBe(exchange.id);
      Object.assign(exchange, { call, status: 401 });
      return exchange;
    });
    expect(heldIn(all)).toBeLessThan(18 * MEGABYTE);
    // The newest ones can still be repeated.
    const retry: Exchange = { ...request(), body: all.at(-1)?.body ?? null };
    open.add(retry);
    open.await(retry);
    // All bodies are equal, so it is the oldest of those that still have one.
    expect(open.takeRefused(retry.id)?.refused.id).toBe(all.find(({ body }) => body !== null)?.id);
  });

  it('are kept until the renderer can have claimed them, however large they are', () => {
    const open = createOpenExchanges();
    const large = { ...request(), body: `{"output":"out.v"${' '.repeat(20 * MEGABYTE)}}` };
    open.add(large);
    open.await(large);
    expect(open.claim('out.v')?.id).toBe(large.id);
    expect(large.body.length).toBeGreaterThan(20 * MEGABYTE);
  });

  it('do not outlive a request that no call claimed', () => {
    const open = createOpenExchanges();
    const foreign = request();
    open.add(foreign);
    open.await(foreign);
    open.close(foreign.id);
    expect(open.claim('out.v')?.id).toBeUndefined();
  });
});
