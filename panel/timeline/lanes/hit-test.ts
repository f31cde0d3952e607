import { rowAt, type LaneLayout } from './lane-layout';
import { spanOf, toTime, type TimeWindow } from './time-scale';
import type { BarPlace, Timeline } from './to-lanes';

/** What is under the pointer: a bar, or the first bar of a run of `count` too thin to tell apart, up to `to`. */
export interface Hit extends BarPlace {
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/** How far from a thin bar the pointer still selects it, in pixels. */
const SLACK = 4;

/** @param x,y pixels from the left edge of the time axis and from the top of all lanes */
export function hitTest(
  timeline: Timeline,
  layout: LaneLayout,
  window: TimeWindow,
  width: number,
  x: number,
  y: number,
): Hit | null {
  const box = layout.boxes.find(({ top, height }) => y >= top && y < top + height);
  const index = box && timeline.lanes[box.lane]?.index;
  if (!box || !index || x < 0 || x > width) return null;
  const pixel = spanOf(window) / Math.max(1, width);
  const time = toTime(window, width, x);
  const row = rowAt(box, y);
  const bar = index.at(row, time, SLACK * pixel);
  if (bar < 0) return null;
  let hit: Hit = { lane: box.lane, bar, count: 1, from: index.startOf(bar), to: index.endOf(bar) };
  if (hit.to - hit.from >= pixel) return hit;
  // Too thin to be alone: what is drawn there may be many bars.
  index.visit(row, window.from, window.to, pixel, (first, count, from, to) => {
    if (count > 1 && hit.from >= from && hit.from <= to) hit = { lane: box.lane, bar: first, count, from, to };
  });
  return hit;
}
