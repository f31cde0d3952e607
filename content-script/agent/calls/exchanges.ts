import type { EventBody, UnreadableKind } from '../../../src/protocol/events';
import type { TextRing } from '../record/text-ring';
import type { WireListener } from '../taps/wire-tap';

/** A callback request on the wire, and the call it belongs to once that is known. */
export interface Exchange {
  readonly id: number;
  readonly url: string;
  readonly body: string | null;
  readonly sentAt: number;
  call: number | null;
  renderer: number;
  status: number;
}

/** What a `Patch` carries wherever it stands in a response (docs/dash-internals.md#patch). */
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

const MOST_OPEN = 500;
/** The renderer claims at once, at most twelve in a step; whatever is older is not of a renderer we know. */
const MOST_UNCLAIMED = 100;
/** Responses looked through for the name of a job; the one that names it is small and among the latest. */
const MOST_JOB_STARTS = 12;
const MOST_JOB_TEXT = 100_000;

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

/** The name of a job is the server's; it may hold any character. */
const escapeForRegExp = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function createExchanges({ now, texts, record, fault }: ExchangesOptions): Exchanges {
  const open = new Map<number, Exchange>();
  const jobs = new Map<string, { call: number; renderer: number }>();
  const patched = new Set<number>();
  let unclaimed: Exchange[] = [];
  let next = 1;
  /** Parsing follows at once. */
  let lastReceived: Exchange | null = null;
  /** The latest responses that may have started a job. */
  let jobStarts: { readonly exchange: Exchange; readonly text: string }[] = [];

  const announce = (exchange: Exchange, call: number, renderer: number): void => {
    exchange.call = call;
    exchange.renderer = renderer;
    const body = exchange.body === null ? null : texts.keep(exchange.body);
    record(renderer, { type: 'sent', call, exchange: exchange.id, url: exchange.url, body }, exchange.sentAt);
  };

  /** A poll of a job names it (docs/dash-internals.md#background). */
  const ownerOfPoll = (url: string): { call: number; renderer: number } | undefined => {
    // Most requests poll nothing, and each is looked at while the page waits.
    const job = url.includes('job=') ? new URLSearchParams(url.split('?')[1] ?? '').get('job') : null;
    return job === null ? undefined : jobs.get(job);
  };

  /**
   * A retry after an expired token repeats the refused body (docs/dash-internals.md#expired-login). Only known when the
   * response comes and no call claimed the request: a new call can send the same body as one that was refused.
   */
  const adoptRetry = (id: number): void => {
    const exchange = open.get(id);
    if (exchange?.call !== null) return;
    for (const refused of open.values()) {
      if (refused.call === null || (refused.status !== 401 && refused.status !== 400) || refused.body !== exchange.body)
        continue;
      unclaimed = unclaimed.filter((other) => other !== exchange);
      open.delete(refused.id);
      announce(exchange, refused.call, refused.renderer);
      return;
    }
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

  const noted = (id: number): Exchange | undefined => {
    const exchange = open.get(id);
    return exchange?.call === null ? undefined : exchange;
  };

  return {
    fault,
    request(url, body) {
      const exchange: Exchange = { id: next++, url, body, sentAt: now(), call: null, renderer: 0, status: 0 };
      open.set(exchange.id, exchange);
      if (open.size > MOST_OPEN) {
        const oldest = open.keys().next().value;
        if (oldest !== undefined) open.delete(oldest);
      }
      const owner = ownerOfPoll(url);
      if (owner !== undefined) announce(exchange, owner.call, owner.renderer);
      else unclaimed.push(exchange);
      if (unclaimed.length > MOST_UNCLAIMED) unclaimed.shift();
      return exchange.id;
    },
    claim(renderer, call, output) {
      const begin = `{"output":${JSON.stringify(output)}`;
      const index = unclaimed.findIndex((exchange) => exchange.body?.startsWith(begin) === true);
      const exchange = unclaimed[index];
      if (exchange === undefined) return;
      unclaimed = unclaimed.slice(index + 1);
      announce(exchange, call, renderer);
    },
    headers(id, status, serverTiming, redirected) {
      adoptRetry(id);
      const exchange = noted(id);
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
      const exchange = noted(id);
      if (exchange === undefined) return;
      record(exchange.renderer, { type: 'received', exchange: id, body: text === null ? null : texts.keep(text) });
      if (exchange.status !== 401 && exchange.status !== 400) open.delete(id);
      lastReceived = exchange;
      if (text !== null && text.length < MOST_JOB_TEXT && text.includes('"job"'))
        jobStarts = [...jobStarts.slice(1 - MOST_JOB_STARTS), { exchange, text }];
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
      const exchange = text === null ? noted(id) : lastReceived;
      open.delete(id);
      if (exchange?.id === id) tellUnreadable(exchange, kindOf(text), text ?? '');
    },
    failed(id, error) {
      adoptRetry(id);
      const exchange = noted(id);
      open.delete(id);
      if (exchange === undefined) return;
      record(exchange.renderer, {
        type: 'failed',
        exchange: id,
        message: error instanceof Error ? error.message : String(error),
      });
    },
    addJob(job) {
      const start = jobStarts.find(({ text }) => new RegExp(`"job":\\s*"?${escapeForRegExp(job)}[",}]`).test(text));
      if (start?.exchange.call === undefined || start.exchange.call === null) return null;
      jobStarts = jobStarts.filter((other) => other !== start);
      jobs.set(job, { call: start.exchange.call, renderer: start.exchange.renderer });
      return start.exchange.call;
    },
    callOfJob: (job) => jobs.get(job)?.call ?? null,
  };
}
