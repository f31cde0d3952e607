import { useEffect, useMemo } from 'react';
import type { Wave } from '../../../src/analysis/waves';
import type { TraceModel } from '../../../src/trace/model';
import { filterCalls, isFiltering } from '../../search/call-query';
import { callbackName } from '../../selectors/callback-names';
import { selectFilters, selectPaused, selectSelectedCallId } from '../../selectors/current-app';
import { usePanel } from '../../store/panel-context';
import { chainOf } from '../lanes/chain';
import type { TimelineMemory } from '../timeline-memory';
import type { Stage } from './stage';

/** Has the stage show what is selected, filtered and running. */
export function useStageContent(
  stage: Stage | null,
  { timeline }: TimelineMemory,
  model: TraceModel,
  wave: Wave | null,
  connected: boolean,
): void {
  const selected = usePanel(selectSelectedCallId);
  const filters = usePanel(selectFilters);
  const { timeRange = null } = filters;
  const paused = usePanel(selectPaused);
  const links = useMemo(() => (selected === null ? [] : chainOf(model, selected)), [model, selected]);
  // What lies outside the range is veiled as a whole; only the other filters pale single bars.
  const passing = useMemo(() => {
    const others = { ...filters, timeRange: null };
    return isFiltering(others) ? new Set(filterCalls(model, others)) : null;
  }, [model, filters]);

  useEffect(() => {
    stage?.show({
      selected,
      links,
      passing,
      wave: wave && { from: wave.start, to: wave.end ?? timeline.to },
      range: timeRange && { from: timeRange[0], to: timeRange[1] },
      nameOf: (callback) => callbackName(model.callbacks, callback),
      live: connected && !paused,
    });
  }, [stage, model, selected, links, passing, wave, timeRange, connected, paused, timeline]);
}
