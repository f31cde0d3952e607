import type { CallbackKey, CallId, PropId } from './ids';

/** What a document was left for, and the call that led there. */
export interface Departure {
  /** Where it was left from. */
  readonly from: string;
  readonly call: CallId | null;
  readonly callback: CallbackKey | null;
  /** What the call wrote: the address that a `Location` shows. */
  readonly wrote: PropId | null;
  /** Where that leads. */
  readonly url: string | null;
  /** The browser said that it navigates there. */
  readonly proven: boolean;
}

/** The call that the page before was left for, as the causes of the page load name it. */
export interface Arrival {
  readonly call: CallId | null;
  readonly callback: CallbackKey | null;
  readonly wrote: PropId | null;
}

/**
 * Whether a document is the one that a call of the document before led to. A page without Dash may have been in between, so
 * the browser has to name the document before as the one that was left.
 */
export function arrivalOf(
  before: Departure | null,
  now: { readonly url: string; readonly referrer?: string },
): Arrival | null {
  if (before === null || (before.call === null && before.wrote === null)) return null;
  const isNext = now.referrer !== undefined && withoutHash(now.referrer) === withoutHash(before.from);
  if (!isNext || !(before.proven || before.url === now.url)) return null;
  return { call: before.call, callback: before.callback, wrote: before.wrote };
}

const withoutHash = (url: string): string => url.replace(/#.*$/, '');
