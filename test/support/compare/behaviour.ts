import type { Page, Request } from '@playwright/test';

import { BODY_HEADER } from '../../../cli/firefox/request-bodies';
import { stringifyId, type AnyId } from '../../../src/dash/component-id';
import { isJsonObject, parseJson, type JsonValue } from '../../../src/lib/json';
import type { Behaviour, SentRequest } from './compare-behaviour';
import { playVisit, type Visit } from '../visits/visit';

interface StoreWindow {
  readonly dash_stores?: readonly { getState(): { readonly layout: unknown } }[];
}

/** Times in epoch milliseconds differ from run to run, as does the page's own `endId`. */
const withoutTimes = (text: string): string =>
  text.replace(/\b1[6-9]\d{11}(\.\d+)?\b/g, '<time>').replace(/endId=[^&\s]*/g, 'endId=<id>');

/**
 * The stack of an error that a clientside function threw names every function it came through, ours too, and no more than
 * ten of them: the message counts, not the way it took.
 */
const withoutStack = (text: string): string => text.replace(/^\s+at .*$\n?/gm, '').trimEnd();

const isDashRequest = (request: Request): boolean =>
  /\/_dash-(layout|dependencies|update-component)/.test(new URL(request.url()).pathname);

/** Dash's dev tools ask by the clock whether a file of the app has changed. */
const isReloadPoll = (request: Request): boolean => new URL(request.url()).pathname.endsWith('/_reload-hash');

/** Prop ids in a part of a request's body: one dependency, or a list of them, one level more for each wildcard. */
function propIds(part: JsonValue | undefined): readonly string[] {
  if (Array.isArray(part)) return (part as readonly JsonValue[]).flatMap(propIds);
  if (!isJsonObject(part) || typeof part['property'] !== 'string') return [];
  return [`${stringifyId(part['id'] as AnyId)}.${part['property']}`];
}

const bodyOf = (request: Request): string | null => request.postData() ?? request.headers()[BODY_HEADER] ?? null;

interface Sent {
  readonly request: Request;
  /** The last step of the visit before it. */
  readonly step: number;
}

/** When the browser sent it, in epoch milliseconds, and when its response arrived. */
const sentAt = (request: Request): number => request.timing().startTime;
const answeredAt = (request: Request): number => {
  const { startTime, responseEnd } = request.timing();
  return responseEnd < 0 ? Infinity : startTime + responseEnd;
};

function toSentRequest({ request, step }: Sent, answers: readonly number[]): SentRequest {
  const { pathname, search } = new URL(request.url());
  const body = parseJson(bodyOf(request) ?? 'null');
  const fields = isJsonObject(body) ? body : {};
  const at = sentAt(request);
  const causes = [step, ...answers.filter((moment) => moment <= at)];
  return {
    frame: new URL(request.frame().url()).pathname,
    callback: typeof fields['output'] === 'string' ? fields['output'] : pathname,
    text: withoutTimes(`${request.method()} ${pathname}${search} ${bodyOf(request) ?? ''}`.trim()),
    writes: propIds(fields['outputs']),
    reads: propIds(fields['inputs']),
    // An aborted request has no time.
    waited: at > 0 ? Math.max(0, at - Math.max(...causes)) : 0,
  };
}

/** Plays a visit and records it. */
export async function watchVisit(page: Page, url: string, visit: Visit): Promise<Behaviour> {
  const sent: Sent[] = [];
  const files: string[] = [];
  const complaints: string[] = [];
  let step = Date.now();
  page.on('request', (request) => {
    if (isDashRequest(request)) sent.push({ request, step });
    else if (!isReloadPoll(request)) {
      const { pathname, search } = new URL(request.url());
      files.push(withoutTimes(`${request.method()} ${pathname}${search} ${bodyOf(request) ?? ''}`.trim()));
    }
  });
  page.on('pageerror', (error) => void complaints.push(`uncaught: ${withoutTimes(error.message)}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(withoutStack(withoutTimes(`${message.type()}: ${message.text()}`)));
  });
  await playVisit(page, url, visit, {
    beforeAction: () => {
      step = Date.now();
    },
  });
  const layouts = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate((clocks) => {
        const stores = (window as unknown as StoreWindow).dash_stores ?? [];
        const withoutClocks = (_: string, value: unknown): unknown =>
          typeof value === 'object' && value !== null && 'id' in value && clocks.includes(String(value.id))
            ? { ...value, children: '<clock>' }
            : value;
        // Which of two responses came first decides the order of properties, and nothing else.
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
  const answers = sent.map(({ request }) => answeredAt(request));
  return {
    requests: sent
      .map((each) => toSentRequest(each, answers))
      // How often a job is polled depends on how long its worker takes, and whether it is polled at all when the page is left.
      .filter(({ text }) => !text.includes('cacheKey=')),
    files,
    layouts: layouts.map(withoutTimes),
    complaints,
  };
}
