import { LANE_COLOURS, type Colours } from './colours';
import { spanOf, toX, type TimeWindow } from '../lanes/time-scale';
import { LANES, type Timeline } from '../lanes/to-lanes';

const PADDING = 5;

/** The whole recording in a strip: every lane a line, your actions along its head, failures along its foot. */
export function drawOverview(
  ctx: CanvasRenderingContext2D,
  timeline: Timeline,
  whole: TimeWindow,
  width: number,
  height: number,
  now: number,
  colours: Colours,
): void {
  ctx.fillStyle = colours.bg2;
  ctx.fillRect(0, 0, width, height);
  const lanes = timeline.lanes.filter(({ index, name }) => index.size > 0 && name !== 'you');
  const step = (height - 2 * PADDING) / Math.max(1, lanes.length);
  const pixel = spanOf(whole) / Math.max(1, width);
  lanes.forEach(({ index, name }, i) => {
    const y = PADDING + i * step;
    const tall = Math.max(1, Math.min(5, step - 1));
    for (let row = 0; row < index.rows; row++) {
      index.visit(row, whole.from, whole.to, pixel, (_bar, _count, from, to, marked) => {
        const x = toX(whole, width, from);
        ctx.fillStyle = marked ? colours.err : colours[LANE_COLOURS[name]];
        // Overlapping calls add up to a fuller colour.
        ctx.globalAlpha = marked ? 1 : 0.55;
        ctx.fillRect(x, y, Math.max(1, toX(whole, width, Math.min(to, now)) - x), tall);
        // A failure is also a tick at the foot, so that it is found where the lines are full.
        if (marked) ctx.fillRect(x, height - 4, 1.5, 4);
      });
    }
  });
  ctx.globalAlpha = 1;
  const you = timeline.lanes[LANES.indexOf('you')];
  for (let row = 0; row < (you?.index.rows ?? 0); row++) {
    you?.index.visit(row, whole.from, whole.to, pixel, (number, count, from) => {
      const bar = you.bars[number];
      if (count === 1 && bar?.type === 'action' && !bar.gesture) return;
      ctx.fillStyle = colours.hot;
      ctx.fillRect(toX(whole, width, from), 0, 1.5, 4);
    });
  }
}
