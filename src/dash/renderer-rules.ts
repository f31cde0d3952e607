/** Rules of the renderer that more than one place needs. */

/** How many calls of a page run at once, clientside ones included; the others wait (docs/dash-internals.md#limit). */
export const MOST_CALLS_AT_ONCE = 12;

/** @param component namespace and type as the layout has them, such as `dash_core_components.Interval` */
export const isInterval = (component: string): boolean => component.endsWith('.Interval');
