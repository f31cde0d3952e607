import { isPattern, resolvePattern } from '../../../src/dash/pattern';
import type { CallbackDefinition, CallbackKey, Dependency, LayoutIds } from '../../../src/trace/types';

/** From this number of callbacks on, only those of the page on screen are drawn, until the user wants all. */
export const LARGE_APP = 150;

/**
 * The callbacks that can run on the page as it is now: one of their outputs is in the layout or, if they have no
 * outputs, one of their inputs. An app with many pages declares those of all pages.
 */
export function callbacksOnPage(
  callbacks: ReadonlyMap<CallbackKey, CallbackDefinition>,
  layout: LayoutIds,
): ReadonlyMap<CallbackKey, CallbackDefinition> {
  const isThere = ({ id }: Dependency): boolean => {
    if (typeof id === 'string') return layout.strings.has(id);
    if (isPattern(id)) return resolvePattern(id, layout.families).length > 0;
    const keys = Object.keys(id).sort();
    const wanted = JSON.stringify(keys.map((key) => id[key]));
    return layout.families.get(keys.join(','))?.some((values) => JSON.stringify(values) === wanted) === true;
  };
  return new Map(
    [...callbacks].filter(([, { outputs, inputs }]) => (outputs.length > 0 ? outputs : inputs).some(isThere)),
  );
}
