import type { CallbackKey, CallId, PropId } from '../trace/types';

/** A piece of a text: plain words, or something that a reader shows in its own way and may make a link. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  /** Something typed by the app's author: an id, a name, a path. */
  | { readonly type: 'code'; readonly code: string }
  | { readonly type: 'prop'; readonly prop: PropId }
  /** The component of a property, by its id alone; it leads to the property. */
  | { readonly type: 'component'; readonly prop: PropId }
  /** `isFirstOf`: the first of several calls of its callback, named by the callback. */
  | { readonly type: 'call'; readonly call: CallId; readonly callback: CallbackKey | null; readonly isFirstOf?: true }
  /** A call by its number, `call c17`. */
  | { readonly type: 'call-number'; readonly call: CallId }
  | { readonly type: 'callback'; readonly callback: CallbackKey }
  | { readonly type: 'duration'; readonly ms: number }
  /** Length of a JSON text in characters. */
  | { readonly type: 'size'; readonly bytes: number };

export type Text = readonly Part[];

export const text = (words: string): Part => ({ type: 'text', text: words });
export const code = (words: string): Part => ({ type: 'code', code: words });
export const prop = (id: PropId): Part => ({ type: 'prop', prop: id });
export const componentLink = (id: PropId): Part => ({ type: 'component', prop: id });
export const callNumber = (call: CallId): Part => ({ type: 'call-number', call });
export const callbackLink = (key: CallbackKey): Part => ({ type: 'callback', callback: key });
export const duration = (ms: number): Part => ({ type: 'duration', ms });
export const size = (bytes: number): Part => ({ type: 'size', bytes });

type Sayable = string | number | Part | Text;

/** A text with parts in it: `` say`It waited ${duration(12)}.` ``. */
export function say(words: TemplateStringsArray, ...parts: readonly Sayable[]): Text {
  return joinText(words.flatMap((word, at) => [text(word), ...toText(parts[at] ?? '')]));
}

function toText(part: Sayable): Text {
  if (typeof part === 'string' || typeof part === 'number') return [text(String(part))];
  return 'type' in part ? [part] : part;
}

/** The same with neighbouring words put together and nothing empty. */
export function joinText(parts: Text): Text {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.type !== 'text') result.push(part);
    else if (last?.type === 'text') result[result.length - 1] = text(last.text + part.text);
    else if (part.text !== '') result.push(part);
  }
  return result;
}

/** Sentences one after the other; empty ones are left out. */
export const sentences = (...list: readonly (Text | null)[]): Text =>
  joinText(
    list
      .flatMap((one) => (one === null || one.length === 0 ? [] : [one]))
      .flatMap((one, at) => (at === 0 ? one : [text(' '), ...one])),
  );

/** `a, b and c`; of many only the first, with how many more there are. */
export const listed = (items: readonly (Part | Text)[], most = 4, word = 'and'): Text => {
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const rest = items.length - shown.length;
  const all = [...shown.map(toText), ...(rest > 0 ? [[text(`${rest} more`)]] : [])];
  return joinText(
    all.flatMap((item, at) => (at === 0 ? item : [text(at === all.length - 1 ? ` ${word} ` : ', '), ...item])),
  );
};
