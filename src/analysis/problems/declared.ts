import { propIdOf, splitPropId } from '../../dash/component-id';
import { belongsTo } from '../../dash/side-update';
import type { Dependency } from '../../trace/types';

/**
 * The dependency that stands for a property, as declared: with an id pattern the same for all components of it, so that what is
 * wrong with the callback is found once and not for each component. A property that is none of them stands for itself.
 */
export function declaredOf(dependencies: readonly Dependency[] | undefined, prop: string): string {
  const { id, property } = splitPropId(prop);
  const found = dependencies?.find((dependency) => dependency.property === property && belongsTo(id, dependency.id));
  return found === undefined ? prop : propIdOf(found);
}
