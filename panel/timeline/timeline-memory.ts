import { createWaveTracker, type Wave, type WaveTracker } from '../../src/analysis/waves';
import type { TraceModel } from '../../src/trace/model';
import type { PanelStore } from '../store/panel-store';
import type { TimeWindow } from './lanes/time-scale';
import { createTimeline, type Timeline } from './lanes/to-lanes';
import { createViewStore, type ViewStore } from './view-state';

/** What the timeline knows of one app, kept while the panel lives: nothing is worked out again when the tab comes back. */
export interface TimelineMemory {
  readonly timeline: Timeline;
  readonly tracker: WaveTracker;
  readonly view: ViewStore;
  /** Takes over the model. The same model again costs nothing. */
  readonly update: (model: TraceModel) => readonly Wave[];
  /** Milliseconds of the trace now, estimated between the moments the trace records. */
  readonly now: () => number;
}

// Not derived: it also holds what the user did with the view (zoom, place), which no model has.
// eslint-disable-next-line no-restricted-syntax
const memories = new WeakMap<PanelStore, Map<string, TimelineMemory>>();

export function timelineMemoryOf(store: PanelStore, app: string): TimelineMemory {
  const known = memories.get(store) ?? new Map<string, TimelineMemory>();
  memories.set(store, known);
  // Apps are replaced with every reload of the page.
  for (const id of known.keys()) if (!store.getState().apps.some((one) => one.id === id)) known.delete(id);
  const memory = known.get(app) ?? createTimelineMemory();
  known.set(app, memory);
  return memory;
}

/** A recording from the beginning starts at zero, one that was cleared or opened late at its first bar. */
export function timelineBounds(timeline: Timeline, to: number): TimeWindow {
  return { from: timeline.from < FROM_ZERO ? 0 : timeline.from, to: Math.max(timeline.to, to) };
}

const FROM_ZERO = 2_000;

function createTimelineMemory(wallClock = () => performance.now()): TimelineMemory {
  const timeline = createTimeline();
  const tracker = createWaveTracker();
  const view = createViewStore();
  let last: TraceModel | null = null;
  let waves: readonly Wave[] = [];
  // The page's clock is another one than ours. The smallest distance ever seen between a moment and its arrival here is
  // the distance between the two.
  let offset = Infinity;

  return {
    timeline,
    tracker,
    view,
    update(model) {
      if (model === last) return waves;
      last = model;
      timeline.update(model);
      waves = tracker.update(model);
      view.getState().setBounds(timelineBounds(timeline, timeline.to));
      if (timeline.size > 0) offset = Math.min(offset, wallClock() - timeline.to);
      return waves;
    },
    now: () => Math.max(timeline.to, offset === Infinity ? 0 : wallClock() - offset),
  };
}
