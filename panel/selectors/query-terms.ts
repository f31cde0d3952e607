/** The terms of the search field, in the order in which they are offered, with what each asks for. */
export const TERMS: readonly { readonly name: string; readonly means: string }[] = [
  { name: 'triggered', means: 'what set the call off, named as with prop: triggered:btn.n_clicks' },
  { name: 'outcome', means: 'how it ended: outcome:error' },
  { name: 'kind', means: 'server, clientside or background' },
  { name: 'duration', means: 'how long it took, in ms or s: duration:>500ms, duration:<=0.1s; without a sign at least so long' },
  { name: 'prop', means: 'a property it reads or writes, by its whole id, component or name: prop:table.data, prop:table, prop:data; * stands for any text: prop:item[*].value' },
  { name: 'match', means: 'what MATCH stood for: match:index=2' },
  { name: 'wave', means: 'all that one action set off: wave:3' },
  { name: 'call', means: 'calls by their number: call:c3,c8' },
];

const NAMES: ReadonlySet<string> = new Set(TERMS.map(({ name }) => name));

/** `kind:client` taken apart; `null` for plain words, also for those with a colon in them. */
export function toTerm(word: string): { readonly name: string; readonly value: string } | null {
  const colon = word.indexOf(':');
  const name = word.slice(0, Math.max(0, colon)).toLowerCase();
  return NAMES.has(name) ? { name, value: word.slice(colon + 1) } : null;
}

/** The words of the search field that are no terms: those mean calls, words mean names everywhere. */
export const plainWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && toTerm(word) === null);
