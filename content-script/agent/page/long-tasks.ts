/** Reports times in which the main thread was busy for 50 ms and more (Chromium only; elsewhere nothing is reported). */
export function watchLongTasks(page: Window & typeof globalThis, found: (duration: number, at: number) => void): void {
  const { PerformanceObserver: Observer } = page as { readonly PerformanceObserver?: typeof PerformanceObserver };
  if (Observer?.supportedEntryTypes.includes('longtask') !== true) return;
  new Observer((list) => {
    for (const { duration, startTime } of list.getEntries()) found(duration, startTime);
  }).observe({ type: 'longtask', buffered: true });
}
