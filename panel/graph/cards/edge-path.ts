import type { Point } from '../../../src/layout/layout-types';

/** How far a curve may reach to either side of the vertical piece it replaces, in the middle of a route. */
const REACH = 30;
/** The same at a card, where nothing else is in the way. */
const END_REACH = 44;
const CORNER = 12;

/**
 * The line of an edge as an SVG path. `bends` are the corners of an orthogonal route (horizontal pieces at both
 * ends); each vertical piece becomes an S-curve, or two rounded corners where the edge turns back.
 */
export function routedPath(from: Point, to: Point, bends: readonly Point[]): string {
  const turns = toTurns(from, to, bends);
  if (!turns) return directPath(from, to);
  let path = `M${at(from)}`;
  turns.forEach((turn, index) => {
    const before = turns[index - 1]?.x ?? from.x;
    const after = turns[index + 1]?.x ?? to.x;
    const room = (end: number, isEnd: boolean): number =>
      isEnd ? Math.min(END_REACH, Math.abs(turn.x - end)) : Math.min(REACH, Math.abs(turn.x - end) / 2);
    const into = Math.sign(turn.x - before) || 1;
    const out = Math.sign(after - turn.x) || 1;
    const reachIn = room(before, index === 0);
    const reachOut = room(after, index === turns.length - 1);
    if (into === out) {
      const start = turn.x - into * reachIn;
      const end = turn.x + out * reachOut;
      const middle = (start + end) / 2;
      path += `L${at({ x: start, y: turn.y1 })}C${at({ x: middle, y: turn.y1 })} ${at({ x: middle, y: turn.y2 })} ${at({ x: end, y: turn.y2 })}`;
    } else {
      const corner = Math.min(CORNER, Math.abs(turn.y2 - turn.y1) / 2, reachIn, reachOut);
      const down = Math.sign(turn.y2 - turn.y1);
      path +=
        `L${at({ x: turn.x - into * corner, y: turn.y1 })}Q${at({ x: turn.x, y: turn.y1 })} ${at({ x: turn.x, y: turn.y1 + down * corner })}` +
        `L${at({ x: turn.x, y: turn.y2 - down * corner })}Q${at({ x: turn.x, y: turn.y2 })} ${at({ x: turn.x + out * corner, y: turn.y2 })}`;
    }
  });
  return `${path}L${at(to)}`;
}

/** The line of an edge between cards that were moved: one curve, or around when the target lies behind. */
export function directPath(from: Point, to: Point): string {
  const forward = to.x - from.x;
  if (forward > 16) {
    const pull = Math.max(24, forward / 2);
    return `M${at(from)}C${at({ x: from.x + pull, y: from.y })} ${at({ x: to.x - pull, y: to.y })} ${at(to)}`;
  }
  const rail = Math.abs(to.y - from.y) > 120 ? (from.y + to.y) / 2 : Math.max(from.y, to.y) + 64;
  const east = from.x + 26;
  const west = to.x - 26;
  return routedPath(from, to, [
    { x: east, y: from.y },
    { x: east, y: rail },
    { x: west, y: rail },
    { x: west, y: to.y },
  ]);
}

/** Height above its lower edge at which an observed write leaves a card, clear of the declared edges. */
const SIDE_INSET = 7;
const SIDE_PULL = 56;
const ARROW = 6;

interface SideBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The line of an observed write. It is not part of any layout, so it takes the short way: to the near side of a card
 * before or behind, around the right side of a card above or below. `arrow` is its head, as a path of its own.
 */
export function sidePath(
  source: SideBox,
  target: SideBox,
  rowY: number,
): { readonly line: string; readonly arrow: string } {
  const ahead = target.x >= source.x + source.width + 16;
  const behind = target.x + target.width <= source.x - 16;
  const from = { x: behind ? source.x : source.x + source.width, y: source.y + source.height - SIDE_INSET };
  const to = { x: ahead ? target.x : target.x + target.width, y: target.y + rowY };
  // The directions in which the line leaves and arrives.
  const leave = behind ? -1 : 1;
  const arrive = ahead ? 1 : -1;
  const end = { x: to.x - arrive * ARROW, y: to.y };
  const pull = ahead || behind ? Math.min(SIDE_PULL, Math.abs(end.x - from.x) / 2) : SIDE_PULL;
  const line = `M${at(from)}C${at({ x: from.x + leave * pull, y: from.y })} ${at({ x: end.x - arrive * pull, y: end.y })} ${at(end)}`;
  const arrow = `M${at(to)}L${at({ x: end.x, y: end.y - 3.5 })}L${at({ x: end.x, y: end.y + 3.5 })}Z`;
  return { line, arrow };
}

interface Turn {
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
}

/** The vertical pieces of a route whose ends are moved to the given points; `null` when it is not orthogonal. */
function toTurns(from: Point, to: Point, bends: readonly Point[]): Turn[] | null {
  if (bends.length === 0 || bends.length % 2 === 1) return null;
  const turns: Turn[] = [];
  for (let index = 0; index < bends.length; index += 2) {
    const [first, second] = [bends[index], bends[index + 1]];
    if (!first || !second || Math.abs(first.x - second.x) > 0.5) return null;
    const y1 = index === 0 ? from.y : first.y;
    const y2 = index + 2 === bends.length ? to.y : second.y;
    turns.push({ x: first.x, y1, y2 });
  }
  return turns;
}

const at = (point: Point): string => `${round(point.x)} ${round(point.y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
