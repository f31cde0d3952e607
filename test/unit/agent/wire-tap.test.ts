import { describe, expect, it } from 'vitest';
import { tapFetch } from '../../../content-script/agent/taps/wire-tap';
import { settled } from '../../support/fakes/settled';

const CALLBACK = '/app/_dash-update-component?endId=x';

type Page = Window & typeof globalThis;

interface Tapped {
  readonly page: Page;
  readonly log: string[];
  readonly native: typeof fetch;
  readonly calls: { readonly self: unknown; readonly args: readonly unknown[] }[];
  readonly untap: () => void;
}

function tap(answer: () => unknown, failing: readonly string[] = []): Tapped {
  const log: string[] = [];
  const calls: Tapped['calls'][number][] = [];
  const native = function fetch(this: unknown, input: unknown, ...rest: unknown[]): unknown {
    calls.push({ self: this, args: [input, ...rest] });
    return answer();
  } as unknown as typeof globalThis.fetch;
  const page = { fetch: native } as Page;
  const note = (line: string): void => {
    log.push(line);
    if (failing.some((name) => line.startsWith(name))) throw new Error(`our ${line} failed`);
  };
  let next = 1;
  const untap = tapFetch(page, {
    request: (url, body) => {
      note(`request ${url} ${String(body)}`);
      return next++;
    },
    headers: (id, status, timing, redirected) => {
      note(`headers ${id} ${status} ${String(timing)}${redirected === null ? '' : ` from ${redirected}`}`);
    },
    received: (id, text) => {
      note(`received ${id} ${String(text)}`);
    },
    unreadable: (id, text) => {
      note(`unreadable ${id} ${String(text)}`);
    },
    parsed: (id) => {
      note(`parsed ${id}`);
    },
    failed: (id, error) => {
      note(`failed ${id} ${String(error)}`);
    },
    fault: (error) => log.push(`fault ${(error as Error).message}`),
  });
  return { page, log, native, calls, untap };
}

const ok = (body: string, init?: ResponseInit) => (): Promise<Response> => Promise.resolve(new Response(body, init));

