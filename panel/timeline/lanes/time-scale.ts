/** A stretch of trace time, in milliseconds since the trace began. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The shortest window: closer than this, measurements mean nothing. */
const SHORTEST = 0.5;
/** Room around the recording, as a share of what is shown, so that the ends can be seen as ends. */
const MARGIN = 0.04;

export const spanOf = ({ from, to }: TimeWindow): number => to - from;
export const toX = ({ from, to }: TimeWindow, width: number, time: number): number =>
  ((time - from) / (to - from)) * width;
export const toTime = ({ from, to }: TimeWindow, width: number, x: number): number =>
  from + (x / Math.max(1, width)) * (to - from);

/** The whole recording with some room at both ends. An empty one shows its first second. */
export function fitWindow(bounds: TimeWindow): TimeWindow {
  const span = Math.max(1_000, spanOf(bounds));
  return { from: bounds.from - span * MARGIN, to: bounds.from + span * (1 + MARGIN) };
}

/** The window nearest to the wished one that lies within the recording and is neither too short nor too long. */
export function clampWindow(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  const whole = fitWindow(bounds);
  const span = Math.min(Math.max(SHORTEST, spanOf(window)), spanOf(whole));
  const center = (window.from + window.to) / 2;
  const from = Math.min(Math.max(center - span / 2, whole.from), whole.to - span);
  return { from, to: from + span };
}

/** @param factor below 1 shows less; `at` stays at its position on the screen */
export function zoomWindow(window: TimeWindow, factor: number, at: number, bounds: TimeWindow): TimeWindow {
  const span = Math.min(Math.max(SHORTEST, spanOf(window) * factor), spanOf(fitWindow(bounds)));
  const share = (at - window.from) / spanOf(window);
  const from = at - share * span;
  return clampWindow({ from, to: from + span }, bounds);
}

export const panWindow = ({ from, to }: TimeWindow, by: number, bounds: TimeWindow): TimeWindow =>
  clampWindow({ from: from + by, to: to + by }, bounds);

/** Keeps the span and ends right after the newest moment. */
export function followWindow(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  const span = spanOf(window);
  const to = Math.max(bounds.to + span * MARGIN, fitWindow(bounds).from + span);
  return { from: to - span, to };
}
