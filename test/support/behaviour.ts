import type { Page, Request } from '@playwright/test';

import { playVisit, type Visit } from './visit';

/** What an app does that somebody outside can see: the same with and without the extension. */
export interface Behaviour {
  /** Dash's own requests in the order in which they left: method, address, body. Frame by frame, as frames race each other. */
  readonly requests: readonly string[];
  /** Everything else that was loaded; scripts load side by side, so in no order. */
  readonly files: readonly string[];
  /** The layout of every renderer at the end, as JSON. */
  readonly layouts: readonly string[];
  /** Errors and warnings of the console, and exceptions nobody caught. */
  readonly complaints: readonly string[];
}

interface StoreWindow {
  readonly dash_stores?: readonly { getState(): { readonly layout: unknown } }[];
}

/** Moments in epoch milliseconds differ from run to run, as does the page's own `endId`. */
const withoutTimes = (text: string): string =>
  text.replace(/\b1[6-9]\d{11}(\.\d+)?\b/g, '<time>').replace(/endId=[^&\s]*/g, 'endId=<id>');

/**
 * Ids of jobs, the keys of their results and what an app draws by chance are new in each run: each is named by when it was
 * first met. Dash 4.4 signs the former, which is part of them.
 */
function withoutHandles(texts: readonly string[]): readonly string[] {
  const names = new Map<string, string>();
  const nameOf = (handle: string): string => {
    const known = names.get(handle) ?? `<handle ${names.size + 1}>`;
    names.set(handle, known);
    return known;
  };
  return texts.map((text) =>
    text
      .replace(
        /\b(cacheKey|job|oldJob|cancelJob)=([^&\s]+)/g,
        (_, name: string, handle: string) => `${name}=${nameOf(handle)}`,
      )
      .replace(/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, nameOf),
  );
}

/** How often a job is asked depends on how long its worker takes: the first poll of each counts. */
function withoutFurtherPolls(texts: readonly string[]): readonly string[] {
  const polls = new Set<string>();
  return texts.filter((text) => {
    if (!text.includes('cacheKey=')) return true;
    if (polls.has(text)) return false;
    polls.add(text);
    return true;
  });
}

/**
 * The stack of an error that a clientside function threw names every function it came through, ours too, and no more than
 * ten of them: what is said counts, not the way it took.
 */
const withoutStack = (text: string): string => text.replace(/^\s+at .*$\n?/gm, '').trimEnd();

/** Plays a visit and watches. */
export async function watchVisit(page: Page, url: string, visit: Visit): Promise<Behaviour> {
  const requests: { readonly frame: string; readonly text: string }[] = [];
  const files: string[] = [];
  const complaints: string[] = [];
  const onRequest = (request: Request): void => {
    const { pathname, search } = new URL(request.url());
    const text = withoutTimes(`${request.method()} ${pathname}${search} ${request.postData() ?? ''}`.trim());
    if (/\/_dash-(layout|dependencies|update-component)/.test(pathname))
      requests.push({ frame: new URL(request.frame().url()).pathname, text });
    else files.push(text);
  };
  const onError = (error: Error): void => void complaints.push(`uncaught: ${withoutTimes(error.message)}`);
  page.on('request', onRequest);
  page.on('pageerror', onError);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(withoutStack(withoutTimes(`${message.type()}: ${message.text()}`)));
  });
  await playVisit(page, url, visit);
  const layouts = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate((clocks) => {
        const stores = (window as unknown as StoreWindow).dash_stores ?? [];
        const withoutClocks = (_: string, value: unknown): unknown =>
          typeof value === 'object' && value !== null && 'id' in value && clocks.includes(String(value.id))
            ? { ...value, children: '<clock>' }
            : value;
        // Which of two answers came first decides where a property stands, and nothing else.
        const inOrder = (key: string, value: unknown): unknown => {
          const known = withoutClocks(key, value);
          if (typeof known !== 'object' || known === null || Array.isArray(known)) return known;
          return Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
        };
        return JSON.stringify(
          stores.map((store) => store.getState().layout),
          inOrder,
        );
      }, visit.clocks ?? []),
    ),
  );
  page.removeAllListeners('request');
  page.removeAllListeners('pageerror');
  page.removeAllListeners('console');
  const frames = [...new Set(requests.map(({ frame }) => frame))].sort();
  const inOrder = frames.flatMap((name) =>
    requests.filter(({ frame }) => frame === name).map(({ text }) => `${name}: ${text}`),
  );
  return {
    requests: withoutFurtherPolls(withoutHandles(inOrder)),
    files: files.sort(),
    layouts: layouts.map(withoutTimes),
    complaints,
  };
}

/**
 * The same with the requests of each callback together, in the order of their own: what independent callbacks of a busy server
 * do at the same time has no order.
 */
export const byCallback = ({ requests, ...behaviour }: Behaviour): Behaviour => {
  const callbackOf = (text: string): string => /"output":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '';
  return {
    ...behaviour,
    requests: requests.toSorted((a, b) => (callbackOf(a) < callbackOf(b) ? -1 : callbackOf(a) > callbackOf(b) ? 1 : 0)),
  };
};
