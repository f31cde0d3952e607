/**
 * Minimum time in milliseconds between two updates of a busy app: twenty to thirty frames per second look fluid for
 * text and counts, at less than half the work of sixty. Where cores are few, drawing takes time from the inspected
 * app and its server.
 */
const LEAST = 48;

/**
 * Runs functions right before a frame is drawn, but not before every frame during a steady stream. The first one
 * after a pause is not held back.
 */
export function createPace(
  page: Pick<Window, 'requestAnimationFrame' | 'setTimeout' | 'performance'>,
): (run: () => void) => void {
  let last = -Infinity;
  return (run) => {
    const inFrame = (): void => {
      page.requestAnimationFrame(() => {
        last = page.performance.now();
        run();
      });
    };
    const wait = last + LEAST - page.performance.now();
    if (wait <= 0) inFrame();
    // Half of the wait, as the next frame is up to 16 ms later: what is new is visible within 100 ms.
    else page.setTimeout(inFrame, wait / 2);
  };
}
