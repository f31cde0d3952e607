import type { EventBody } from '../../src/protocol/events';
import type { TextRing } from './text-ring';
import type { WireListener } from './wire-tap';

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

/** What a `Patch` carries wherever it stands in a response (reference 3.2). */
const PATCH_MARK = '"__dash_patch_update"';
/** Longer texts are not searched for patches: they are whole values. */
const MOST_SEARCHED = 4_000_000;

/** Joins requests to calls. */
export interface Exchanges extends WireListener {
  /** The oldest request since the last claim that runs the callback `output`: the renderer sends inside the very step in which it moves calls to `executing` (reference 3.1). */
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

export function createExchanges({ now, texts, record, fault }: ExchangesOptions): Exchanges {
  const open = new Map<number, Exchange>();
  const jobs = new Map<string, { call: number; renderer: number }>();
  const patched = new Set<number>();
  let unclaimed: Exchange[] = [];
  let next = 1;
  /** The last response the renderer was handed: what it does right after comes from that one. */
  let lastParsed: Exchange | null = null;

  const announce = (exchange: Exchange, call: number, renderer: number): void => {
    exchange.call = call;
    exchange.renderer = renderer;
    const body = exchange.body === null ? null : texts.keep(exchange.body);
    record(renderer, { type: 'sent', call, exchange: exchange.id, url: exchange.url, body }, exchange.sentAt);
  };

  /** A poll of a job names it; a retry after an expired token repeats the refused body (reference 3.1, 3.5). */
  const ownerOf = (url: string, body: string | null): { call: number; renderer: number } | undefined => {
    const job = new URLSearchParams(url.split('?')[1] ?? '').get('job');
    if (job !== null) return jobs.get(job);
    for (const exchange of open.values()) {
      if ((exchange.status === 401 || exchange.status === 400) && exchange.call !== null && exchange.body === body) {
        return { call: exchange.call, renderer: exchange.renderer };
      }
    }
    return undefined;
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
      const owner = ownerOf(url, body);
      if (owner !== undefined) announce(exchange, owner.call, owner.renderer);
      else unclaimed.push(exchange);
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
    headers(id, status, serverTiming) {
      const exchange = noted(id);
      if (exchange === undefined) return;
      exchange.status = status;
      record(exchange.renderer, { type: 'headers', exchange: id, status, serverTiming });
    },
    received(id, text) {
      const exchange = noted(id);
      if (exchange === undefined) return;
      record(exchange.renderer, { type: 'received', exchange: id, body: text === null ? null : texts.keep(text) });
      if (exchange.status !== 401 && exchange.status !== 400) open.delete(id);
      lastParsed = exchange;
      if (text !== null && exchange.call !== null && text.length < MOST_SEARCHED && text.includes(PATCH_MARK)) patched.add(exchange.call);
    },
    takePatched: (call) => patched.delete(call),
    parsed(id) {
      if (lastParsed?.id === id && lastParsed.call !== null) record(lastParsed.renderer, { type: 'parsed', exchange: id });
    },
    failed(id, error) {
      const exchange = noted(id);
      open.delete(id);
      if (exchange === undefined) return;
      record(exchange.renderer, { type: 'failed', exchange: id, message: error instanceof Error ? error.message : String(error) });
    },
    addJob(job) {
      if (lastParsed?.call === null || lastParsed === null) return null;
      jobs.set(job, { call: lastParsed.call, renderer: lastParsed.renderer });
      return lastParsed.call;
    },
    callOfJob: (job) => jobs.get(job)?.call ?? null,
  };
}
