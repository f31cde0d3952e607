import { MOST_CALLS_AT_ONCE } from '../../../src/dash/renderer-rules';

/** A callback request on the wire, and the call it belongs to once that is known. */
export interface Exchange {
  readonly id: number;
  readonly url: string;
  /** `null` if the request has none, or if the bodies of open requests became too large. */
  body: string | null;
  readonly sentAt: number;
  call: number | null;
  renderer: number;
  status: number;
}

/** Requests without a complete response, and among them those whose call is not known yet. */
export interface OpenExchanges {
  readonly add: (exchange: Exchange) => void;
  /** Its call is to be claimed by the renderer. */
  readonly await: (exchange: Exchange) => void;
  /** The oldest request since the last claim that runs the callback `output`. */
  readonly claim: (output: string) => Exchange | undefined;
  /** An exchange whose call is known. */
  readonly owned: (id: number) => Exchange | undefined;
  /**
   * The refused request that this one repeats, which is over with that
   * (docs/dash-internals.md#expired-login). Only known when the response comes and no call claimed the request: a new
   * call can send the same body as one that was refused.
   */
  readonly takeRefused: (id: number) => { readonly retry: Exchange; readonly refused: Exchange } | undefined;
  readonly close: (id: number) => void;
}

const MOST_OPEN = 500;
/** Characters in the bodies of open requests. Without its body, a request that was refused is not joined with its repetition. */
const MOST_HELD = 16_000_000;
/** The renderer claims at once, at most twelve in a step; whatever is older is not of a renderer we know. */
const MOST_UNCLAIMED = 100;

/** Dash repeats a request that was refused with one of these. */
export const isRefused = ({ status }: Exchange): boolean => status === 401 || status === 400;

export function createOpenExchanges(): OpenExchanges {
  const open = new Map<number, Exchange>();
  let unclaimed: Exchange[] = [];
  let held = 0;

  const close = (id: number): void => {
    const exchange = open.get(id);
    if (exchange === undefined) return;
    open.delete(id);
    held -= exchange.body?.length ?? 0;
    if (exchange.call === null) unclaimed = unclaimed.filter((other) => other !== exchange);
  };

  const dropOldestBodies = (): void => {
    const claimable = new Set(unclaimed.slice(-MOST_CALLS_AT_ONCE));
    for (const exchange of open.values()) {
      if (held <= MOST_HELD) return;
      if (claimable.has(exchange)) continue;
      held -= exchange.body?.length ?? 0;
      exchange.body = null;
    }
  };

  return {
    add(exchange) {
      open.set(exchange.id, exchange);
      held += exchange.body?.length ?? 0;
      if (open.size > MOST_OPEN) {
        const oldest = open.keys().next().value;
        if (oldest !== undefined) close(oldest);
      }
    },
    await(exchange) {
      unclaimed.push(exchange);
      if (unclaimed.length > MOST_UNCLAIMED) unclaimed.shift();
      if (held > MOST_HELD) dropOldestBodies();
    },
    claim(output) {
      const begin = `{"output":${JSON.stringify(output)}`;
      const index = unclaimed.findIndex((exchange) => exchange.body?.startsWith(begin) === true);
      const exchange = unclaimed[index];
      if (exchange !== undefined) unclaimed = unclaimed.slice(index + 1);
      return exchange;
    },
    owned(id) {
      const exchange = open.get(id);
      return exchange?.call === null ? undefined : exchange;
    },
    takeRefused(id) {
      const retry = open.get(id);
      if (retry?.call !== null) return undefined;
      for (const refused of open.values()) {
        if (refused.call === null || !isRefused(refused) || refused.body === null || refused.body !== retry.body)
          continue;
        unclaimed = unclaimed.filter((other) => other !== retry);
        close(refused.id);
        return { retry, refused };
      }
      return undefined;
    },
    close,
  };
}
