import { toMilliseconds, type Milliseconds } from '../lib/brand';
import type { ServerParts, ServerTime, WorkerTimes } from './types';

/**
 * Reads a `Server-Timing` header as Dash sends it (docs/dash-internals.md#server-timing): `__dash_server;dur=12,
 * db;desc="query";dur=12`. `null` without a header: outside debug mode, and on FastAPI, the server does not report its
 * time. What the companion adds has names of its own (companion/README.md).
 */
export function parseServerTiming(header: string | null): ServerTime | null {
  if (header === null || header.trim() === '') return null;
  const timings: Record<string, number> = {};
  const parts: { -readonly [Part in keyof ServerParts]: ServerParts[Part] } = {};
  let total: number | null = null;
  for (const [, name, parameters] of header.matchAll(/([^\s;,]+)((?:;(?:"[^"]*"|[^,"])*)?)/g)) {
    const duration = /;\s*dur=([\d.]+)/.exec(parameters ?? '')?.[1];
    if (name === undefined || duration === undefined) continue;
    const part = PARTS.find((each) => name === `${PREFIX}${each}`);
    if (name === '__dash_server') total = Number(duration);
    else if (part !== undefined) parts[part] = Number(duration);
    else timings[name] = Number(duration);
  }
  return { total, timings, ...(Object.keys(parts).length === 0 ? {} : { parts }) };
}

const PREFIX = 'dcd-';
const PARTS: readonly (keyof ServerParts)[] = ['before', 'callback', 'function', 'json'];

/** The parts of a call that were reported in another way than by header; what is not a duration is left out. */
export function toServerTime(reported: { readonly [name: string]: unknown }): ServerTime | null {
  const known = PARTS.flatMap((part) =>
    typeof reported[part] === 'number' && reported[part] >= 0 ? [[part, reported[part]] as const] : [],
  );
  if (known.length === 0) return null;
  const parts: ServerParts = Object.fromEntries(known);
  const { before, callback } = parts;
  return { total: before === undefined || callback === undefined ? null : before + callback, timings: {}, parts };
}

/** What a worker recorded about a run, which has a name of its own. */
export interface WorkerRun {
  readonly run: string;
  readonly times: WorkerTimes;
}

/**
 * Reads what the companion reports about a job with the response to a poll: `run=… queued=1200 started=1100
 * progress=0:900,400`, times in milliseconds before the response.
 * @param at when the response arrived, on the page's clock
 */
export function parseWorkerRun(header: string | null, at: Milliseconds): WorkerRun | null {
  const reported = /(?:^|,)\s*dcd-job;desc="([^"]*)"/.exec(header ?? '')?.[1];
  if (reported === undefined) return null;
  const words = new Map(
    reported.split(' ').map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const run = words.get('run');
  if (run === undefined || run === '') return null;
  const ago = (text: string | undefined): Milliseconds | undefined =>
    text === undefined || !/^\d+$/.test(text) ? undefined : toMilliseconds(at - Number(text));
  const [earlier = '', moments = ''] = (words.get('progress') ?? '').split(':');
  const task = words.get('task');
  const moment = (name: 'queued' | 'started' | 'ended'): Partial<WorkerTimes> => {
    const value = ago(words.get(name));
    return value === undefined ? {} : { [name]: value };
  };
  return {
    run,
    times: {
      ...(task === undefined ? {} : { task }),
      ...moment('queued'),
      ...moment('started'),
      ...moment('ended'),
      ...(words.get('failed') === '1' ? { failed: true as const } : {}),
      progress: moments.split(',').flatMap((text) => ago(text) ?? []),
      earlier: Number(earlier) || 0,
    },
  };
}

/**
 * Merges what two responses report about the same run. Network latency makes each time appear later than it was, so the
 * earlier of two is the more exact one.
 */
export function joinWorkerTimes(before: WorkerTimes | undefined, now: WorkerTimes): WorkerTimes {
  if (before === undefined) return now;
  const sooner = (name: 'queued' | 'started' | 'ended'): Partial<WorkerTimes> => {
    const moments = [before[name], now[name]].filter((moment) => moment !== undefined);
    return moments.length === 0 ? {} : { [name]: Math.min(...moments) };
  };
  // Both lists end with the newest entry at their time; the newer list may have dropped its first ones.
  const earlier = Math.min(before.earlier, now.earlier);
  const joined: Milliseconds[] = [];
  const isWithoutGap = before.earlier + before.progress.length >= now.earlier;
  const from = isWithoutGap ? earlier : now.earlier;
  for (let number = from; number < now.earlier + now.progress.length; number++) {
    const moments = [before.progress[number - before.earlier], now.progress[number - now.earlier]].filter(
      (moment) => moment !== undefined,
    );
    if (moments.length > 0) joined.push(toMilliseconds(Math.min(...moments)));
  }
  return {
    ...before,
    ...now,
    ...sooner('queued'),
    ...sooner('started'),
    ...sooner('ended'),
    progress: joined,
    earlier: from,
  };
}
