import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { TIMELINE_TEXTS } from '../../src/words/panel';
import { selectApp, selectFilters, selectModel, selectPaused } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import type { App } from '../store/panel-state';
import { EmptyState } from '../ui/EmptyState';
import { useElementSize } from '../ui/use-element-size';
import { timelineMemoryOf } from './timeline-memory';
import './timeline.css';
import { TimelineCanvas } from './canvas/TimelineCanvas';
import { TimelineToolbar } from './TimelineToolbar';
import { WaveList } from './waves/WaveList';
import { WaveTable } from './waves/WaveTable';

/** From this width on, there is room for the waves next to the picture; below it, they are under it, if tall enough. */
const SIDE_FROM = 700;
const UNDER_FROM = 420;

/** Everything in time: what the user did, what ran, what waited for what. */
export function TimelineView() {
  const app = usePanel(selectApp);
  const paused = usePanel(selectPaused);
  const isEmpty = usePanel((state) => {
    const model = selectModel(state);
    return (
      model === null ||
      (model.callIds.length === 0 &&
        !model.events.some(({ type }) => type === 'user' || type === 'component' || type === 'interval'))
    );
  });
  if (app === null || isEmpty) {
    return (
      <EmptyState title={TIMELINE_TEXTS.emptyTitle}>
        <p>{paused ? TIMELINE_TEXTS.emptyPaused : TIMELINE_TEXTS.empty}</p>
      </EmptyState>
    );
  }
  return <Recording key={app.id} app={app} />;
}

function Recording({ app }: { readonly app: App }) {
  const store = usePanelStore();
  const memory = useMemo(() => timelineMemoryOf(store, app.id), [store, app.id]);
  const { model } = app;
  // The memory takes a revision once, however often React renders it.
  const waves = useMemo(() => memory.update(model), [memory, model]);
  const filters = usePanel(selectFilters);
  const asTable = useStore(memory.view, (state) => state.asTable);
  const marked = useStore(memory.view, (state) => state.wave);
  const root = useRef<HTMLDivElement>(null);
  const size = useElementSize(root);
  const wave = waves.find(({ id }) => id === marked) ?? null;
  const place = size === null ? null : size.width >= SIDE_FROM ? 'side' : size.height >= UNDER_FROM ? 'under' : null;

  // A wave that is no longer recorded is not marked either.
  useEffect(() => {
    if (marked !== null && wave === null) memory.view.getState().set({ wave: null });
  }, [marked, wave, memory]);

  return (
    <div ref={root} className="timeline" data-place={place ?? undefined}>
      <TimelineToolbar
        memory={memory}
        waves={waves}
        range={filters.timeRange ?? null}
        compact={(size?.width ?? 0) < 560}
      />
      {asTable ? (
        <WaveTable memory={memory} model={model} waves={waves} />
      ) : (
        <div className="timeline-body">
          <TimelineCanvas memory={memory} model={model} wave={wave} connected={app.connected} />
          {place !== null ? <WaveList memory={memory} waves={waves} marked={marked} /> : null}
        </div>
      )}
    </div>
  );
}
