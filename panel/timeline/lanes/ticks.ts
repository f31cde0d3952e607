import type { TimeWindow } from './time-scale';

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const MINUTE = 60_000;
/** Steps people count time in, in milliseconds, above one second. */
const LONG_STEPS = [
  1_000,
  2_000,
  5_000,
  10_000,
  20_000,
  30_000,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
];

/** The smallest round step of at least this length. */
function roundStep(least: number): number {
  if (least > 500) return LONG_STEPS.find((step) => step >= least) ?? Math.ceil(least / (60 * MINUTE)) * 60 * MINUTE;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((digit) => digit * power >= least * 0.999999) ?? 10;
  return step * power;
}

/** Round moments of the window, at least `apart` pixels from each other. */
export function ticksOf(window: TimeWindow, width: number, apart = 90): readonly Tick[] {
  const step = roundStep(((window.to - window.from) / Math.max(1, width)) * apart);
  const ticks: Tick[] = [];
  for (let n = Math.ceil(Math.max(0, window.from) / step); n * step <= window.to; n++)
    ticks.push({ at: n * step, label: labelOf(n * step, step) });
  return ticks;
}

/** `0 s`, `250 ms`, `1.25 s`, `1:05`: as many decimals as distinguish neighbours. */
function labelOf(at: number, step: number): string {
  if (at === 0) return '0 s';
  if (step >= 1_000)
    return at < MINUTE
      ? `${Math.round(at / 1_000)} s`
      : `${Math.floor(at / MINUTE)}:${String(Math.round((at % MINUTE) / 1_000)).padStart(2, '0')}`;
  if (at < 1_000) return `${Number(at.toFixed(decimalsOf(step)))} ms`;
  return `${(at / 1_000).toFixed(decimalsOf(step / 1_000))} s`;
}

const decimalsOf = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
