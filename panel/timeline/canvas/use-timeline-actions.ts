import { usePanelStore } from '../../store/panel-context';
import type { Bar, BarPlace } from '../lanes/to-lanes';
import type { TimelineMemory } from '../timeline-memory';
import type { StageActions } from './stage-input';

interface TimelineActions extends StageActions {
  /** Selects the bar if it is a call; anything else is only focused. */
  readonly focusOn: (place: BarPlace | null) => void;
}

export const barAt = ({ timeline }: TimelineMemory, place: BarPlace | null): Bar | undefined =>
  place ? timeline.lanes[place.lane]?.bars[place.bar] : undefined;

/** What pointer and keys do with the bars. */
export function useTimelineActions(memory: TimelineMemory): TimelineActions {
  const { timeline, view } = memory;
  const store = usePanelStore();

  const focusOn = (place: BarPlace | null): void => {
    const bar = barAt(memory, place);
    view.getState().set({ focus: bar?.type === 'call' ? null : place });
    store.getState().selectCall(bar?.type === 'call' ? bar.call.id : null);
  };
  return {
    focusOn,
    select: (place) => {
      focusOn(place);
      if (barAt(memory, place)?.type === 'call') store.getState().setInspectorOpen(true);
    },
    filter: (range) => store.getState().setFilters({ timeRange: range && [range.from, range.to] }),
    zoomTo: (place) => {
      const index = place && timeline.lanes[place.lane]?.index;
      if (!place || !index) {
        view.getState().fit();
        return;
      }
      const from = index.startOf(place.bar);
      const to = Math.min(index.endOf(place.bar), memory.now());
      const margin = Math.max(20, to - from) * 0.4;
      view.getState().show({ from: from - margin, to: to + margin });
    },
  };
}
