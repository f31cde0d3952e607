import { stringifyId } from '../../src/dash/component-id';
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
  const bound = Object.fromEntries(Object.entries(id).map(([key, value]) => [key, wildcardOf(value) === undefined ? value : '*']));
  // Text that a wildcard stands for may become the id's family (see `prettyId`); then only the whole id is sure to fit.
  return `${pretty === prettyId(bound) ? pretty : withStars(stringifyId(id))}.${property}`;
}

/** Wildcards of an id, as a person reads them or as Dash writes them, become `*`. */
const withStars = (text: string): string => text.replaceAll(/\["(?:MATCH|ALL|ALLSMALLER)"\]|(?<=[[=])(?:MATCH|ALL|ALLSMALLER)(?=[\],}])/gi, '*');
