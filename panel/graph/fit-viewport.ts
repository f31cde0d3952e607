import type { Viewport } from '@xyflow/react';
import type { Point } from '../../src/layout/layout-types';
import type { CardId } from './card-graph';
import type { CardSize } from './card-size';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Room {
  readonly width: number;
  readonly height: number;
}

const MARGIN = 16;
/** The toolbar lies over the lower edge. */
const TOOLBAR = 44;
export const ZOOM = { least: 0.08, most: 2 } as const;

/** What the given cards cover; `null` for none. */
export function boundsOf(
  cards: Iterable<CardId>,
  sizes: ReadonlyMap<CardId, CardSize>,
  positions: ReadonlyMap<string, Point>,
): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const card of cards) {
    const at = positions.get(card);
    const size = sizes.get(card);
    if (!at || !size) continue;
    left = Math.min(left, at.x);
    top = Math.min(top, at.y);
    right = Math.max(right, at.x + size.width);
    bottom = Math.max(bottom, at.y + size.height);
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Shows all of `box`, never larger than life. When that would be smaller than `leastZoom` the beginning of the box
 * (left, top) is shown instead: a picture nobody can read is no overview.
 */
export function fitViewport(box: Box, room: Room, leastZoom: number = ZOOM.least): Viewport {
  const width = Math.max(40, room.width - 2 * MARGIN);
  const height = Math.max(40, room.height - MARGIN - TOOLBAR);
  const wanted = Math.min(1, width / box.width, height / box.height);
  const zoom = Math.max(leastZoom, wanted);
  const x = box.width * zoom <= width ? (room.width - box.width * zoom) / 2 : MARGIN;
  const y = box.height * zoom <= height ? MARGIN + (height - box.height * zoom) / 2 : MARGIN;
  return { x: x - box.x * zoom, y: y - box.y * zoom, zoom };
}

/** Whether the box can be seen whole. */
export function isInView(box: Box, room: Room, { x, y, zoom }: Viewport): boolean {
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return left >= 0 && top >= 0 && left + box.width * zoom <= room.width && top + box.height * zoom <= room.height - TOOLBAR / 2;
}
