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
  const title = /<title>([^<]*?)\s*\/\/ [^<]*Debugger[^<]*<\/title>/.exec(text)?.[1];
  const comment = /<!--\s*(Traceback \(most recent call last\):[\s\S]*?)\s*-->/.exec(text)?.[1];
  if (title === undefined && comment === undefined) return plain;
  const last = comment?.trim().split('\n').at(-1);
  const message = unescapeHtml(title ?? last ?? plain.message);
  const traceback = comment === undefined ? tracebackOfCards(text, message) : unescapeHtml(comment);
  return { message, from: 'function', ...(traceback === undefined ? {} : { traceback }) };
}

/** FastAPI and Quart (4.2+) show the frames of each file in a card, unescaped, and have no such comment. */
function tracebackOfCards(text: string, message: string): string | undefined {
  const cards = [...text.matchAll(/<pre class="error-card-traceback">([\s\S]*?)<\/pre>/g)].map(([, frames = '']) =>
    frames.trimEnd(),
  );
  if (cards.length === 0) return undefined;
  const frames = cards.join('\n');
  return ['Traceback (most recent call last):', frames, ...(frames.endsWith(message) ? [] : [message])].join('\n');
}

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
