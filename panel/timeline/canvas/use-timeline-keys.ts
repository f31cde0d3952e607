import type { KeyboardEvent } from 'react';
import type { Session } from '../session';
import { spanOf } from '../lanes/time-scale';
import type { Place } from '../lanes/to-lanes';
import { walk } from '../lanes/walk';

const CLOSER = 0.75;
const SIDEWAYS = 0.15;

/** Arrows walk from bar to bar; W, A, S, D zoom and pan as in Chrome's Performance panel; Enter opens. */
export function useTimelineKeys(props: {
  readonly session: Session;
  /** The bar the keyboard is at. */
  readonly at: Place | null;
  readonly move: (place: Place) => void;
  readonly zoomTo: (place: Place | null) => void;
  readonly open: () => void;
}): (event: KeyboardEvent) => void {
  const { session, at, move, zoomTo, open } = props;
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { window, zoom, pan, fit } = session.view.getState();
    const middle = at ? middleOf(session, at) : undefined;
    const keys: Readonly<Record<string, () => void>> = {
      w: () => zoom(CLOSER, middle),
      '+': () => zoom(CLOSER, middle),
      s: () => zoom(1 / CLOSER, middle),
      '-': () => zoom(1 / CLOSER, middle),
      a: () => pan(-SIDEWAYS * spanOf(window)),
      d: () => pan(SIDEWAYS * spanOf(window)),
      0: fit,
      f: () => zoomTo(at),
      Enter: open,
    };
    const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const next = run ? null : walk(session.timeline, at, event.key);
    if (!run && !next) return;
    event.preventDefault();
    if (run) run();
    else if (next) move(next);
  };
}

/** Zooming with the keys keeps what is selected in sight; without it, or when it is far off, the middle. */
function middleOf({ timeline, view }: Session, { lane, bar }: Place): number | undefined {
  const start = timeline.lanes[lane]?.index.startOf(bar);
  const { from, to } = view.getState().window;
  return start !== undefined && start >= from && start <= to ? start : undefined;
}
