import type { Page, Request } from '@playwright/test';

import { playVisit, type Visit } from './visit';

/** What an app does that somebody outside can see: the same with and without the extension. */
export interface Behaviour {
  /** Dash's own requests in the order in which they left: method, address, body. */
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

/** Plays a visit and watches. */
export async function watchVisit(page: Page, url: string, visit: Visit): Promise<Behaviour> {
  const requests: string[] = [];
  const files: string[] = [];
  const complaints: string[] = [];
  const onRequest = (request: Request): void => {
    const { pathname, search } = new URL(request.url());
    const text = withoutTimes(`${request.method()} ${pathname}${search} ${request.postData() ?? ''}`.trim());
    if (/\/_dash-(layout|dependencies|update-component)/.test(pathname)) requests.push(text);
    else files.push(text);
  };
  const onError = (error: Error): void => void complaints.push(`uncaught: ${withoutTimes(error.message)}`);
  page.on('request', onRequest);
  page.on('pageerror', onError);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(withoutTimes(`${message.type()}: ${message.text()}`));
  });
  await playVisit(page, url, visit);
  const layouts = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const stores = (window as unknown as StoreWindow).dash_stores ?? [];
        return JSON.stringify(stores.map((store) => store.getState().layout));
      }),
    ),
  );
  page.removeAllListeners('request');
  page.removeAllListeners('pageerror');
  page.removeAllListeners('console');
  return { requests, files: files.sort(), layouts: layouts.map(withoutTimes), complaints };
}
