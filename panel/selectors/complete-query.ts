import type { TraceModel } from '../../src/trace/model';
import { OUTCOMES } from '../../src/trace/types';
import { toPattern } from './prop-pattern';
import { TERMS, toTerm } from './query-terms';
import { wavesOfApp } from './waves-of-app';

/** As many as a person reads through. */
const MOST = 12;

/**
 * How the last word of the search field may go on: each completion is the whole text of the field.
 * @param saved texts that somebody kept; those that begin like the field come first
 */
export function completeQuery(text: string, model: TraceModel | null, saved: readonly string[]): readonly string[] {
  const at = text.lastIndexOf(' ') + 1;
  const before = text.slice(0, at);
  const word = text.slice(at).toLowerCase();
  const kept = saved.filter((query) => query !== text && query.toLowerCase().startsWith(text.toLowerCase()));
  const term = toTerm(word);
  const words = term === null ? (word === '' && text !== '' ? [] : namesFor(word)) : valuesFor(term.name, term.value, model).map((value) => `${term.name}:${value}`);
  return [...new Set([...kept, ...words.filter((next) => next.toLowerCase() !== word).map((next) => before + next)])].slice(0, MOST);
}

const namesFor = (word: string): readonly string[] => TERMS.filter(({ name }) => name.startsWith(word)).map(({ name }) => `${name}:`);

/** A property may be remembered by its end as well. */
function valuesFor(name: string, value: string, model: TraceModel | null): readonly string[] {
  const asked = value.toLowerCase();
  const isProp = name === 'prop' || name === 'triggered';
  return possible(name, model).filter((candidate) => (isProp ? candidate.toLowerCase().includes(asked) : candidate.toLowerCase().startsWith(asked)));
}

function possible(name: string, model: TraceModel | null): readonly string[] {
  switch (name) {
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
    // Of these somebody means one of the last.
    case 'wave':
      return model === null ? [] : wavesOfApp(model).map(({ number }) => String(number)).reverse();
    case 'call':
      return [...(model?.callIds ?? [])].reverse();
    default:
      return [];
  }
}

/** Without spaces, which would end the word. */
const isOneWord = (text: string): boolean => !text.includes(' ');

function propsOf(model: TraceModel | null, roles: readonly ('outputs' | 'inputs' | 'state')[]): readonly string[] {
  const found = new Set<string>();
  for (const definition of model?.callbacks.values() ?? []) {
    for (const role of roles) for (const dependency of definition[role]) found.add(toPattern(dependency));
  }
  return [...found].filter(isOneWord);
}

function matchesOf(model: TraceModel | null): readonly string[] {
  const found = new Set<string>();
  for (const { match } of model?.calls.values() ?? []) {
    for (const [key, value] of Object.entries(match ?? {})) found.add(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    if (found.size >= 50) break;
  }
  return [...found].filter(isOneWord);
}
