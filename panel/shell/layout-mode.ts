import type { Size } from '../ui/use-element-size';

/**
 * - `wide`: view and inspector side by side, splitter remembered
 * - `narrow`: docked at the side, one view at a time, the inspector as a sheet over it
 * - `low`: docked at the bottom with little height, view next to inspector, slim bar
 */
export type LayoutMode = 'wide' | 'narrow' | 'low';

const WIDE_FROM = 900;
const LOW_BELOW = 380;
/** A low panel still has room for two columns at this width. */
const LOW_WIDE_FROM = 640;

export function layoutMode({ width, height }: Size): LayoutMode {
  if (height < LOW_BELOW && width >= LOW_WIDE_FROM) return 'low';
  return width >= WIDE_FROM ? 'wide' : 'narrow';
}
