/**
 * `localhost-8050-2026-05-03T14-07-09.trace.json`: where it was recorded and when it was saved, in local time. Only
 * characters that every file system takes.
 */
export function traceFileName(url: string, at: Date): string {
  const host = URL.canParse(url) ? new URL(url).host.replace(/[^a-z0-9.-]+/gi, '-').replace(/^-+|-+$/g, '') : '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('-');
  return `${host === '' ? 'dash' : host}-${day}T${time}.trace.json`;
}
