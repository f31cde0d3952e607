import type { Timeline } from './to-lanes';

/** Where a lane lies, in pixels from the top of all lanes. */
export interface LaneBox {
  /** Its place in `LANES`. */
  readonly lane: number;
  readonly top: number;
  readonly height: number;
  readonly rows: number;
  readonly rowHeight: number;
}

export interface LaneLayout {
  readonly boxes: readonly LaneBox[];
  readonly height: number;
}

const PADDING = 3;
/** The more overlaps, the flatter the rows; below the last nothing could be hit any more. */
const ROW_HEIGHTS: readonly (readonly [upTo: number, height: number])[] = [
  [6, 18],
  [14, 14],
  [30, 10],
  [Infinity, 7],
];
/** Lanes that are there from the start, so that the user sees what will appear. */
const ALWAYS = 3;

const rowHeightFor = (rows: number): number => ROW_HEIGHTS.find(([upTo]) => rows <= upTo)?.[1] ?? 7;

/**
 * Lanes below each other; one that never had a bar takes no room.
 * @param room available height in pixels; rows are as tall as that allows, and never flatter than their number
 * requires
 */
export function layOutLanes(timeline: Timeline, room = 0): LaneLayout {
  for (const [, height] of ROW_HEIGHTS) {
    const layout = withRows(timeline, height);
    if (layout.height <= room) return layout;
  }
  return withRows(timeline, 0);
}

function withRows({ lanes }: Timeline, least: number): LaneLayout {
  const boxes: LaneBox[] = [];
  let top = 0;
  lanes.forEach(({ index }, lane) => {
    if (index.size === 0 && lane >= ALWAYS) return;
    const rows = Math.max(1, index.rows);
    const rowHeight = Math.max(least, rowHeightFor(rows));
    const height = rows * rowHeight + 2 * PADDING;
    boxes.push({ lane, top, height, rows, rowHeight });
    top += height;
  });
  return { boxes, height: top };
}

export const rowTop = (box: LaneBox, row: number): number => box.top + PADDING + row * box.rowHeight;
/** Bars leave a little room to the next row. */
export const barHeight = ({ rowHeight }: LaneBox): number => (rowHeight >= 14 ? rowHeight - 4 : rowHeight - 2);

export function rowAt(box: LaneBox, y: number): number {
  return Math.min(box.rows - 1, Math.max(0, Math.floor((y - box.top - PADDING) / box.rowHeight)));
}
