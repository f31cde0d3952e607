import { GESTURE_SPAN } from '../../../src/protocol/events';

/** What begins an action of a person; the others belong to the one before. */
const BEGINNINGS: ReadonlySet<string> = new Set(['pointerdown', 'keydown', 'drop', 'paste']);
const GESTURES = [...BEGINNINGS, 'pointerup', 'input', 'change', 'wheel'];

/**
 * Tells the number of what the user (not a script: trusted events only) did within the last moments; `null` when that was
 * nothing. A click that leaves one field and presses a button is one action, though two components report it.
 */
export function createGestureClock(page: Window): () => number | null {
  let last = -Infinity;
  let action = 0;
  const note = ({ isTrusted, type }: Event): void => {
    if (!isTrusted) return;
    const now = page.performance.now();
    if (BEGINNINGS.has(type) || now - last >= GESTURE_SPAN) action++;
    last = now;
  };
  for (const type of GESTURES) page.addEventListener(type, note, { capture: true, passive: true });
  return () => (page.performance.now() - last < GESTURE_SPAN ? action : null);
}
