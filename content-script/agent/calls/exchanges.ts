import type { EventBody, UnreadableKind } from '../../../src/protocol/events';
import type { TextRing } from '../record/text-ring';
import type { WireListener } from '../taps/wire-tap';
import { createJobCalls } from './job-calls';
import { createOpenExchanges, isRefused, type Exchange } from './open-exchanges';

/** What a `Patch` carries wherever it is in a response (docs/dash-internals.md#patch). */
const PATCH_MARK = '"__dash_patch_update"';
/** Longer texts are not searched for patches: they are whole values. */
const MOST_SEARCHED = 4_000_000;

/** Joins requests to calls. */
export interface Exchanges extends WireListener {
  /**
   * The oldest request since the last claim that runs the callback `output`: the renderer sends inside the very step in
   * which it moves calls to `executing` (docs/dash-internals.md#request).
   */
  readonly claim: (renderer: number, call: number, output: string) => void;
  /** The call of a job was learned; its polls carry the job's id in their URL. */
  readonly addJob: (job: string) => number | null;
  /** The call's response held patches. Asking forgets it. */
  readonly takePatched: (call: number) => boolean;
  readonly callOfJob: (job: string) => number | null;
}

export interface ExchangesOptions {
  readonly now: () => number;
  readonly texts: TextRing;
  readonly record: (renderer: number, body: EventBody, at?: number) => void;
  readonly fault: (error: unknown) => void;
}

/** Characters of a response that Dash cannot read which travel: enough to see who wrote it. */
const MOST_START = 4_000;
const MOST_ADDRESS = 2_000;

/** What a response of Dash may be made of (docs/dash-internals.md#response). */
const PARTS = ['response', 'multi', 'job', 'cacheKey', 'progress', 'sideUpdate'];
const isAnswer = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && PARTS.some((part) => part in value);

function kindOf(text: string | null): UnreadableKind {
  if (text === null) return 'broken';
  const start = text.trimStart();
  if (start === '') return 'empty';
  if (start.startsWith('<')) return 'html';
  return start.startsWith('{') ? 'truncated' : 'text';
}

export function createExchanges({ now, texts, record, fault }: ExchangesOptions): Exchanges {
  const open = createOpenExchanges();
  const jobs = createJobCalls();
  const patched = new Set<number>();
  let next = 1;
  /** Parsing follows at once. */
  let lastReceived: Exchange | null = null;

  const announce = (exchange: Exchange, call: number, renderer: number): void => {
    exchange.call = call;
    exchange.renderer = renderer;
    const body = exchange.body === null ? null : texts.keep(exchange.body);
    record(renderer, { type: 'sent', call, exchange: exchange.id, url: exchange.url, body }, exchange.sentAt);
  };

  /** A retry after an expired token belongs to the call whose request was refused. */
  const adoptRetry = (id: number): void => {
    const found = open.takeRefused(id);
    if (found?.refused.call === undefined || found.refused.call === null) return;
    announce(found.retry, found.refused.call, found.refused.renderer);
  };

  const tellUnreadable = (exchange: Exchange, what: UnreadableKind, text: string): void => {
    if (exchange.call === null) return;
    record(exchange.renderer, {
      type: 'unreadable',
      exchange: exchange.id,
      call: exchange.call,
      what,
      start: text.slice(0, MOST_START),
    });
  };

  return {
    fault,
    request(url, body) {
      const exchange: Exchange = { id: next++, url, body, sentAt: now(), call: null, renderer: 0, status: 0 };
      open.add(exchange);
      const owner = jobs.ownerOfPoll(url);
      if (owner === undefined) open.await(exchange);
      else announce(exchange, owner.call, owner.renderer);
      return exchange.id;
    },
    claim(renderer, call, output) {
      const exchange = open.claim(output);
      if (exchange !== undefined) announce(exchange, call, renderer);
    },
    headers(id, status, serverTiming, redirected) {
      adoptRetry(id);
      const exchange = open.owned(id);
      if (exchange === undefined) return;
      exchange.status = status;
      record(exchange.renderer, {
        type: 'headers',
        exchange: id,
        status,
        serverTiming,
        ...(redirected === null ? {} : { redirected: redirected.slice(0, MOST_ADDRESS) }),
      });
    },
    received(id, text) {
      const exchange = open.owned(id);
      if (exchange === undefined) return;
      record(exchange.renderer, { type: 'received', exchange: id, body: text === null ? null : texts.keep(text) });
      if (!isRefused(exchange)) open.close(id);
      lastReceived = exchange;
      if (text !== null) jobs.noteResponse(exchange, text);
      if (text !== null && exchange.call !== null && text.length < MOST_SEARCHED && text.includes(PATCH_MARK))
        patched.add(exchange.call);
    },
    takePatched: (call) => patched.delete(call),
    parsed(id, value) {
      if (lastReceived?.id !== id) return;
      if (isAnswer(value)) record(lastReceived.renderer, { type: 'parsed', exchange: id });
      else tellUnreadable(lastReceived, 'json', JSON.stringify(value));
    },
    unreadable(id, text) {
      const exchange = text === null ? open.owned(id) : lastReceived;
      open.close(id);
      if (exchange?.id === id) tellUnreadable(exchange, kindOf(text), text ?? '');
    },
    failed(id, error) {
      adoptRetry(id);
      const exchange = open.owned(id);
      open.close(id);
      if (exchange === undefined) return;
      record(exchange.renderer, {
        type: 'failed',
        exchange: id,
        message: error instanceof Error ? error.message : String(error),
      });
    },
    addJob: jobs.add,
    callOfJob: jobs.callOf,
  };
}
