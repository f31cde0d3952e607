import { splitPropId } from '../../dash/component-id';
import type { PropId } from '../../trace/types';

/** Properties that follow the pointer or change continuously by themselves. */
const MOVING: ReadonlySet<string> = new Set(['hoverData', 'currentTime', 'n_intervals']);

/**
 * Whether a property follows the pointer or changes continuously by itself: then a change right after something proves
 * no connection.
 */
export const isMoving = (prop: PropId | undefined): boolean =>
  prop !== undefined && MOVING.has(splitPropId(prop).property);
