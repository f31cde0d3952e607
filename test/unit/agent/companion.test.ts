import { describe, expect, it } from 'vitest';
import { createCompanion } from '../../../content-script/agent/taps/companion';
import type { EventBody } from '../../../src/protocol/events';
import { settled } from '../../support/fakes/settled';

function ask(
  config: Readonly<Record<string, unknown>>,
  answer: () => Promise<Response>,
): { readonly asked: unknown[]; readonly recorded: EventBody[]; readonly faults: unknown[] } {
  const seen = { asked: [] as unknown[], recorded: [] as EventBody[], faults: [] as unknown[] };
  const page = { fetch: (url: unknown) => (seen.asked.push(url), answer()) } as unknown as Window;
  createCompanion(
    page,
    config,
    (body) => seen.recorded.push(body),
    (error) => seen.faults.push(error),
  ).ask();
  return seen;
}
const json =
  (value: unknown, status = 200) =>
  (): Promise<Response> =>
    Promise.resolve(Response.json(value, { status }));

describe('the companion of an app', () => {
  it('is requested below the base of all requests, where the config says it is installed', async () => {
    const seen = ask(
      { requests_pathname_prefix: '/app/', callback_devtools: { version: 1 } },
      json({ version: 1, callbacks: [{ output: 'a.b' }] }),
    );
    await settled();
    expect(seen).toEqual({
      asked: ['/app/_dash-callback-devtools'],
      recorded: [{ type: 'companion', callbacks: [{ output: 'a.b' }] }],
      faults: [],
    });
  });

  it('gets a header that pages of other sites cannot send', () => {
    const sent: unknown[] = [];
    const page = { fetch: (_url: unknown, init: unknown) => (sent.push(init), json({})()) } as unknown as Window;
    createCompanion(
      page,
      { callback_devtools: {} },
      () => undefined,
      () => undefined,
    ).ask();
    expect(sent).toEqual([{ credentials: 'same-origin', headers: { 'X-Dash-Callback-Devtools': '1' } }]);
  });

  it('is not requested where it is not installed', () =>
    expect(ask({ requests_pathname_prefix: '/' }, json({})).asked).toEqual([]));

  it('fetches the times of calls over the websocket, with one request for several calls', async () => {
    const timers: (() => void)[] = [];
    const seen = { asked: [] as unknown[], recorded: [] as EventBody[] };
    const page = {
      fetch: (url: unknown) => (
        seen.asked.push(url),
        json({ calls: { 'R-1-1': { callback: 2 }, 'R-1-9': { callback: 3 } } })()
      ),
      setTimeout: (run: () => void) => timers.push(run),
    } as unknown as Window;
    const companion = createCompanion(
      page,
      { callback_devtools: {} },
      (body) => seen.recorded.push(body),
      () => undefined,
    );
    companion.socketAnswered('R-1-1', 4);
    companion.socketAnswered('R-1-2', 5);
    expect(timers).toHaveLength(1);
    timers[0]?.();
    await settled();
    expect(seen).toEqual({
      asked: ['/_dash-callback-devtools-socket?renderer=R-1'],
      recorded: [{ type: 'server-time', call: 4, parts: { callback: 2 } }],
    });
    // What is not answered now never is.
    companion.socketAnswered('R-1-3', 6);
    expect(timers).toHaveLength(2);
  });

  it('is not requested for times where it is not installed', () => {
    const page = { setTimeout: () => expect.unreachable() } as unknown as Window;
    createCompanion(
      page,
      {},
      () => undefined,
      () => undefined,
    ).socketAnswered('R-1', 1);
  });

  it('can refuse, send nonsense or not answer at all', async () => {
    const config = { callback_devtools: { version: 1 } };
    const failure = new TypeError('Failed to fetch');
    const all = [
      ask(config, json({ error: 'no' }, 403)),
      ask(config, json('nonsense')),
      ask(config, () => Promise.reject(failure)),
    ];
    await settled();
    await settled();
    expect(all.map(({ recorded }) => recorded)).toEqual([[], [], []]);
    expect(all[2]?.faults).toEqual([failure]);
  });
});
