import { propIdOf, splitPropId } from '../../dash/component-id';
import { belongsTo } from '../../dash/side-update';
import type { Dependency } from '../../trace/types';

/**
 * The declared dependency that matches a property. With an id pattern it is the same for all its components, so that a
 * problem of the callback is found once and not for each component. Without one, the property itself.
 */
export function declaredOf(dependencies: readonly Dependency[] | undefined, prop: string): string {
  const { id, property } = splitPropId(prop);
  const found = dependencies?.find((dependency) => dependency.property === property && belongsTo(id, dependency.id));
  return found === undefined ? prop : propIdOf(found);
}