describe('a tapped fetch', () => {
  it("looks like the browser's own", () => {
    const { page, native } = tap(ok(''));
    expect([page.fetch.name, page.fetch.length]).toEqual([native.name, native.length]);
    expect(page.fetch.toString()).toContain('native code');
  });

  it('passes other requests through unchanged', async () => {
    const response = new Response('{}');
    const promise = Promise.resolve(response);
    const { page, log, calls } = tap(() => promise);
    const init = { method: 'POST', body: '_dash-update-component' };
    for (const target of ['/_dash-layout', new URL('http://localhost/x'), new Request('http://localhost/y')]) {
      expect(page.fetch(target, init)).toBe(promise);
      expect(calls.at(-1)?.args).toEqual([target, init]);
    }
    await settled();
    expect(log).toEqual([]);
    expect(Object.keys(Object.getOwnPropertyDescriptors(response))).not.toContain('json');
  });

  it('keeps this, arguments and the promise of a callback request', () => {
    const promise = ok('{}')();
    const { page, calls } = tap(() => promise);
    const init = { method: 'POST', body: '{}' };
    expect(page.fetch.call(page, CALLBACK, init)).toBe(promise);
    expect(calls[0]?.self).toBe(page);
    expect(calls[0]?.args[0]).toBe(CALLBACK);
    expect(calls[0]?.args[1]).toBe(init);
  });

  it('records a callback request before it is sent, and its response in order', async () => {
    const { page, log } = tap(ok('{"multi":true}', { headers: { 'Server-Timing': 'db;dur=3' } }));
    const response = await page.fetch(CALLBACK, { method: 'POST', body: '{"output":"a.b"}' });
    expect(log).toEqual([`request ${CALLBACK} {"output":"a.b"}`, 'headers 1 200 db;dur=3']);
    expect(await response.json()).toEqual({ multi: true });
    expect(log.slice(2)).toEqual(['received 1 {"multi":true}', 'parsed 1']);
  });

  it('recognises the request in all forms that fetch accepts', async () => {
    const { page, log } = tap(ok('{}'));
    await page.fetch(new URL(`http://localhost${CALLBACK}`));
    await page.fetch(new Request(`http://localhost${CALLBACK}`, { method: 'POST', body: '{}' }));
    await page.fetch(CALLBACK, { body: new Blob(['{}']) });
    expect(log.filter((line) => line.startsWith('request')).map((line) => line.endsWith(' null'))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('gives the response the same object that the network gave', async () => {
    const response = new Response('{}');
    const { page } = tap(() => Promise.resolve(response));
    const got = await page.fetch(CALLBACK);
    expect(got).toBe(response);
    expect(got).toBeInstanceOf(Response);
    expect([got.json.name, got.json.length, got.text.name, got.text.length]).toEqual(['json', 0, 'text', 0]);
    expect(Object.keys(got)).toEqual(Object.keys(new Response('{}')));
    await got.text();
    expect(got.bodyUsed).toBe(true);
  });

  it('reads text as the browser does', async () => {
    const { page, log } = tap(ok('<html>', { status: 500 }));
    const response = await page.fetch(CALLBACK);
    expect(await response.text()).toBe('<html>');
    expect(log.slice(1)).toEqual(['headers 1 500 null', 'received 1 <html>']);
  });

  it('has no body after 204', async () => {
    const { page, log } = tap(() => Promise.resolve(new Response(null, { status: 204 })));
    await page.fetch(CALLBACK);
    expect(log.slice(1)).toEqual(['headers 1 204 null', 'received 1 null']);
  });

  it('rejects a body that was already read, as the browser does', async () => {
    const { page } = tap(ok('{}'));
    for (const read of ['json', 'text'] as const) {
      const response = await page.fetch(CALLBACK);
      await response[read]();
      await expect(response.text()).rejects.toBeInstanceOf(TypeError);
      await expect(response.json()).rejects.toBeInstanceOf(TypeError);
    }
  });

  it("rejects invalid JSON with the browser's own kind of error", async () => {
    for (const body of ['', '<html>', '{"a":']) {
      const { page, log } = tap(ok(body));
      const response = await page.fetch(CALLBACK);
      const native: unknown = await new Response(body).json().catch((error: unknown) => error);
      const error: unknown = await response.json().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SyntaxError);
      expect((error as Error).message).toBe((native as Error).message);
      expect(log).toContain(`received 1 ${body}`);
      expect(log).not.toContain('parsed 1');
    }
  });

  it('still lets the body be cloned and read in other ways', async () => {
    const { page } = tap(ok('[1]'));
    const response = await page.fetch(CALLBACK);
    expect(await response.clone().json()).toEqual([1]);
    expect(new TextDecoder().decode(await response.arrayBuffer())).toBe('[1]');
  });

  describe('where the page has functions of its own that read responses', () => {
    /** A response whose `json` and `text` are the page's. */
    function patched(body: string, own: Partial<Pick<Response, 'json' | 'text'>>): () => Promise<Response> {
      return () => Promise.resolve(Object.assign(new Response(body), own));
    }

    it('they are called with the response, and their result is what Dash gets', async () => {
      const callers: unknown[] = [];
      const own = {
        json(this: Response) {
          callers.push(this);
          return this.text().then((text) => ({ mine: text }));
        },
      };
      const { page, log } = tap(patched('{"multi":true}', own));
      const response = await page.fetch(CALLBACK);
      expect(await response.json()).toEqual({ mine: '{"multi":true}' });
      expect(callers).toEqual([response]);
      expect(log.slice(2)).toEqual(['received 1 {"multi":true}', 'parsed 1']);
    });

    it('their errors are what Dash gets', async () => {
      const failure = new Error('session expired');
      const { page, log } = tap(patched('{"multi":true}', { json: () => Promise.reject(failure) }));
      const response = await page.fetch(CALLBACK);
      await expect(response.json()).rejects.toBe(failure);
      expect(log.slice(2)).toEqual(['received 1 {"multi":true}', 'unreadable 1 {"multi":true}']);
    });

    it('a replaced text is read by itself', async () => {
      const { page } = tap(patched('abc', { text: () => Promise.resolve('theirs') }));
      expect(await (await page.fetch(CALLBACK)).text()).toBe('theirs');
    });
  });

  it('rejects with the original network error', async () => {
    const failure = new TypeError('Failed to fetch');
    const { page, log } = tap(() => Promise.reject(failure));
    await expect(page.fetch(CALLBACK)).rejects.toBe(failure);
    expect(log.slice(1)).toEqual(['failed 1 TypeError: Failed to fetch']);
  });

  it('throws what fetch throws at once', () => {
    const failure = new TypeError('no such fetch');
    const { page } = tap(() => {
      throw failure;
    });
    expect(() => page.fetch(CALLBACK)).toThrow(failure);
  });

  it('survives a fetch of the app that does not return a promise', () => {
    const { page } = tap(() => undefined);
    expect(page.fetch(CALLBACK)).toBeUndefined();
  });

  it.each(['request', 'headers', 'received', 'parsed'])('keeps our own errors in %s from the app', async (step) => {
    const { page, log } = tap(ok('{"a":1}'), [step]);
    const response = await page.fetch(CALLBACK, { body: '{}' });
    expect(await response.json()).toEqual({ a: 1 });
    expect(log.some((line) => line.startsWith('fault our'))).toBe(true);
  });

  it('does not let our own error hide a network failure', async () => {
    const failure = new TypeError('Failed to fetch');
    const { page } = tap(() => Promise.reject(failure), ['failed']);
    await expect(page.fetch(CALLBACK)).rejects.toBe(failure);
  });

  it("restores the browser's own fetch, unless it was wrapped since", () => {
    const first = tap(ok(''));
    first.untap();
    expect(first.page.fetch === first.native).toBe(true);
    const second = tap(ok(''));
    const theirs = second.page.fetch.bind(second.page);
    second.page.fetch = theirs;
    second.untap();
    expect(second.page.fetch === theirs).toBe(true);
  });
});
