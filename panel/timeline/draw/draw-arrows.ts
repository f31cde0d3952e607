import { boxOf, type BarBox } from './box';
import type { Scene } from './scene';
import { toX } from '../lanes/time-scale';

const HEAD = 5;
/** Pixels a curve from the left needs. */
const ROOM = 24;

/** Arrows from cause to effect along the selected call's chain. */
export function drawArrows(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { links, timeline, colours, window, width, left, now } = scene;
  if (links.length === 0) return;
  ctx.strokeStyle = colours.ink;
  ctx.fillStyle = colours.ink;
  ctx.lineWidth = 1.2;
  ctx.globalAlpha = 0.75;
  for (const { from, to } of links) {
    const target = timeline.placeOf(to);
    const origin = from === null ? timeline.actionOf(to) : timeline.placeOf(from);
    if (!target || !origin) continue;
    const end = boxOf(scene, target);
    const start = boxOf(scene, origin);
    if (!end || !start) continue;
    // A cause may go on after it had its effect; the arrow leaves it at that moment, not at its end.
    const leaves = Math.min(start.x + start.width, Math.max(start.x + 1, end.x));
    const bar = timeline.lanes[origin.lane]?.bars[origin.bar];
    const applied = bar?.type === 'call' ? toX(window, width - left, bar.call.ended ?? now) : leaves;
    arrow(ctx, Math.min(leaves, applied), start.y + start.height / 2, end);
  }
  ctx.globalAlpha = 1;
}

function arrow(ctx: CanvasRenderingContext2D, x1: number, y1: number, end: BarBox): void {
  const y2 = end.y + end.height / 2;
  ctx.beginPath();
  ctx.arc(x1, y1, 1.8, 0, 7);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  if (end.x - x1 < ROOM && Math.abs(y2 - y1) > end.height) {
    // Right below or above: straight onto the bar's edge, for want of room to come from the left.
    const x = end.x + Math.min(5, end.width / 2);
    const down = y2 > y1 ? 1 : -1;
    const edge = down > 0 ? end.y : end.y + end.height;
    ctx.quadraticCurveTo(x, y1, x, edge - down * HEAD);
    ctx.stroke();
    head(ctx, x, edge, 0, down);
    return;
  }
  const bend = Math.min(40, (end.x - x1) / 2);
  ctx.bezierCurveTo(x1 + bend, y1, end.x - HEAD - bend, y2, end.x - HEAD, y2);
  ctx.stroke();
  head(ctx, end.x, y2, 1, 0);
}

function head(ctx: CanvasRenderingContext2D, x: number, y: number, right: number, down: number): void {
  const half = HEAD / 1.6;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - right * HEAD - down * half, y - down * HEAD - right * half);
  ctx.lineTo(x - right * HEAD + down * half, y - down * HEAD + right * half);
  ctx.fill();
}
