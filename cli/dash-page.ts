import type { Frame, Page } from 'playwright-core';

import { patience } from '../scripts/pace.mjs';
import { PlainError } from '../scripts/setup/plain-error.mjs';

const STEP_MS = 40;
/** How long an app may take to come to rest before we go on without waiting. */
const IDLE_LIMIT_MS = patience(60_000);

/** What we read from a renderer's store (with the same names since Dash 2.0). */
interface StoreState {
  readonly appLifecycle: string;
  readonly callbacks: Readonly<Record<string, PendingCallback[] | number>>;
}
interface PendingCallback {
  readonly callback: { readonly persistent?: boolean };
}
interface DashWindow {
  readonly dash_stores?: readonly { getState(): StoreState }[];
  readonly store?: { getState(): StoreState };
}

/** Runs in the page: whether its Dash apps are idle; `null` if there is no Dash app. */
function readIdle(): boolean | null {
  const page = window as unknown as DashWindow;
  const listed = page.dash_stores ?? [];
  // Before Dash 2.16 there is only the last store.
  const stores = listed.length > 0 || page.store === undefined ? listed : [page.store];
  if (stores.length === 0) return document.getElementById('_dash-config') === null ? null : false;
  return stores.every((store) => {
    // Not `isLoading`: in an app without an initial call it stays true until the first call.
    const { appLifecycle, callbacks } = store.getState();
    if (appLifecycle === 'DESTROYED') return true;
    if (appLifecycle !== 'HYDRATED') return false;
    return ['requested', 'prioritized', 'blocked', 'executing', 'watched', 'executed'].every((name) => {
      const list = callbacks[name];
      // A persistent callback (Dash 4.2) runs as long as the page is open.
      return typeof list !== 'object' || list.every((entry) => entry.callback.persistent === true);
    });
  });
}

/** A frame that is being added or removed is not idle. */
const idleOf = (frame: Frame): Promise<boolean | null> => frame.evaluate(readIdle).catch(() => false);

async function areAllIdle(page: Page): Promise<boolean> {
  const answers = await Promise.all(page.frames().map(idleOf));
  return answers.every((answer) => answer !== false) && answers.includes(true);
}

/**
 * Waits until every Dash app on the page, iframes included, has loaded and no callback is requested or running.
 * @returns false if it was still busy after `limit` milliseconds
 */
export async function waitUntilIdle(page: Page, limit = IDLE_LIMIT_MS): Promise<boolean> {
  const deadline = performance.now() + limit;
  let quiet = 0;
  while (performance.now() < deadline) {
    // Twice in a row: a clientside promise may trigger the next callback shortly after the last one ended.
    quiet = (await areAllIdle(page)) ? quiet + 1 : 0;
    if (quiet === 2) return true;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  return false;
}

const isDashFrame = (frame: Frame): Promise<boolean> =>
  frame.evaluate(() => document.getElementById('_dash-config') !== null || 'DashRenderer' in window).catch(() => false);

async function isDashPage(page: Page): Promise<boolean> {
  return (await Promise.all(page.frames().map(isDashFrame))).includes(true);
}

/** Opens the app; fails with one clear line if the server does not respond or it is not a Dash app. */
export async function openDashPage(page: Page, url: string): Promise<void> {
  let status: number;
  try {
    const response = await page.goto(url, { waitUntil: 'domcontentloaded' });
    status = response?.status() ?? 200;
  } catch (error) {
    throw new PlainError(`${url} is not responding (${reasonOf(error)}).`);
  }
  if (await isDashPage(page)) return;
  // The app may be in an iframe that is still loading.
  await page.waitForLoadState('load').catch(() => undefined);
  if (await isDashPage(page)) return;
  throw new PlainError(`${url} is not a Dash app${status >= 400 ? ` (status ${status})` : ''}.`);
}

/** `net::ERR_CONNECTION_REFUSED at http://…` -> `connection refused`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = /net::ERR_([A-Z_]+)/.exec(text)?.[1];
  if (code !== undefined) return code.toLowerCase().replaceAll('_', ' ');
  return text.includes('Timeout') ? 'timed out' : (text.split('\n')[0] ?? '');
}

/** Requires a server that responds at `url`, with any status; a certificate error counts as a response too. */
export async function requireAnswer(url: string): Promise<void> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    const code = cause?.code ?? '';
    const isSilent = [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ETIMEDOUT',
      '',
    ].includes(code);
    if (isSilent) throw new PlainError(`${url} is not responding: start your app first, or check the address.`);
  }
}
