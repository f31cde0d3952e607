import type { KeyboardEvent } from 'react';
import type { TimelineMemory } from '../timeline-memory';
import { spanOf } from '../lanes/time-scale';
import type { BarPlace } from '../lanes/to-lanes';
import { walkBars } from '../lanes/walk-bars';

const CLOSER = 0.75;
const SIDEWAYS = 0.15;

/** Arrows walk from bar to bar; W, A, S, D zoom and pan as in Chrome's Performance panel; Enter opens. */
export function useTimelineKeys(props: {
  readonly memory: TimelineMemory;
  /** The bar that the keyboard is on. */
  readonly at: BarPlace | null;
  readonly move: (place: BarPlace) => void;
  readonly zoomTo: (place: BarPlace | null) => void;
  readonly open: () => void;
}): (event: KeyboardEvent) => void {
  const { memory, at, move, zoomTo, open } = props;
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { window, zoom, pan, fit } = memory.view.getState();
    const middle = at ? middleOf(memory, at) : undefined;
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
    const next = run ? null : walkBars(memory.timeline, at, event.key);
    if (!run && !next) return;
    event.preventDefault();
    if (run) run();
    else if (next) move(next);
  };
}

/** Zooming with the keys keeps the selection in view; without one, or if it is far away, the centre. */
function middleOf({ timeline, view }: TimelineMemory, { lane, bar }: BarPlace): number | undefined {
  const start = timeline.lanes[lane]?.index.startOf(bar);
  const { from, to } = view.getState().window;
  return start !== undefined && start >= from && start <= to ? start : undefined;
}
