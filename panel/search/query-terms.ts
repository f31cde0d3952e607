import { SEARCH_TEXTS } from '../../src/words/panel';

/** The terms of the search field, in the order in which they are offered, with their meaning. */
export const QUERY_TERMS = [
  { name: 'triggered', means: SEARCH_TEXTS.triggered },
  { name: 'outcome', means: SEARCH_TEXTS.outcome },
  { name: 'kind', means: SEARCH_TEXTS.kind },
  {
    name: 'duration',
    means: SEARCH_TEXTS.duration,
  },
  {
    name: 'prop',
    means: SEARCH_TEXTS.prop,
  },
  { name: 'match', means: SEARCH_TEXTS.match },
  { name: 'wave', means: SEARCH_TEXTS.wave },
  { name: 'call', means: SEARCH_TEXTS.call },
] as const;

export type QueryTermName = (typeof QUERY_TERMS)[number]['name'];

/** One word of the search field. */
export interface QueryWord {
  /** Where it begins and ends in the text, quotes and all. */
  readonly start: number;
  readonly end: number;
  /** `kind` of `kind:client`; `null` for plain words, also for those with a colon in them. */
  readonly term: QueryTermName | null;
  /** The text after the colon, or the plain word, without quotes. */
  readonly value: string;
}

const QUOTED = String.raw`"(?:[^"\\]|\\.?)*(?:"\S*|$)`;
/** Only a value that begins with a quote is quoted: ids in Dash's own form, `{"index":1}.value`, are full of them. */
const WORD = new RegExp(String.raw`(?:(?:${QUERY_TERMS.map(({ name }) => name).join('|')}):)?${QUOTED}|\S+`, 'gis');

/**
 * Splits the text of the search field into words: at spaces, except in quotes. A quote that is still open goes on to
 * the end.
 */
export const readQuery = (text: string): readonly QueryWord[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const colon = word.indexOf(':');
    const name = word.slice(0, Math.max(0, colon)).toLowerCase();
    const term = QUERY_TERMS.find((known) => known.name === name)?.name ?? null;
    return {
      start: index,
      end: index + word.length,
      term,
      value: withoutQuotes(term === null ? word : word.slice(colon + 1)),
    };
  });

function withoutQuotes(text: string): string {
  const [, inside, rest = ''] = /^"((?:[^"\\]|\\.?)*)(?:"(.*))?$/s.exec(text) ?? [];
  return inside === undefined ? text : inside.replaceAll(/\\(["\\])/g, '$1') + rest;
}

/** A value as it is written in the search field: in quotes where it would end too early without. */
export const withQuotes = (value: string): string =>
  /\s|^"/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;

/** The values of a term that takes several, `error,updated`. */
export const listedValues = (value: string): readonly string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Words in the search field that are not terms: terms filter calls, words match names everywhere. */
export const plainWords = (text: string): readonly string[] =>
  readQuery(text.toLowerCase()).flatMap(({ term, value }) => (term === null && value !== '' ? [value] : []));
