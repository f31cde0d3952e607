import { RULER, type Scene } from './scene';
import type { Tick } from '../lanes/ticks';
import { toX } from '../lanes/time-scale';

/** The strip with the moments, the range that filters, and where "now" is. */
export function drawRuler(ctx: CanvasRenderingContext2D, scene: Scene, ticks: readonly Tick[]): void {
  const { width, height, left, colours, window, range, timeline, now } = scene;
  const xOf = (time: number): number => left + toX(window, width - left, time);
  ctx.fillStyle = colours.bg2;
  ctx.fillRect(0, 0, width, RULER - 1);
  ctx.fillStyle = colours.line;
  ctx.fillRect(0, RULER - 1, width, 1);

  ctx.save();
  ctx.beginPath();
  ctx.rect(left, 0, width - left, height);
  ctx.clip();
  ctx.font = `10px ${colours.sans}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const { at, label } of ticks) {
    const x = Math.round(xOf(at));
    ctx.fillStyle = colours.line;
    ctx.fillRect(x, 0, 1, RULER);
    ctx.fillStyle = colours.dim;
    ctx.fillText(label, x + 4, RULER / 2);
  }
  if (range) {
    const from = xOf(range.from);
    const to = xOf(range.to);
    ctx.fillStyle = colours['sel-line'];
    ctx.globalAlpha = 0.25;
    ctx.fillRect(from, 0, to - from, RULER - 1);
    // What the other views leave out is veiled here.
    ctx.fillStyle = colours.bg3;
    ctx.globalAlpha = 0.55;
    ctx.fillRect(left, RULER, Math.max(0, from - left), height);
    ctx.fillRect(to, RULER, Math.max(0, width - to), height);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colours['sel-line'];
    ctx.fillRect(Math.round(from), 0, 1, height);
    ctx.fillRect(Math.round(to) - 1, 0, 1, height);
  }
  if (timeline.open > 0) {
    ctx.fillStyle = colours.hot;
    ctx.fillRect(Math.round(xOf(now)), RULER - 4, 1, height);
    ctx.beginPath();
    ctx.arc(Math.round(xOf(now)) + 0.5, RULER - 4, 2.5, 0, 7);
    ctx.fill();
  }
  ctx.restore();
}
