import { splitPropId, stringifyId } from '../../src/dash/component-id';
import { wildcardOf } from '../../src/dash/pattern';
import { prettyId } from '../../src/dash/pretty';
import type { Dependency } from '../../src/trace/types';

/**
 * A declared dependency as the search asks for it, `cell[*].value` for `{"row":["ALL"],"type":"cell"}.value`: calls have
 * concrete ids, so every wildcard stands as `*`.
 */
export function toPattern({ id, property }: Pick<Dependency, 'id' | 'property'>): string {
  if (typeof id === 'string') return `${id}.${property}`;
  const pretty = withStars(prettyId(id));
  const bound = Object.fromEntries(
    Object.entries(id).map(([key, value]) => [key, wildcardOf(value) === undefined ? value : '*']),
  );
  // Text that a wildcard matches may become the id's family (see `prettyId`); then only the whole id is sure to fit.
  return `${pretty === prettyId(bound) ? pretty : withStars(stringifyId(id))}.${property}`;
}

/**
 * Whether a property matches `asked`: its whole id, its component alone or its name alone; a part of one is
 * not enough, unless `*` matches the rest. Both in small letters.
 */
export function toPropTest(asked: string): (propId: string) => boolean {
  const fits = toGlob(withStars(asked));
  return (propId) => {
    const { id, property } = splitPropId(propId);
    return fits(propId) || fits(id) || fits(property);
  };
}

function toGlob(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (text) => expression.test(text);
}

/** Replaces the wildcards of an id, in readable form or in Dash's, with `*`. */
const withStars = (text: string): string =>
  text.replaceAll(/\["(?:MATCH|ALL|ALLSMALLER)"\]|(?<=[[=])(?:MATCH|ALL|ALLSMALLER)(?=[\],}])/gi, '*');
