import { isJsonObject, parseJson } from '../lib/json';

/** What an error response says (docs/dash-internals.md#errors). */
export interface ServerError {
  /** Empty where the response has none. */
  readonly message: string;
  readonly traceback?: string;
  /** Dash wrote it for the callback's function, or something else answered in its place. */
  readonly from: 'function' | 'gateway';
  /** How a response begins that Dash did not write, as plain text. */
  readonly body?: string;
}

/** Parses the page or JSON that Flask, FastAPI or Quart respond with to an exception. Never throws. */
export function readServerError(status: number, text: string | undefined): ServerError {
  const isOwn = status === 500 && (text === undefined || isPlainPage(text));
  const body = text === undefined || isOwn ? '' : wordsOfPage(text);
  const plain = {
    message: '',
    from: isOwn ? ('function' as const) : ('gateway' as const),
    ...(body === '' ? {} : { body }),
  };
  if (text === undefined || text === '') return plain;
  const json = parseJson(text);
  if (isJsonObject(json)) {
    const kind = typeof json['error'] === 'string' ? json['error'] : undefined;
    const detail = typeof json['message'] === 'string' ? json['message'] : undefined;
    const message = [kind, detail].filter((part) => part !== undefined).join(': ');
    return message === ''
      ? plain
      : kind === undefined || status !== 500
        ? { ...plain, message }
        : { message, from: 'function' };
  }
  // Debug pages name the exception in their title ("ValueError: boom // Werkzeug Debugger") and have the plain
  // traceback in a comment at the end.
  const title = exceptionOfTitle(text);
  const comment = tracebackOfComment(text);
  if (title === undefined && comment === undefined) return plain;
  const last = comment?.split('\n').at(-1);
  const message = unescapeHtml(title ?? last ?? plain.message);
  const traceback = comment === undefined ? tracebackOfCards(text, message) : unescapeHtml(comment);
  return { message, from: 'function', ...(traceback === undefined ? {} : { traceback }) };
}

// A page may be of any size and shape, so it is searched with `indexOf`, once from start to end: a regular expression that
// looks for a beginning and an end tries each beginning again when the end is missing.

/** The text between two marks, searched from `from`; `null` if one of them is missing. */
function between(text: string, start: string, end: string, from = 0): { inner: string; next: number } | null {
  const begin = text.indexOf(start, from);
  const stop = begin < 0 ? -1 : text.indexOf(end, begin + start.length);
  return stop < 0 ? null : { inner: text.slice(begin + start.length, stop), next: stop + end.length };
}

function exceptionOfTitle(text: string): string | undefined {
  const title = between(text, '<title>', '</title>')?.inner ?? '';
  const cut = title.lastIndexOf('// ');
  return cut > 0 && title.includes('Debugger', cut) ? title.slice(0, cut).trimEnd() : undefined;
}

const TRACEBACK = 'Traceback (most recent call last):';

function tracebackOfComment(text: string): string | undefined {
  for (let at = text.indexOf(TRACEBACK); at >= 0; at = text.indexOf(TRACEBACK, at + 1)) {
    const before = text.slice(Math.max(0, at - MOST_BLANKS), at).trimEnd();
    if (!before.endsWith('<!--')) continue;
    const end = text.indexOf('-->', at);
    return end < 0 ? undefined : text.slice(at, end).trim();
  }
  return undefined;
}

/** Between the beginning of the comment and the traceback in it, the servers write a line break or two. */
const MOST_BLANKS = 50;

/** FastAPI and Quart (4.2+) show the frames of each file in a card, unescaped, and have no such comment. */
function tracebackOfCards(text: string, message: string): string | undefined {
  const cards: string[] = [];
  let card = between(text, CARD, '</pre>');
  while (card !== null) {
    cards.push(card.inner.trimEnd());
    card = between(text, CARD, '</pre>', card.next);
  }
  if (cards.length === 0) return undefined;
  const frames = cards.join('\n');
  return [TRACEBACK, frames, ...(frames.endsWith(message) ? [] : [message])].join('\n');
}

const CARD = '<pre class="error-card-traceback">';

/** What Flask, Quart and FastAPI answer outside debug mode when a function raises. */
const isPlainPage = (text: string): boolean =>
  text === '' ||
  text.trim() === 'Internal Server Error' ||
  text.includes('The server encountered an internal error and was unable to complete your request');

/** The text of a page, without its markup: enough to see what wrote it. */
export function wordsOfPage(text: string): string {
  const words = text
    .slice(0, 4_000)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>?/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS)}…`;
}

const MOST_WORDS = 300;

const ENTITIES: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
};

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#39|#34);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
