/** One measured figure; `holds` is whether it meets its target. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: 'ratio' | 'ms' | 'MB' | 'kB' | 'events/s' | 'count';
  /** As text, such as `<= 1.03`. */
  readonly target: string;
  readonly holds: boolean;
  /** Lowest and highest of the rounds, and anything else that explains the value. */
  readonly detail: string;
}

/** A group of figures that are measured together. */
export interface Group {
  readonly name: string;
  /** Left out where there is no Firefox, unless it is named. */
  readonly needsFirefox?: boolean;
  readonly measure: () => Promise<readonly Figure[]>;
}

/** @param values at least one */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (found === undefined) throw new Error('A percentile of nothing.');
  return found;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/**
 * The mean without the lowest and the highest tenth: finer than a median with clocks that count in tenths of
 * milliseconds.
 */
export function trimmedMean(values: readonly number[]): number {
  const cut = Math.floor(values.length / 10);
  const kept = [...values].sort((a, b) => a - b).slice(cut, values.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export const spread = (values: readonly number[], digits = 2): string =>
  `${round(Math.min(...values), digits)} to ${round(Math.max(...values), digits)} in ${values.length} rounds`;

/** A figure that may be at most `limit`. */
export const atMost = (figure: string, value: number, unit: Figure['unit'], limit: number, detail = ''): Figure => ({
  figure,
  value: round(value),
  unit,
  target: `<= ${limit}`,
  holds: value <= limit,
  detail,
});

/** A figure that must be at least `limit`. */
export const atLeast = (figure: string, value: number, unit: Figure['unit'], limit: number, detail = ''): Figure => ({
  figure,
  value: round(value),
  unit,
  target: `>= ${limit}`,
  holds: value >= limit,
  detail,
});

export const toLine = ({ figure, value, unit, target, holds, detail }: Figure): string =>
  JSON.stringify({ figure, value, unit, target, holds, detail });
