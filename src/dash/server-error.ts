import { isJsonObject, parseJson } from '../lib/json';

/** What an error response says (reference 3.3). */
export interface ServerError {
  readonly message: string;
  readonly traceback?: string;
}

/** Reads the page or JSON that Flask, FastAPI or Quart answer an exception with. Never throws. */
export function readServerError(status: number, text: string | undefined): ServerError {
  const plain = { message: `The server answered ${status}${meaning(status)}.` };
  if (text === undefined || text === '') return plain;
  const json = parseJson(text);
  if (isJsonObject(json)) {
    const kind = typeof json['error'] === 'string' ? json['error'] : undefined;
    const detail = typeof json['message'] === 'string' ? json['message'] : undefined;
    const message = [kind, detail].filter((part) => part !== undefined).join(': ');
    return message === '' ? plain : { message };
  }
  // Debug pages name the exception in their title ("ValueError: boom // Werkzeug Debugger") and carry the plain
  // traceback in a comment at the end.
  const title = /<title>([^<]*?)\s*\/\/ [^<]*Debugger[^<]*<\/title>/.exec(text)?.[1];
  const comment = /<!--\s*(Traceback \(most recent call last\):[\s\S]*?)\s*-->/.exec(text)?.[1];
  if (title === undefined && comment === undefined) return plain;
  const last = comment?.trim().split('\n').at(-1);
  const message = unescapeHtml(title ?? last ?? plain.message);
  const traceback = comment === undefined ? tracebackOfCards(text, message) : unescapeHtml(comment);
  return { message, ...(traceback === undefined ? {} : { traceback }) };
}

/** FastAPI and Quart (4.2+) show the frames of a file in a card each, unescaped, and have no comment. */
function tracebackOfCards(text: string, message: string): string | undefined {
  const cards = [...text.matchAll(/<pre class="error-card-traceback">([\s\S]*?)<\/pre>/g)].map(([, frames = '']) =>
    frames.trimEnd(),
  );
  if (cards.length === 0) return undefined;
  const frames = cards.join('\n');
  return ['Traceback (most recent call last):', frames, ...(frames.endsWith(message) ? [] : [message])].join('\n');
}

function meaning(status: number): string {
  if (status === 500) return ' (internal server error); outside debug mode it does not say why';
  if (status === 401) return ' (not authorised)';
  if (status === 400) return ' (bad request)';
  if (status === 404) return ' (not found)';
  return '';
}

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
