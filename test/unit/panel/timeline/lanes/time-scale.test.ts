import { describe, expect, it } from 'vitest';
import { ticksOf } from '../../../../../panel/timeline/lanes/ticks';
import {
  clampWindow,
  fitWindow,
  followWindow,
  panWindow,
  spanOf,
  toTime,
  toX,
  zoomWindow,
} from '../../../../../panel/timeline/lanes/time-scale';

const bounds = { from: 0, to: 10_000 };

describe('the window', () => {
  it('converts times to pixels and back', () => {
    const window = { from: 100, to: 300 };
    expect(toX(window, 400, 150)).toBe(100);
    expect(toTime(window, 400, 100)).toBe(150);
  });
  it('zooms at the pointer', () => {
    const window = { from: 2_000, to: 6_000 };
    const next = zoomWindow(window, 0.5, 3_000, bounds);
    expect(spanOf(next)).toBe(2_000);
    expect(toX(next, 1000, 3_000)).toBeCloseTo(toX(window, 1000, 3_000));
  });
  it('shows no more than the recording and no less than half a millisecond', () => {
    expect(zoomWindow({ from: 0, to: 5_000 }, 100, 1_000, bounds)).toEqual(fitWindow(bounds));
    expect(spanOf(zoomWindow({ from: 0, to: 1 }, 0.0001, 0.5, bounds))).toBe(0.5);
  });
  it('stays inside the recording', () => {
    expect(panWindow({ from: 8_000, to: 9_000 }, 90_000, bounds).to).toBe(fitWindow(bounds).to);
    expect(clampWindow({ from: -9_000, to: -8_000 }, bounds).from).toBe(fitWindow(bounds).from);
  });
  it('follows the newest event with the same span', () => {
    const window = followWindow({ from: 0, to: 1_000 }, bounds);
    expect(spanOf(window)).toBe(1_000);
    expect(window.to).toBeGreaterThan(10_000);
  });
  it('shows the first second of an empty recording', () =>
    expect(spanOf(fitWindow({ from: 0, to: 0 }))).toBeGreaterThanOrEqual(1_000));
});

describe('ticks', () => {
  const labels = (from: number, to: number, width = 900) => ticksOf({ from, to }, width).map(({ label }) => label);
  it('are at round times', () =>
    expect(labels(0, 10_000)).toEqual(['0 s', '1 s', '2 s', '3 s', '4 s', '5 s', '6 s', '7 s', '8 s', '9 s', '10 s']));
  it('change to milliseconds when zoomed in', () =>
    expect(labels(0, 500, 500)).toEqual(['0 s', '100 ms', '200 ms', '300 ms', '400 ms', '500 ms']));
  it('have as many decimals as they need to differ', () =>
    expect(labels(12_345, 12_346.9, 400)).toEqual(['12.3450 s', '12.3455 s', '12.3460 s', '12.3465 s']));
  it('show minutes as a clock does', () =>
    expect(labels(59_000, 300_000, 400)).toEqual(['1:00', '2:00', '3:00', '4:00', '5:00']));
  it('do not start before the recording', () => expect(labels(-1_000, 1_000, 200)[0]).toBe('0 s'));
});
