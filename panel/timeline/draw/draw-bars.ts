import { boxOf, type BarBox } from './box';
import { LANE_COLOURS } from './colours';
import { drawAction } from './draw-action';
import { drawCallBar } from './draw-call-bar';
import { drawLabel } from './draw-label';
import { barHeight, rowTop, type LaneBox } from '../lanes/lane-layout';
import { RULER, type Scene } from './scene';
import { spanOf, toX } from '../lanes/time-scale';
import type { Lane, BarPlace } from '../lanes/to-lanes';

/** All bars in sight. */
export function drawBars(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { timeline, layout, scrollTop, height } = scene;
  for (const box of layout.boxes) {
    const lane = timeline.lanes[box.lane];
    if (!lane || box.top + box.height < scrollTop || box.top > scrollTop + height - RULER) continue;
    const first = Math.max(0, Math.floor((scrollTop - box.top) / box.rowHeight) - 1);
    const last = Math.min(lane.index.rows - 1, Math.ceil((scrollTop + height - box.top) / box.rowHeight));
    for (let row = first; row <= last; row++) drawRow(ctx, scene, lane, box, row);
  }
}

function drawRow(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, box: LaneBox, row: number): void {
  const { window, width, left, now, colours } = scene;
  const axis = width - left;
  const y = rowTop(box, row) + (box.rowHeight - barHeight(box)) / 2;
  const tall = barHeight(box);
  // One pixel more to the left, so that a thin bar at the edge is not cut.
  lane.index.visit(row, window.from, window.to, spanOf(window) / axis, (number, count, from, to, marked) => {
    const x = toX(window, axis, from);
    const end = toX(window, axis, Math.min(to, now));
    if (count > 1) {
      ctx.fillStyle = marked ? colours.err : colours[LANE_COLOURS[lane.name]];
      ctx.globalAlpha = marked ? 1 : 0.75;
      ctx.fillRect(
        Math.floor(x),
        marked ? y - 1 : y,
        Math.max(1, Math.ceil(end) - Math.floor(x)),
        marked ? tall + 2 : tall,
      );
      ctx.globalAlpha = 1;
      return;
    }
    const bar = lane.bars[number];
    const place: BarBox = { x, y, width: Math.max(0, end - x), height: tall };
    if (bar?.type === 'call') drawCallBar(ctx, scene, bar, place, lane.name);
    else if (bar?.type === 'action') drawAction(ctx, scene, bar, place);
    else if (bar?.type === 'task') drawTask(ctx, scene, place);
  });
}

function drawTask(ctx: CanvasRenderingContext2D, { colours }: Scene, { x, y, width, height }: BarBox): void {
  ctx.fillStyle = colours.err;
  ctx.globalAlpha = 0.55;
  ctx.beginPath();
  ctx.roundRect(x, y, Math.max(2, width), height, Math.min(3, width / 2));
  ctx.fill();
  ctx.globalAlpha = 1;
  drawLabel(ctx, 'page busy', x, y, width, height, colours.ink, colours.sans);
}

/** What the pointer is over, and what is selected: on top of everything. */
export function drawOutlines(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hover, selected, focus, timeline, colours } = scene;
  const outline = (place: BarPlace | null | undefined, colour: string, thickness: number): void => {
    const box = place ? boxOf(scene, place) : null;
    if (!box) return;
    const x = Math.max(-4, box.x);
    const width = Math.min(scene.width, box.x + box.width) - x;
    if (width <= 0) return;
    ctx.strokeStyle = colour;
    ctx.lineWidth = thickness;
    ctx.beginPath();
    ctx.roundRect(x - 1.5, box.y - 1.5, width + 3, box.height + 3, 4);
    ctx.stroke();
  };
  outline(hover, colours.ink, 1);
  outline(selected === null ? null : timeline.placeOf(selected), colours['sel-line'], 2);
  outline(focus, colours['sel-line'], 2);
}
