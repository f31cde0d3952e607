/**
 * The least value that at least this part of them reaches not beyond.
 * @param sorted ascending
 * @param part from 0 to 1
 */
export function percentileOf(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}
