import { formatNumber } from '../figures';

/** What the patterns of a callback do, without a full stop. */
export const PATTERN_CALLBACKS = {
  no_wildcard: 'no wildcard: exactly this component',
  gets_all: 'one call gets every component that matches',
  writes_all: 'one call writes every component that matches',
  /** `present` and `removed`: numbers of instances, `null` if not known. `shared`: MATCH is in the inputs only. */
  instances: (keys: readonly string[], present: number | null, removed: number, shared: boolean): string => {
    const now =
      present === null
        ? ''
        : `: ${formatNumber(present)} now${removed > 0 ? `, ${formatNumber(removed)} removed` : ''}`;
    return `MATCH makes one instance per ${and(keys)}${now}${shared ? ', and all of them write the same outputs' : ''}`;
  },
};

const VERBS = { gets: 'gets', writes: 'writes' } as const;
type Verb = keyof typeof VERBS;

/** Which of a pattern's ids a call gets or writes. */
export const PATTERN_IDS = {
  no_wildcard: (verb: Verb): string => `no wildcard: every call ${VERBS[verb]} exactly this one`,
  smaller: (verb: Verb, keys: readonly string[]): string =>
    `each instance ${VERBS[verb]} those with a smaller ${and(keys)} than its own`,
  all: (verb: Verb): string => `every call ${VERBS[verb]} all of them, in this order`,
  all_own: (verb: Verb, keys: readonly string[]): string =>
    `each instance ${VERBS[verb]} all those with its own ${and(keys)}`,
  own: (verb: Verb, keys: readonly string[]): string =>
    `each instance ${VERBS[verb]} the one with its own ${and(keys)}`,
};

function and(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
