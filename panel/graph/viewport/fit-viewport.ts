import type { Viewport } from '@xyflow/react';
import type { Point } from '../../../src/layout/layout-types';
import type { CardId } from '../card-graph';
import type { CardSize } from '../layout/card-size';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Room {
  readonly width: number;
  readonly height: number;
  /** A line of text lies over its upper edge. */
  readonly hasNote?: boolean;
}

const MARGIN = 16;
/** What a line of text over the picture takes of the upper edge; a low panel has no height to spare for it. */
const NOTE = 42;
/** What the toolbar takes of the lower edge, or of the left one where height is scarce. */
const TOOLBAR = 44;
const LOW = 300;

/** Whether the toolbar stands upright at the left edge: a low panel has width to spare. */
export const isLow = (room: Room): boolean => room.height < LOW;

/** The part of the view that nothing covers. */
function freeArea(room: Room): Bounds {
  const left = isLow(room) ? TOOLBAR : MARGIN;
  const bottom = isLow(room) ? MARGIN : TOOLBAR;
  const top = room.hasNote === true && !isLow(room) ? NOTE : MARGIN;
  return {
    x: left,
    y: top,
    width: Math.max(40, room.width - left - MARGIN),
    height: Math.max(40, room.height - top - bottom),
  };
}

export const ZOOM = { least: 0.02, most: 2 } as const;
/** At this zoom a card is only a block (zoom-level.ts), but a small graph can still be found. */
const LEAST_OF_SMALL = 0.2;

/** What the given cards cover; `null` for none. */
export function boundsOf(
  cards: Iterable<CardId>,
  sizes: ReadonlyMap<CardId, CardSize>,
  positions: ReadonlyMap<string, Point>,
): Bounds | null {
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

/** The box made larger so that the points lie in it: an edge that leads back runs around its cards. */
export function widened(box: Bounds, points: Iterable<Point>): Bounds {
  let [left, top, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height];
  for (const { x, y } of points)
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Shows all of `box`, never larger than life. When that would be smaller than `leastZoom` a part of the box is shown
 * instead, because an unreadable picture is no overview: `centre`, or the beginning (left, top).
 */
export function fitViewport(
  box: Bounds,
  room: Room,
  leastZoom: number = ZOOM.least,
  centre: Bounds | null = null,
): Viewport {
  const free = freeArea(room);
  const wanted = Math.min(1, free.width / box.width, free.height / box.height);
  const zoom = Math.max(leastZoom, wanted);
  const spareX = free.width - box.width * zoom;
  const spareY = free.height - box.height * zoom;
  const cut = spareX < -1 || spareY < -1;
  // How far the picture is pushed out of the room, so that what lies in the centre does so in the room.
  const push = (at: number, spare: number, size: number): number =>
    spare >= 0 ? 0 : Math.max(spare, Math.min(0, size / 2 - at * zoom));
  const pushX = centre && cut ? push(centre.x + centre.width / 2 - box.x, spareX, free.width) : 0;
  const pushY = centre && cut ? push(centre.y + centre.height / 2 - box.y, spareY, free.height) : 0;
  const x = free.x + pushX + Math.max(0, spareX / 2);
  // A picture that is cut off at the right begins at the top, where reading begins.
  const y = free.y + pushY + (spareX < -1 && !centre ? 0 : Math.max(0, spareY / 2));
  return { x: x - box.x * zoom, y: y - box.y * zoom, zoom };
}

/** How far one can zoom out: to half of what shows all of `box`, and not to a speck in an empty room. */
export function leastZoomOf(box: Bounds | null, room: Room): number {
  if (box === null || room.width === 0 || room.height === 0) return ZOOM.least;
  return Math.max(ZOOM.least, Math.min(LEAST_OF_SMALL, fitViewport(box, room).zoom / 2));
}

/** Whether the box can be seen whole. */
export function isInView(box: Bounds, room: Room, { x, y, zoom }: Viewport): boolean {
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return left >= 0 && top >= 0 && left + box.width * zoom <= room.width && top + box.height * zoom <= room.height;
}

/** The view moved, at the same zoom, by as little as brings the box into the part of the room that nothing covers. */
export function broughtIn(box: Bounds, room: Room, { x, y, zoom }: Viewport): Viewport {
  const free = freeArea(room);
  const shift = (start: number, size: number, from: number, length: number): number =>
    start < from ? from - start : Math.min(0, from + length - start - size);
  return {
    x: x + shift(box.x * zoom + x, box.width * zoom, free.x, free.width),
    y: y + shift(box.y * zoom + y, box.height * zoom, free.y, free.height),
    zoom,
  };
}
