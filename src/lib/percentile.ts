/**
 * The smallest of the values that at least this part of them does not exceed.
 * @param sorted ascending
 * @param part from 0 to 1
 */
export function percentileOf(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}
