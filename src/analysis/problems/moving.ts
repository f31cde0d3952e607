import { splitPropId } from '../../dash/component-id';
import type { PropId } from '../../trace/types';

/** What follows the pointer or plays by itself. */
const MOVING: ReadonlySet<string> = new Set(['hoverData', 'currentTime', 'n_intervals']);

/** Whether a property follows the pointer or plays by itself: that it changes right after something says nothing of that. */
export const isMoving = (prop: PropId | undefined): boolean =>
  prop !== undefined && MOVING.has(splitPropId(prop).property);
