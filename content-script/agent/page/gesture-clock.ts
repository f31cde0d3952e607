import { GESTURE_SPAN } from '../../../src/protocol/events';
import { ownersOf, type Owners } from './gesture-target';

/** What starts a user action; other events belong to the one before. */
const BEGINNINGS: ReadonlySet<string> = new Set(['pointerdown', 'keydown', 'drop', 'paste']);
const GESTURES: readonly string[] = [
  ...BEGINNINGS,
  'pointerup',
  'pointercancel',
  'click',
  'input',
  'change',
  'submit',
  'wheel',
];
/** User events that are too frequent to listen to: known while one of their handlers runs. */
const MOVES: ReadonlySet<string> = new Set([
  'pointermove',
  'mousemove',
  'touchmove',
  'pointerenter',
  'pointerover',
  'pointerleave',
  'pointerout',
  'mouseenter',
  'mouseover',
  'mouseleave',
  'mouseout',
]);
/** These events follow a gesture, also in the middle of it; from a script they come alone. */
const COMPANIONS: ReadonlySet<string> = new Set([
  'mousedown',
  'mouseup',
  'dblclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'keyup',
  'keypress',
  'beforeinput',
  'focus',
  'blur',
  'focusin',
  'focusout',
  'dragend',
  'reset',
]);
/** Reading a file and holding the pointer down can take long; but not forever: the page may miss the end. */
const LONG_SPAN = 30_000;
/** Targets kept: a few of one action, of the latest actions. */
const MOST_KEPT = 8;

/** The user's current gesture, as far as it concerns one component. */
export interface Gesture {
  /** Several components may report one click; `null` for a pointer movement, which is not an action. */
  readonly action: number | null;
}

/** The component that changed. */
export interface Changed {
  /** As the renderer writes it. */
  readonly id: string;
  /** Gestures up to this moment do not count: then something else wrote to it, or added it to the page. */
  readonly since: number;
  /** It delays the user's input for a while. */
  readonly isLate: boolean;
}

export interface GestureClock {
  /**
   * The user's gesture (not of a script: trusted events only) that this change of a component is part of; `null`
   * when there is none.
   */
  readonly behind: (changed: Changed) => Gesture | null;
  /** The user followed a link that leads to the current URL, after `since`. */
  readonly behindAddress: (since: number) => Gesture | null;
}

interface Kept {
  readonly target: EventTarget | null;
  readonly path: readonly EventTarget[];
  readonly action: number;
  at: number;
  isFile: boolean;
  owners: Owners | null;
}

/** During a gesture only its path is stored; its component is looked up when a component changes. */
export function createGestureClock(page: Window): GestureClock {
  let kept: Kept[] = [];
  let last = -Infinity;
  let action = 0;
  /** The pointer is down since this gesture. */
  let held: Kept | null = null;
  const now = (): number => page.performance.now();

  const note = (event: Event): void => {
    const { isTrusted, type, target } = event;
    if (!isTrusted) return;
    const at = now();
    if (BEGINNINGS.has(type) || at - last >= GESTURE_SPAN) action++;
    last = at;
    const newest = kept.at(-1);
    if (newest?.target === target && newest.action === action) newest.at = at;
    else
      kept = [
        ...kept.slice(1 - MOST_KEPT),
        { target, path: event.composedPath(), action, at, isFile: false, owners: null },
      ];
    if (type === 'drop' || type === 'paste' || (type === 'change' && hasFiles(target)))
      (kept.at(-1) as Kept).isFile = true;
    if (type === 'pointerdown') held = kept.at(-1) ?? null;
    else if (type === 'pointerup' || type === 'pointercancel') held = null;
  };
  for (const type of GESTURES) page.addEventListener(type, note, { capture: true, passive: true });

  const owners = (entry: Kept): Owners => (entry.owners ??= ownersOf(entry.path));
  const isRecent = (at: number): boolean => now() - at < GESTURE_SPAN;
  const isOnPage = (id: string): boolean => page.document.getElementById(id) !== null;

  /** The handler of a user event is running, and the component changes in it. */
  const inHandler = (id: string, isKnown: boolean): Gesture | null => {
    const { event } = page as { readonly event?: Event | undefined };
    if (!event?.isTrusted) return null;
    const isGesture = GESTURES.includes(event.type) || (COMPANIONS.has(event.type) && isRecent(last));
    if (!isGesture && !MOVES.has(event.type)) return null;
    const acted = isGesture || held !== null ? action : null;
    if (ownersOf(event.composedPath()).ids.has(id)) return { action: acted };
    // A component that listens to the whole document: a menu closes when the user clicks elsewhere.
    return isKnown && acted !== null && isOnPage(id) ? { action: acted } : null;
  };

  return {
    behind({ id, since, isLate }) {
      const newest = kept.at(-1);
      // Now, because the target can be gone from the page by the time the next component changes.
      if (newest !== undefined && isRecent(newest.at)) owners(newest);
      const direct = inHandler(id, now() - since >= GESTURE_SPAN);
      if (direct !== null) return direct;
      const counts = (entry: Kept): boolean =>
        (entry === held && now() - entry.at < LONG_SPAN) ||
        ((isLate || entry.at > since) && now() - entry.at < (entry.isFile ? LONG_SPAN : GESTURE_SPAN));
      const own = kept.findLast((entry) => counts(entry) && owners(entry).ids.has(id));
      if (own !== undefined) return { action: own.action };
      const stray = kept.findLast((entry) => counts(entry) && isRecent(entry.at) && owners(entry).isUnknown);
      return stray !== undefined && isOnPage(id) ? { action: stray.action } : null;
    },
    behindAddress(since) {
      const { href } = page.location;
      const link = kept.findLast(
        ({ at, path }) => at > since && isRecent(at) && path.some((target) => leadsTo(target, href)),
      );
      return link === undefined ? null : { action: link.action };
    },
  };
}

const hasFiles = (target: EventTarget | null): boolean =>
  ((target as { readonly files?: { readonly length: number } | null } | null)?.files?.length ?? 0) > 0;

const leadsTo = (target: EventTarget, href: string): boolean => {
  const { localName, href: own } = target as { readonly localName?: unknown; readonly href?: unknown };
  return localName === 'a' && own === href;
};
