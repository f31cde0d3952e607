import { useLayoutEffect, useRef, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { CallbackKey } from '../../../src/trace/types';
import { TIMELINE_TEXTS } from '../../../src/words/panel';
import { formatCount, formatDuration } from '../../ui/format';
import { RUNS, SEGMENT_COLOURS } from '../draw/colours';
import type { TimelineMemory } from '../timeline-memory';
import { LANES } from '../lanes/to-lanes';
import { describeBar } from '../describe-bar';

const GAP = 14;

/** Name and numbers of the bar under the pointer, next to it and inside the stage. */
export function Tooltip({
  memory,
  nameOf,
}: {
  readonly memory: TimelineMemory;
  readonly nameOf: (callback: CallbackKey) => string;
}) {
  const { timeline, view, now } = memory;
  const hover = useStore(view, (state) => state.hover);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const room = element?.parentElement;
    if (!hover || !element || !room) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = hover.x + GAP + width > room.clientWidth ? Math.max(4, hover.x - GAP - width) : hover.x + GAP;
    const below = hover.y + GAP + height <= room.clientHeight;
    const top = below ? hover.y + GAP : Math.max(2, Math.min(room.clientHeight - height - 2, hover.y - height / 2));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [hover]);
  if (!hover) return null;
  const bar = timeline.lanes[hover.lane]?.bars[hover.bar];
  if (!bar) return null;
  if (hover.count > 1) {
    return (
      <div ref={box} className="timeline-tip" aria-hidden="true">
        <b>{`${formatCount(hover.count, LANES[hover.lane] === 'you' ? 'entry' : 'bar').replace('entrys', 'entries')} within ${formatDuration(hover.to - hover.from)}`}</b>
        <span className="ui-dim">{TIMELINE_TEXTS.zoomIn}</span>
      </div>
    );
  }
  const { title, isCode, facts, parts } = describeBar(bar, now(), ({ call }) => nameOf(call.callback));
  const failed = bar.type === 'call' && bar.call.outcome === 'error';
  return (
    <div ref={box} className="timeline-tip" aria-hidden="true">
      <b className={isCode ? 'ui-mono' : undefined}>{title}</b>
      <span className="ui-dim">{facts.join(' · ')}</span>
      {parts.length > 0 ? (
        <dl>
          {parts.map(({ name, word, ms }) => (
            <div key={name}>
              <dt>
                <i
                  style={
                    {
                      '--swatch': `var(--${failed && RUNS.includes(name) ? 'err' : SEGMENT_COLOURS[name]})`,
                    } as CSSProperties
                  }
                />
                {word}
              </dt>
              <dd>{formatDuration(ms)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
