import type { TraceModel } from '../../src/trace/model';
import { OUTCOMES } from '../../src/trace/types';
import { toPattern } from '../selectors/prop-pattern';
import { listedValues, readQuery, QUERY_TERMS, withQuotes, type QueryTermName } from './query-terms';
import { wavesOfApp } from '../selectors/waves-of-app';

/** More are not read. */
const MOST = 12;

/**
 * How the last word of the search field may go on: each completion is the whole text of the field.
 * @param saved saved texts; those that begin like the field come first
 */
export function completeQuery(text: string, model: TraceModel | null, saved: readonly string[]): readonly string[] {
  const last = readQuery(text).at(-1);
  const kept = saved.filter((query) => query !== text && query.toLowerCase().startsWith(text.toLowerCase()));
  const { start, term, value } = last?.end === text.length ? last : { start: text.length, term: null, value: '' };
  const word = text.slice(start).toLowerCase();
  const words =
    term === null
      ? word === '' && text !== ''
        ? []
        : namesFor(word)
      : valuesFor(term, value, model).map((next) => `${term}:${withQuotes(next)}`);
  return [
    ...new Set([
      ...kept,
      ...words.filter((next) => next.toLowerCase() !== word).map((next) => text.slice(0, start) + next),
    ]),
  ].slice(0, MOST);
}

/**
 * The label of a completion in the field's datalist, where it needs one: browsers list an option only if its value or its
 * label contains the text of the field, and Firefox shows the label instead of the value.
 */
export const completionLabel = (completion: string, text: string): string | undefined =>
  completion.toLowerCase().includes(text.toLowerCase()) ? undefined : `${text} → ${completion}`;

const namesFor = (word: string): readonly string[] =>
  QUERY_TERMS.filter(({ name }) => name.startsWith(word)).map(({ name }) => `${name}:`);

function valuesFor(term: QueryTermName, value: string, model: TraceModel | null): readonly string[] {
  const asked = value.toLowerCase();
  // A property may be remembered by its end as well.
  if (term === 'prop' || term === 'triggered')
    return possible(term, model).filter((candidate) => candidate.toLowerCase().includes(asked));
  // Of a list the last value is the one that is typed.
  const comma = term === 'match' || term === 'duration' ? -1 : asked.lastIndexOf(',');
  const before = asked.slice(0, comma + 1);
  const listed = listedValues(before);
  return possible(term, model)
    .filter(
      (candidate) =>
        candidate.toLowerCase().startsWith(asked.slice(comma + 1).trimStart()) && !listed.includes(candidate),
    )
    .map((candidate) => before + candidate);
}

function possible(term: QueryTermName, model: TraceModel | null): readonly string[] {
  switch (term) {
    case 'outcome':
      return OUTCOMES;
    case 'kind':
      return ['server', 'clientside', 'background'];
    case 'duration':
      return ['>100', '>500', '>1s', '<10'];
    case 'triggered':
      return propsOf(model, ['inputs']);
    case 'prop':
      return propsOf(model, ['outputs', 'inputs', 'state']);
    case 'match':
      return matchesOf(model);
    // Of these, one of the last is wanted.
    case 'wave':
      return model === null
        ? []
        : wavesOfApp(model)
            .map(({ number }) => String(number))
            .reverse();
    case 'call':
      return [...(model?.callIds ?? [])].reverse();
  }
}

function propsOf(model: TraceModel | null, roles: readonly ('outputs' | 'inputs' | 'state')[]): readonly string[] {
  const found = new Set<string>();
  for (const definition of model?.callbacks.values() ?? []) {
    for (const role of roles) for (const dependency of definition[role]) found.add(toPattern(dependency));
  }
  return [...found];
}

function matchesOf(model: TraceModel | null): readonly string[] {
  const found = new Set<string>();
  for (const { match } of model?.calls.values() ?? []) {
    for (const [key, value] of Object.entries(match ?? {}))
      found.add(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    if (found.size >= 50) break;
  }
  return [...found];
}
