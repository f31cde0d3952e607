import { readColours, watchTheme, type Colours } from '../draw/colours';
import { drawFrame } from '../draw/draw-frame';
import { hitTest } from '../lanes/hit-test';
import { layOutLanes, type LaneLayout } from '../lanes/lane-layout';
import { leftFor, RULER, type Scene } from '../draw/scene';
import { timelineBounds, type TimelineMemory } from '../timeline-memory';
import { fitWindow } from '../lanes/time-scale';
import type { Hover } from '../view-state';
import { fitCanvas } from './fit-canvas';
import { createOverviewStrip } from './overview-strip';
import { watchRoom } from './watch-room';

/** What the picture shows in addition to the bars; set by the view whenever it changes. */
export type StageContent = Pick<Scene, 'selected' | 'links' | 'passing' | 'wave' | 'range' | 'nameOf'> & {
  /** Bars without an end grow with the clock. */
  readonly live: boolean;
};

interface StageElements {
  readonly root: HTMLElement;
  readonly scroller: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** As tall as all lanes, so that the browser scrolls. */
  readonly spacer: HTMLElement;
  readonly overview: HTMLCanvasElement;
  /** Called with every frame, so that what lies over the canvas moves along. */
  readonly onFrame: () => void;
}

export interface Stage {
  /** Draws once in the next frame, however often it is called. */
  readonly invalidate: () => void;
  readonly show: (shown: StageContent) => void;
  /** The bar at a point of the stage. */
  readonly hit: (x: number, y: number) => Hover | null;
  /** Pixels of the time axis. */
  readonly axis: () => number;
  readonly left: () => number;
  readonly scrollIntoView: (lane: number, bar: number) => void;
  readonly dispose: () => void;
}

const NOTHING: StageContent = {
  selected: null,
  links: [],
  passing: null,
  wave: null,
  range: null,
  nameOf: String,
  live: false,
};

/** Fast enough for bars that grow; with reduced motion they grow by steps. */
const LIVE_EVERY = 50;
const LIVE_CALMLY = 500;

/** Owns the canvases: sizes, theme, and at most one drawing per frame, only when something changed. */
export function createStage(memory: TimelineMemory, elements: StageElements): Stage {
  const { timeline, view, now } = memory;
  const { root, scroller, canvas, spacer, overview, onFrame } = elements;
  const main = canvas.getContext('2d', { alpha: false });
  const drawStrip = createOverviewStrip(overview, timeline);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let shown = NOTHING;
  let colours: Colours = readColours(root);
  let layout: LaneLayout = layOutLanes(timeline);
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const moment = (): number => (shown.live && timeline.open > 0 ? now() : timeline.to);
  const width = (): number => scroller.clientWidth;
  const left = (): number => leftFor(width());
  const axis = (): number => Math.max(1, width() - left());

  const draw = (): void => {
    frame = 0;
    clearTimeout(timer);
    view.getState().setBounds(timelineBounds(timeline, moment()));
    const height = scroller.clientHeight;
    layout = layOutLanes(timeline, height - RULER);
    const { window, hover, focus, brush, bounds } = view.getState();
    setHeight(spacer, Math.max(0, layout.height + RULER - height));
    if (main) {
      fitCanvas(canvas, main, width(), height);
      drawFrame(main, {
        ...shown,
        timeline,
        layout,
        window,
        width: width(),
        height,
        left: left(),
        scrollTop: scroller.scrollTop,
        now: moment(),
        colours,
        focus,
        hover,
        range: brush ?? shown.range,
      });
    }
    drawStrip(fitWindow(bounds), moment(), colours);
    onFrame();
    if (shown.live && timeline.open > 0) timer = setTimeout(invalidate, calm.matches ? LIVE_CALMLY : LIVE_EVERY);
  };
  const invalidate = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };

  const stopTheme = watchTheme(() => {
    colours = readColours(root);
    invalidate();
  });
  const stopView = view.subscribe(invalidate);
  const stopRoom = watchRoom(scroller, overview, invalidate);
  invalidate();

  return {
    invalidate,
    show(next) {
      shown = next;
      invalidate();
    },
    hit(x, y) {
      if (y < RULER) return null;
      const found = hitTest(
        timeline,
        layout,
        view.getState().window,
        axis(),
        x - left(),
        y - RULER + scroller.scrollTop,
      );
      return found && { ...found, x, y };
    },
    axis,
    left,
    scrollIntoView(lane, bar) {
      const box = layout.boxes.find((one) => one.lane === lane);
      const row = timeline.lanes[lane]?.index.rowOf(bar) ?? 0;
      if (box) bringIntoView(scroller, box.top + row * box.rowHeight, box.rowHeight);
    },
    dispose() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      stopTheme();
      stopView();
      stopRoom();
    },
  };
}

function setHeight(element: HTMLElement, height: number): void {
  const text = `${Math.round(height)}px`;
  if (element.style.height !== text) element.style.height = text;
}

/** Scrolls by no more than needed. */
function bringIntoView(scroller: HTMLElement, top: number, height: number): void {
  const room = scroller.clientHeight - RULER;
  const bottom = top + height + 6;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + room) scroller.scrollTop = bottom - room;
}
