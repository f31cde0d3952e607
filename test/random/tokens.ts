import type { JsonValue } from '../../src/lib/json';

/** What a value says about its writer (runner.py and page.js write it). */
export interface Token {
  /** `s` server, `c` clientside, `b` background, `k` a constant that every run returns, `r` written by `running=`. */
  readonly kind: string;
  /** Number of the callback in the app. */
  readonly callback: number;
  readonly run: string;
  /** Number of the output, `s…` of a `set_props`, `r…` of a `running`, `v` for what was put on the page. */
  readonly slot: string;
  readonly depth: number;
}

const TOKEN = /@([a-z])(\d+)\.(\w+)\.(\w+)\.(\d+)@/g;

/** All tokens in a value, in their order. */
export function tokensOf(value: JsonValue | undefined): readonly Token[] {
  const text = value === undefined ? '' : JSON.stringify(value);
  return [...text.matchAll(TOKEN)].map(([, kind = '', callback = '', run = '', slot = '', depth = '']) => ({
    kind,
    callback: Number(callback),
    run,
    slot,
    depth: Number(depth),
  }));
}

/** The same for everything that one run wrote. */
export const runOf = ({ kind, callback, run }: Token): string => `${kind}${callback}.${run}`;
