const NUMBER = new Intl.NumberFormat('en-US');

/** `1,204`. */
export const formatNumber = (value: number): string => NUMBER.format(value);

/** `1 row`, `1,204 rows`. */
export const formatCount = (count: number, noun: string): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Milliseconds in readable form: `0.3 ms`, `142 ms`, `1.24 s`, `2 min 03 s`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms === 0) return '0 ms';
  if (ms < 0.05) return '<0.1 ms';
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Moment of a trace, milliseconds since it began: `0:03.214`, `1:02:03.214`. Always the same number of decimals. */
export function formatClock(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** Length of JSON text: `210 B`, `184 kB`, `1.2 MB`. */
export function formatSize(characters: number): string {
  if (characters < 1000) return `${characters} B`;
  if (characters < 9_950) return `${(characters / 1000).toFixed(1)} kB`;
  if (characters < 999_500) return `${Math.round(characters / 1000)} kB`;
  return `${(characters / 1_000_000).toFixed(1)} MB`;
}
