import { RULER } from '../draw/scene';
import type { Stage } from './stage';
import { spanOf, toTime, type TimeWindow } from '../lanes/time-scale';
import type { BarPlace } from '../lanes/to-lanes';
import type { ViewStore } from '../view-state';

export interface StageActions {
  /** A bar was clicked; `null` for the empty space between bars. */
  readonly select: (place: BarPlace | null) => void;
  /** A range was drawn on the ruler; `null` for a click there. */
  readonly filter: (range: TimeWindow | null) => void;
  readonly zoomTo: (place: BarPlace | null) => void;
}

/** Less than this is a click with an unsteady hand. */
const DRAG_FROM = 4;
/** A wheel's notch is 100 or 120: about a fifth closer or further. */
const ZOOM_PER_PIXEL = 0.0018;

type Drag =
  | {
      readonly type: 'pan';
      readonly x: number;
      readonly y: number;
      readonly window: TimeWindow;
      readonly scrollTop: number;
    }
  | { readonly type: 'brush'; readonly from: number };

/** Pointer and wheel on the canvas, as in Chrome's Performance panel. */
export function listenToPointer(
  scroller: HTMLElement,
  stage: Stage,
  view: ViewStore,
  actions: StageActions,
): () => void {
  let drag: Drag | null = null;
  let moved = false;
  let downAt = { x: 0, y: 0 };

  const pointOf = (event: MouseEvent): { readonly x: number; readonly y: number } => {
    const { left, top } = scroller.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const timeAt = (x: number): number => toTime(view.getState().window, stage.axis(), x - stage.left());

  const onDown = (event: PointerEvent): void => {
    const { x, y } = pointOf(event);
    // The scroll bar belongs to the browser.
    if (event.button > 1 || x > scroller.clientWidth) return;
    moved = false;
    downAt = { x, y };
    drag =
      y < RULER && x >= stage.left()
        ? { type: 'brush', from: timeAt(x) }
        : { type: 'pan', x, y, window: view.getState().window, scrollTop: scroller.scrollTop };
    scroller.setPointerCapture(event.pointerId);
  };

  const onMove = (event: PointerEvent): void => {
    const { x, y } = pointOf(event);
    if (drag === null) {
      const { hover } = view.getState();
      const next = stage.hit(x, y);
      if (next !== null || hover !== null) view.getState().set({ hover: next });
      scroller.style.cursor = y < RULER && x >= stage.left() ? 'text' : next ? 'pointer' : 'default';
      return;
    }
    if (!moved && Math.hypot(x - downAt.x, y - downAt.y) < DRAG_FROM) return;
    moved = true;
    const state = view.getState();
    if (drag.type === 'brush') state.set({ brush: ordered(drag.from, timeAt(x)), hover: null });
    else {
      const by = ((drag.x - x) / stage.axis()) * spanOf(drag.window);
      state.show({ from: drag.window.from + by, to: drag.window.to + by });
      scroller.scrollTop = drag.scrollTop + drag.y - y;
      state.set({ hover: null });
      scroller.style.cursor = 'grabbing';
    }
  };

  const onUp = (event: PointerEvent): void => {
    const before = drag;
    drag = null;
    if (before === null) return;
    const { brush, set } = view.getState();
    if (before.type === 'brush') {
      set({ brush: null });
      actions.filter(moved ? brush : null);
    } else if (!moved) {
      const { x, y } = pointOf(event);
      actions.select(stage.hit(x, y));
    }
    scroller.style.cursor = 'default';
  };

  const onCancel = (): void => {
    drag = null;
    view.getState().set({ brush: null });
  };
  const onLeave = (): void => {
    if (view.getState().hover !== null) view.getState().set({ hover: null });
  };
  const onDouble = (event: MouseEvent): void => {
    const { x, y } = pointOf(event);
    if (y >= RULER) actions.zoomTo(stage.hit(x, y));
  };

  const onWheel = (event: WheelEvent): void => {
    turnWheel(event, scroller, stage, view, timeAt(pointOf(event).x));
  };

  const ended = new AbortController();
  const { signal } = ended;
  scroller.addEventListener('wheel', onWheel, { passive: false, signal });
  scroller.addEventListener('pointerdown', onDown, { signal });
  scroller.addEventListener('pointermove', onMove, { signal });
  scroller.addEventListener('pointerup', onUp, { signal });
  scroller.addEventListener('pointercancel', onCancel, { signal });
  scroller.addEventListener('pointerleave', onLeave, { signal });
  scroller.addEventListener('dblclick', onDouble, { signal });
  return () => {
    ended.abort();
  };
}

/** The wheel zooms; with Shift or sideways it moves through time, with Alt through the lanes. */
function turnWheel(event: WheelEvent, scroller: HTMLElement, stage: Stage, view: ViewStore, timeBelow: number): void {
  event.preventDefault();
  const { window, zoom, pan } = view.getState();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
  const perPixel = spanOf(window) / stage.axis();
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(sideways * unit * perPixel);
  else if (event.altKey) scroller.scrollTop += event.deltaY * unit;
  else zoom(Math.exp(event.deltaY * unit * ZOOM_PER_PIXEL * (event.ctrlKey ? 5 : 1)), timeBelow);
}

const ordered = (a: number, b: number): TimeWindow => (a < b ? { from: a, to: b } : { from: b, to: a });
