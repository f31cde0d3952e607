import { boxOf } from './box';
import type { Scene } from './scene';
import { toX } from './time-scale';

const HEAD = 5;

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
    arrow(ctx, Math.min(leaves, applied), start.y + start.height / 2, end.x, end.y + end.height / 2);
  }
  ctx.globalAlpha = 1;
}

function arrow(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  const bend = Math.min(40, Math.max(10, Math.abs(x2 - x1) / 2));
  ctx.beginPath();
  ctx.arc(x1, y1, 1.8, 0, 7);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.bezierCurveTo(x1 + bend, y1, x2 - HEAD - bend, y2, x2 - HEAD + 1, y2);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x2, y2);
  ctx.lineTo(x2 - HEAD, y2 - HEAD / 1.6);
  ctx.lineTo(x2 - HEAD, y2 + HEAD / 1.6);
  ctx.fill();
}
