/** Milliseconds between two looks at a busy app: thirty pictures a second are fluid, and half the work of sixty. */
const LEAST = 32;

/**
 * Runs things right before a picture is drawn, but not for every picture while they come without end. What comes after a rest
 * is not held back.
 */
export function createPace(page: Pick<Window, 'requestAnimationFrame' | 'setTimeout' | 'performance'>): (run: () => void) => void {
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
    else page.setTimeout(inFrame, wait / 2);
  };
}
