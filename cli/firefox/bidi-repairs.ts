/** What Playwright's WebDriver BiDi client and Firefox need of each other but lack, repaired message by message. */

export type Fields = Readonly<Record<string, unknown>>;

export interface Message {
  readonly id?: number;
  readonly type?: 'success' | 'error' | 'event';
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: string;
  readonly message?: string;
}

/** Requested by Playwright at its start, but not supported by older Firefox versions; it is not needed here. */
const NOT_NEEDED = /^emulation\.set\w+Override$|^network\.addDataCollector$/;

/**
 * Playwright's script that types a text sets the value and makes an event itself. To the page that is not the user,
 * whose gestures our agent looks for. So the browser types into its element instead, as Playwright does in Chromium.
 */
const SETS_VALUE = 'const inputElement = element;';
const TYPES = "if (window.document.execCommand('insertText', false, text)) return; const inputElement = element;";

/** Scripts of Playwright after which something has the focus. */
const TAKES_FOCUS = /injected\.(?:fill|focusNode|selectText)\b/;

export const isNotNeeded = (method = ''): boolean => NOT_NEEDED.test(method);

/** @returns whether the command needs the window's focus where it goes */
export const takesFocus = (method: string | undefined, text: string): boolean =>
  method === 'input.performActions' || TAKES_FOCUS.test(text);

/** @param text of a command from the client, as JSON */
export const repairCommand = (text: string): string => text.replaceAll(SETS_VALUE, TYPES);

/**
 * A download started by a page's script has no navigation by which the client could recognise it; its address does
 * that.
 */
export function repairEvent(message: Message): Message {
  const { method = '', params = {} } = message;
  if (!/^browsingContext\.download(?:WillBegin|End)$/.test(method)) return message;
  return { ...message, params: { ...params, download: params['download'] ?? params['navigation'] ?? params['url'] } };
}
