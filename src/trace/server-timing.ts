import type { ServerTime } from './types';

/**
 * Reads a `Server-Timing` header as Dash sends it (reference 3.4): `__dash_server;dur=12, db;desc="query";dur=12`.
 * `null` without a header: outside debug mode, and on FastAPI, the server says nothing of its time.
 */
export function parseServerTiming(header: string | null): ServerTime | null {
  if (header === null || header.trim() === '') return null;
  const timings: Record<string, number> = {};
  let total: number | null = null;
  for (const [, name, parameters] of header.matchAll(/([^\s;,]+)((?:;(?:"[^"]*"|[^,"])*)?)/g)) {
    const duration = /;\s*dur=([\d.]+)/.exec(parameters ?? '')?.[1];
    if (name === undefined || duration === undefined) continue;
    if (name === '__dash_server') total = Number(duration);
    else timings[name] = Number(duration);
  }
  return { total, timings };
}
