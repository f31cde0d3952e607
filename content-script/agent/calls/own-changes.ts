import { GESTURE_SPAN, type ChangeAfter } from '../../../src/protocol/events';
import type { Gesture, GestureClock } from '../page/gesture-clock';
import type { Path } from '../page/layout-path';

/** A change that a component may have caused itself. */
export interface Change {
  readonly path: Path;
  readonly id: string;
  /** `namespace.Type`. */
  readonly component: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** The current properties of the component. */
  readonly held: Readonly<Record<string, unknown>>;
}

export interface WhoChanged {
  readonly gesture: Gesture | null;
  readonly after?: ChangeAfter;
}

/** Explains why components change by themselves: a user gesture, a recent write to them, or an unknown reason. */
export interface OwnChanges {
  readonly explain: (change: Change) => WhoChanged;
  /** A callback or the renderer wrote to a component. */
  readonly written: (path: Path, id: string, names: readonly string[]) => void;
  /** The page has a new layout. */
  readonly loaded: () => void;
}

interface Touch {
  readonly path: Path;
  readonly id: string;
  readonly names: readonly string[];
  readonly at: number;
  /**
   * A component changed itself, which may have shown others inside it: the selected tab.
   */
  readonly isOwn: boolean;
}

/** Milliseconds within which a component reacts to a write. */
const ANSWER_SPAN = 1_000;
const MOST_TOUCHES = 200;
const HOVER: Gesture = { action: null };

export function createOwnChanges(page: Window, gestures: GestureClock): OwnChanges {
  let touches: Touch[] = [];
  let loadedAt = -Infinity;
  const now = (): number => page.performance.now();

  const touch = (path: Path, id: string, names: readonly string[], isOwn: boolean): void => {
    touches = [...touches.slice(1 - MOST_TOUCHES), { path, id, names, at: now(), isOwn }];
  };

  /** The latest write to a component, or to one around it, that it did not make itself. */
  const latestTouch = (path: Path): Touch | undefined => {
    const oldest = now() - GESTURE_SPAN;
    return touches.findLast(
      (each) =>
        each.at > oldest &&
        each.path.length <= path.length - (each.isOwn ? 1 : 0) &&
        each.path.every((step, index) => path[index] === step),
    );
  };

  const following = (path: Path, latest: Touch | undefined): ChangeAfter | undefined => {
    const outside = outsideEvent(page);
    if (outside !== undefined) return { what: outside };
    if (latest === undefined || latest.at < loadedAt)
      return now() - loadedAt < GESTURE_SPAN ? { what: 'mount' } : undefined;
    if (latest.isOwn) return { what: 'mount' };
    if (now() - latest.at >= ANSWER_SPAN) return undefined;
    const { id, names } = latest;
    const inside = path[latest.path.length + 1];
    const holds = names.find((name) => path.length > latest.path.length && name === inside);
    const wrote = holds ?? names[0];
    return wrote === undefined ? undefined : { what: holds === undefined ? 'write' : 'layout', id, property: wrote };
  };

  return {
    explain({ path, id, component, props, held }) {
      const latest = latestTouch(path);
      const since = Math.max(latest?.at ?? -Infinity, loadedAt);
      const names = Object.keys(props);
      // A written value comes back at once from a component that delays its own changes: an echo of the write.
      const isEcho = latest?.names.some((name) => names.includes(name)) === true;
      const isLate = isHoldingBack(held) && latest?.path.length === path.length && !isEcho;
      const gesture = isHover(component, names)
        ? HOVER
        : component.endsWith('.Location')
          ? gestures.behindAddress(since)
          : gestures.behind({ id, since, isLate });
      if (names.some(mayReveal)) touch(path, id, names, true);
      if (gesture !== null) return { gesture };
      const after = following(path, latest);
      return after === undefined ? { gesture } : { gesture, after };
    },
    written(path, id, names) {
      touch(path, id, names, false);
    },
    loaded() {
      loadedAt = now();
      touches = [];
    },
  };
}

const isHoldingBack = ({ debounce }: Readonly<Record<string, unknown>>): boolean =>
  debounce !== undefined && debounce !== null && debounce !== false;

/** Clicks and key presses are only counted, and add nothing to the page by themselves. */
const mayReveal = (name: string): boolean => !/^n_|_timestamp$/.test(name);

/** What the browser reports to the component right now: it went back or forward, or another tab wrote. */
function outsideEvent(page: Window): 'navigation' | 'storage' | undefined {
  const { event } = page as { readonly event?: Event | undefined };
  if (event?.isTrusted !== true) return undefined;
  if (event.type === 'popstate' || event.type === 'hashchange') return 'navigation';
  return event.type === 'storage' ? 'storage' : undefined;
}

/** It follows the pointer, sometimes with a delay. */
const isHover = (component: string, names: readonly string[]): boolean =>
  component.endsWith('.Graph') && names.every((name) => name === 'hoverData');
