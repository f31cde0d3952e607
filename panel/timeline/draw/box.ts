import { barHeight, rowTop } from '../lanes/lane-layout';
import type { Scene } from './scene';
import { toX } from '../lanes/time-scale';
import type { BarPlace } from '../lanes/to-lanes';

/** Where a bar is drawn, in pixels of the scrolled content. */
export interface BarBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Thinner bars are one plain stroke. */
export const THIN = 3;

export function boxOf({ timeline, layout, window, width, left, now }: Scene, { lane, bar }: BarPlace): BarBox | null {
  const box = layout.boxes.find((one) => one.lane === lane);
  const index = timeline.lanes[lane]?.index;
  if (!box || !index || bar >= index.size) return null;
  const axis = width - left;
  const x = toX(window, axis, index.startOf(bar));
  const end = toX(window, axis, Math.min(now, index.endOf(bar)));
  const tall = barHeight(box);
  return {
    x,
    y: rowTop(box, index.rowOf(bar)) + (box.rowHeight - tall) / 2,
    width: Math.max(2, end - x),
    height: tall,
  };
}
