import { LANE_COLOURS, RUNS, SEGMENT_COLOURS, textOn } from './colours';
import { THIN, type BarBox } from './box';
import { drawLabel } from './draw-label';
import { drawJobMarks, jobLabel } from './draw-job';
import { hatchOf } from './hatch';
import type { Scene } from './scene';
import { toTime, toX } from '../lanes/time-scale';
import type { Bar, LaneName } from '../lanes/to-lanes';
import { neverSent, toSegments, type BarSegment } from '../lanes/to-segments';

const RADIUS = 3;

/** One call: its phases, its outcome, and its name if there is room. */
export function drawCallBar(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  bar: Bar & { readonly type: 'call' },
  box: BarBox,
  lane: LaneName,
): void {
  const { colours, window, width, left, now } = scene;
  const { call, job } = bar;
  const failed = call.outcome === 'error';
  if (scene.passing?.has(call.id) === false) {
    ctx.fillStyle = colours.line;
    ctx.fillRect(box.x, box.y, Math.max(1.5, box.width), box.height);
    return;
  }
  if (neverSent(call)) {
    drawLeftOut(ctx, scene, box);
    return;
  }
  if (box.width < THIN) {
    ctx.fillStyle = failed ? colours.err : call.phases.sent === undefined ? colours.edge : colours[LANE_COLOURS[lane]];
    ctx.fillRect(box.x, box.y, Math.max(1.5, box.width), box.height);
    if (failed) drawFlag(ctx, scene, box);
    return;
  }
  const until = call.ended ?? now;
  // The lane cuts a bar that was painted after the next one of its row had begun.
  const end = toTime(window, width - left, box.x + box.width);
  const segments = toSegments(call, until).flatMap((segment) =>
    segment.from >= end ? [] : [{ ...segment, to: Math.min(segment.to, end) }],
  );
  const xOf = (time: number): number => toX(window, width - left, time);
  let widest: (BarSegment & { readonly x: number; readonly wide: number }) | null = null;
  segments.forEach((segment, i) => {
    const x = xOf(segment.from);
    const wide = Math.max(0.5, xOf(segment.to) - x);
    ctx.fillStyle = fillOf(ctx, scene, segment, failed, x, wide);
    const rounding = Math.min(RADIUS, box.width / 2);
    ctx.beginPath();
    ctx.roundRect(x, box.y, wide, box.height, [
      i === 0 ? rounding : 0,
      i === segments.length - 1 ? rounding : 0,
      i === segments.length - 1 ? rounding : 0,
      i === 0 ? rounding : 0,
    ]);
    ctx.fill();
    if (widest === null || wide > widest.wide) widest = { ...segment, x, wide };
  });
  if (job) drawJobMarks(ctx, scene, job, box);
  if (call.outcome === 'discarded' || call.outcome === 'cancelled') {
    ctx.fillStyle = hatchOf(ctx, colours.bg);
    ctx.fillRect(box.x, box.y, box.width, box.height);
  }
  if (call.ended === null) {
    // Still going: the end is open and in the colour of "now".
    ctx.fillStyle = colours.hot;
    ctx.fillRect(box.x + box.width - 2, box.y - 1, 2, box.height + 2);
  }
  const named = widest as (BarSegment & { readonly x: number; readonly wide: number }) | null;
  if (named) {
    const name = scene.nameOf(call.callback);
    const colour = colours[failed && RUNS.includes(named.name) ? 'err' : SEGMENT_COLOURS[named.name]];
    const room = named.wide - (failed ? 12 : 0);
    drawLabel(
      ctx,
      job ? `${name}${jobLabel(job)}` : name,
      named.x,
      box.y,
      room,
      box.height,
      textOn(colour),
      colours.sans,
    );
  }
  if (failed) drawCross(ctx, scene, box);
}

function fillOf(
  ctx: CanvasRenderingContext2D,
  { colours }: Scene,
  { name }: BarSegment,
  failed: boolean,
  x: number,
  wide: number,
): string | CanvasGradient {
  if (failed && RUNS.includes(name)) return colours.err;
  if (name !== 'run' || wide < 8) return colours[SEGMENT_COLOURS[name]];
  // Where the network ends and the server begins is not known, so no line is drawn there.
  const gradient = ctx.createLinearGradient(x, 0, x + wide, 0);
  gradient.addColorStop(0, colours.net);
  gradient.addColorStop(Math.min(0.5, 24 / wide), colours.srv);
  return gradient;
}

/** A request that never ran: an empty frame. */
function drawLeftOut(ctx: CanvasRenderingContext2D, { colours }: Scene, { x, y, width, height }: BarBox): void {
  ctx.strokeStyle = colours.edge;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 2]);
  ctx.strokeRect(Math.round(x) + 0.5, y + 1.5, Math.max(3, Math.round(width) - 1), height - 3);
  ctx.setLineDash([]);
}

function drawCross(ctx: CanvasRenderingContext2D, scene: Scene, box: BarBox): void {
  const isLow = box.height < 9;
  if (box.width < 14 && !isLow) {
    drawFlag(ctx, scene, box);
    return;
  }
  // In a flat row there is no room inside; behind the bar there is.
  const x = box.x + box.width + (isLow ? 6 : -8);
  const y = box.y + box.height / 2;
  ctx.strokeStyle = isLow ? scene.colours.err : textOn(scene.colours.err);
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x - 2.5, y - 2.5);
  ctx.lineTo(x + 2.5, y + 2.5);
  ctx.moveTo(x + 2.5, y - 2.5);
  ctx.lineTo(x - 2.5, y + 2.5);
  ctx.stroke();
}

/** A failure too thin for a mark inside has one on top. */
function drawFlag(ctx: CanvasRenderingContext2D, { colours }: Scene, { x, y, width }: BarBox): void {
  const middle = x + Math.max(1.5, width) / 2;
  ctx.fillStyle = colours.err;
  ctx.beginPath();
  ctx.moveTo(middle - 3.5, y - 3);
  ctx.lineTo(middle + 3.5, y - 3);
  ctx.lineTo(middle, y + 2);
  ctx.fill();
}
