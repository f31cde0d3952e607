import { GESTURE_SPAN } from '../../src/protocol/events';

const GESTURES = ['pointerdown', 'pointerup', 'keydown', 'input', 'change', 'wheel', 'drop', 'paste'] as const;

/** Tells whether the user (not a script: trusted events only) did something within the last moments. */
export function createGestureClock(page: Window): () => boolean {
  let last = -Infinity;
  const note = ({ isTrusted }: Event): void => {
    if (isTrusted) last = page.performance.now();
  };
  for (const type of GESTURES) page.addEventListener(type, note, { capture: true, passive: true });
  return () => page.performance.now() - last < GESTURE_SPAN;
}
