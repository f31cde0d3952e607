import { percentileOf } from './percentile';

/** The latest numbers of a stream, with their percentiles at any time. */
export interface LatestNumbers {
  readonly add: (value: number) => void;
  /** `null` before the first one. */
  readonly percentile: (part: number) => number | null;
}

/** @param most how many are kept */
export function createLatestNumbers(most: number): LatestNumbers {
  const inOrder: number[] = [];
  // Kept sorted: sorting a hundred numbers for each of fifty thousand calls takes a second.
  const sorted: number[] = [];
  const placeOf = (value: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add(value) {
      inOrder.push(value);
      sorted.splice(placeOf(value), 0, value);
      const oldest = inOrder.length > most ? inOrder.shift() : undefined;
      if (oldest !== undefined) sorted.splice(placeOf(oldest), 1);
    },
    percentile: (part) => percentileOf(sorted, part),
  };
}
