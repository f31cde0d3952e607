import { drawArrows } from './draw-arrows';
import { drawBars, drawOutlines } from './draw-bars';
import { drawRuler } from './draw-ruler';
import { RULER, type Scene } from './scene';
import { ticksOf } from '../lanes/ticks';
import { toX } from '../lanes/time-scale';
import { LANES } from '../lanes/to-lanes';

/** Draws the whole picture. The context is scaled to CSS pixels. */
export function drawFrame(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, left, colours, layout, scrollTop } = scene;
  ctx.fillStyle = colours.bg;
  ctx.fillRect(0, 0, width, height);
  const ticks = ticksOf(scene.window, width - left);

  ctx.save();
  ctx.beginPath();
  ctx.rect(left, RULER, width - left, height - RULER);
  ctx.clip();
  drawWave(ctx, scene);
  ctx.fillStyle = colours.line;
  for (const { at } of ticks) ctx.fillRect(Math.round(left + toX(scene.window, width - left, at)), RULER, 1, height);
  ctx.restore();

  // Lines between the lanes reach under their names.
  ctx.fillStyle = colours.line;
  for (const { top, height: tall } of layout.boxes) {
    const y = Math.round(RULER + top + tall - scrollTop);
    if (y > RULER) ctx.fillRect(0, y - 1, width, 1);
  }

  ctx.save();
  ctx.beginPath();
  ctx.rect(left, RULER, width - left, height - RULER);
  ctx.clip();
  ctx.translate(left, RULER - scrollTop);
  drawBars(ctx, scene);
  drawArrows(ctx, scene);
  drawOutlines(ctx, scene);
  ctx.restore();

  drawNames(ctx, scene);
  drawRuler(ctx, scene, ticks);
}

function drawWave(
  ctx: CanvasRenderingContext2D,
  { wave, window, width, left, colours, layout, scrollTop }: Scene,
): void {
  if (!wave) return;
  const from = left + toX(window, width - left, wave.from);
  const to = left + toX(window, width - left, wave.to);
  ctx.fillStyle = colours.sel;
  ctx.fillRect(from, RULER - scrollTop, Math.max(1, to - from), layout.height);
}

function drawNames(ctx: CanvasRenderingContext2D, { layout, scrollTop, left, height, colours, timeline }: Scene): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, RULER, left, height - RULER);
  ctx.clip();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { lane, top, rows, rowHeight, height: tall } of layout.boxes) {
    const y = RULER + top - scrollTop;
    ctx.fillStyle = (timeline.lanes[lane]?.index.size ?? 0) > 0 ? colours.ink : colours.dim;
    ctx.font = `11px ${colours.sans}`;
    ctx.fillText(LANES[lane] ?? '', 8, y + 3 + Math.max(16, Math.min(18, rowHeight)) / 2);
    const peak = timeline.peakOf(lane);
    if (rows < 2 || tall < 34 || peak < 2) continue;
    ctx.fillStyle = colours.dim;
    ctx.font = `10px ${colours.sans}`;
    ctx.fillText(`${peak} at once`, 8, y + 3 + 24);
  }
  ctx.restore();
  ctx.fillStyle = colours.line;
  ctx.fillRect(left - 1, 0, 1, height);
}
