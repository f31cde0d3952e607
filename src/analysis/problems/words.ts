import { prettyPropId } from '../../dash/pretty';
import type { TraceModel } from '../../trace/model';
import { shortName } from '../../trace/short-name';
import type { CallbackDefinition, CallbackKey } from '../../trace/types';

const lists = new WeakMap<TraceModel['callbacks'], readonly CallbackDefinition[]>();

/** What a callback is called. Names are worked out once per collection, so the same one is handed on. */
export function nameOf({ callbacks }: Pick<TraceModel, 'callbacks'>, key: CallbackKey): string {
  let all = lists.get(callbacks);
  if (all === undefined) lists.set(callbacks, (all = [...callbacks.values()]));
  const definition = callbacks.get(key);
  return definition === undefined ? prettyPropId(key) : shortName(definition, all);
}

/** `a, b and c`; of many only the first, with how many more there are. */
export const listOf = (names: readonly string[], most = 4): string => joined(names, 'and', most);

/** `a, b or c`, in the same way. */
export const eitherOf = (names: readonly string[], most = 4): string => joined(names, 'or', most);

function joined(names: readonly string[], word: 'and' | 'or', most: number): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1) ?? ''}`;
}

/** Nobody reads a longer way to its end; the rest is counted. */
const LONGEST_PATH = 16;

/** `a → b → c → a`: the way round, beginning with what closes it; of a very long one the middle is left out. */
export function wayRound(steps: readonly string[]): string {
  const way = steps.length === 0 ? [] : [steps.at(-1), ...steps];
  const left = way.length - LONGEST_PATH;
  return (
    left > 1 ? [...way.slice(0, LONGEST_PATH / 2), `… ${left} more …`, ...way.slice(-LONGEST_PATH / 2)] : way
  ).join(' → ');
}

/** Of what went on for a while. */
export const HAS_STOPPED = 'It has stopped.';

/** `1 call`, `3 calls`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `3 times`, as it is said. */
export const timesOf = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** `85 ms`, `1.2 s`. */
export const inTime = (ms: number): string =>
  ms < 999.5 ? `${Math.max(1, Math.round(ms))} ms` : `${Number((ms / 1000).toFixed(ms < 9_950 ? 1 : 0))} s`;

/** `820 B`, `12 kB`, `1.2 MB`. */
export function inSize(characters: number): string {
  if (characters < 1_000) return `${Math.round(characters)} B`;
  return characters < 999_500 ? `${Math.round(characters / 1_000)} kB` : `${(characters / 1_000_000).toFixed(1)} MB`;
}
