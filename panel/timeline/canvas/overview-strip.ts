import type { TimeWindow } from '../lanes/time-scale';
import type { Colours } from '../draw/colours';
import { drawOverview } from '../draw/draw-overview';
import type { Timeline } from '../lanes/to-lanes';
import { fitCanvas } from './fit-canvas';

/** Draws the whole recording into the strip above the timeline, only when it looks different from the last time. */
export function createOverviewStrip(
  canvas: HTMLCanvasElement,
  timeline: Timeline,
): (window: TimeWindow, moment: number, colours: Colours) => void {
  const ctx = canvas.getContext('2d', { alpha: false });
  let drawn = '';

  return (window, moment, colours) => {
    // The strip changes with the recording only, not with what is shown of it.
    const { size, to, open } = timeline;
    const state = [size, to, moment, canvas.clientWidth, devicePixelRatio, colours.bg, open].join();
    if (ctx === null || state === drawn) return;
    drawn = state;
    fitCanvas(canvas, ctx, canvas.clientWidth, canvas.clientHeight);
    drawOverview(ctx, timeline, window, canvas.clientWidth, canvas.clientHeight, moment, colours);
  };
}
