/** Reports when the main thread was busy for 50 ms or more (Chromium only; elsewhere nothing is reported). */
export function watchLongTasks(page: Window & typeof globalThis, found: (duration: number, at: number) => void): void {
  const { PerformanceObserver: Observer } = page as { readonly PerformanceObserver?: typeof PerformanceObserver };
  if (Observer?.supportedEntryTypes.includes('longtask') !== true) return;
  new Observer((list) => {
    for (const { duration, startTime } of list.getEntries()) found(duration, startTime);
  }).observe({ type: 'longtask', buffered: true });
}
