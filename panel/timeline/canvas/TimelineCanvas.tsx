import { useEffect, useEffectEvent, useId, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { Wave } from '../../../src/analysis/waves';
import type { TraceModel } from '../../../src/trace/model';
import { TIMELINE_TEXTS } from '../../../src/words/panel';
import { callbackName } from '../../selectors/callback-names';
import { selectSelectedCallId } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { Overview } from './Overview';
import type { TimelineMemory } from '../timeline-memory';
import { Tooltip } from './Tooltip';
import type { BarPlace } from '../lanes/to-lanes';
import { useStage } from './use-stage';
import { useStageContent } from './use-stage-content';
import { barAt, useTimelineActions } from './use-timeline-actions';
import { useTimelineKeys } from './use-timeline-keys';
import { describeBar, speakBar } from '../describe-bar';

/** The drawn timeline with its overview. All that is drawn is also in the table. */
export function TimelineCanvas(props: {
  readonly memory: TimelineMemory;
  readonly model: TraceModel;
  readonly wave: Wave | null;
  readonly connected: boolean;
}) {
  const { memory, model, wave, connected } = props;
  const { timeline, view } = memory;
  const store = usePanelStore();
  const selected = usePanel(selectSelectedCallId);
  const about = useId();
  const { focusOn, zoomTo, ...actions } = useTimelineActions(memory);
  const { stage, root, scroller, canvas, spacer, overview } = useStage(memory, { ...actions, zoomTo });
  useStageContent(stage, memory, model, wave, connected);

  const bringIntoSight = (place: BarPlace): void => {
    const index = timeline.lanes[place.lane]?.index;
    if (!index) return;
    view.getState().reveal(index.startOf(place.bar), Math.min(index.endOf(place.bar), timeline.to));
    stage?.scrollIntoView(place.lane, place.bar);
  };
  // Brings the selected call into view, whether it was selected here or in another view.
  const reveal = useEffectEvent((place: BarPlace | undefined) => {
    if (!place) return;
    view.getState().set({ focus: null });
    bringIntoSight(place);
  });
  useEffect(() => {
    if (selected !== null && stage) reveal(timeline.placeOf(selected));
  }, [selected, stage, timeline]);

  const focus = useStore(view, (state) => state.focus);
  const focused: BarPlace | null = focus ?? (selected === null ? null : (timeline.placeOf(selected) ?? null));
  const onKeyDown = useTimelineKeys({
    memory,
    at: focused,
    move: (place) => {
      focusOn(place);
      bringIntoSight(place);
    },
    zoomTo,
    open: () => store.getState().setInspectorOpen(true),
  });
  const spoken = barAt(memory, focused);

  return (
    <div ref={root} className="timeline-stage">
      <p id={about} className="ui-visually-hidden">
        {TIMELINE_TEXTS.description}
      </p>
      {/* The picture takes the keys itself, as a grid does; what it says is spoken by the status below. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={scroller}
        role="application"
        aria-label="Timeline"
        aria-describedby={about}
        tabIndex={0}
        className="timeline-scroller"
        onKeyDown={(event: KeyboardEvent) => onKeyDown(event)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <div ref={spacer} />
      </div>
      {/* eslint-enable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
      <span role="status" className="ui-visually-hidden">
        {spoken && focused
          ? speakBar(
              focused.lane,
              describeBar(spoken, timeline.to, ({ call }) => callbackName(model.callbacks, call.callback)),
            )
          : ''}
      </span>
      <Overview view={view} ref={overview} />
      <Tooltip memory={memory} nameOf={(callback) => callbackName(model.callbacks, callback)} />
    </div>
  );
}
