/**
 * Milliseconds after which a busy app is looked at again: twenty to thirty pictures a second are fluid for words and counts,
 * and less than half the work of sixty. What is drawn takes time from the inspected app and its server where cores are few.
 */
const LEAST = 48;

/**
 * Runs things right before a picture is drawn, but not for every picture while they come without end. What comes after a rest
 * is not held back.
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
    // Halfway, as the next picture is up to 16 ms later: what is new is seen within 100 ms.
    else page.setTimeout(inFrame, wait / 2);
  };
}
