import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { WAIT_KINDS } from '../../../src/analysis/critical-path';
import type { Wave } from '../../../src/analysis/waves';
import type { CallId } from '../../../src/trace/types';
import { describeBeginning } from '../../../src/words/causes';
import { formatCount, formatDuration } from '../../ui/format';
import { IdText } from '../../ui/values/IdText';
import { useRowKeys } from '../../ui/use-row-keys';
import type { TimelineMemory } from '../timeline-memory';
import { WaveBar } from './WaveBar';
import { WAIT_WORDS } from '../../../src/words/timeline';

const ROW = 44;
const JUST_BEGUN = 50;

/** `server 82 %`: what a wave spent most of its time on. */
export function mostlyOf({ mostly, shares, end }: Wave): string {
  const total = WAIT_KINDS.reduce((sum, kind) => sum + shares[kind], 0);
  // Nothing is known yet of a wave that has just begun.
  return mostly === null || total < (end === null ? JUST_BEGUN : 0)
    ? ''
    : `${WAIT_WORDS[mostly]} ${Math.round((shares[mostly] / total) * 100)} %`;
}

/** Marks a wave and brings all of it into view. */
export function showWave({ view, timeline }: TimelineMemory, wave: Wave): void {
  const end = Math.max(wave.start + 5, wave.end ?? timeline.to);
  const margin = (end - wave.start) * 0.08;
  view.getState().set({ wave: wave.id });
  view.getState().show({ from: wave.start - margin, to: end + margin });
}

/** The waves: what began each, how long it took, and what that time went to. Newest last. */
export function WaveList({
  memory,
  waves,
  marked,
}: {
  readonly memory: TimelineMemory;
  readonly waves: readonly Wave[];
  readonly marked: CallId | null;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useStore(memory.view, (state) => state.following);
  // The compiler leaves this component alone, which is what the virtualizer needs.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: waves.length,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: useCallback(() => ROW, []),
    getItemKey: useCallback((index: number) => waves[index]?.id ?? index, [waves]),
    overscan: 6,
  });
  useEffect(() => {
    if (following && marked === null) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [following, marked, waves.length]);
  const selected = waves.find(({ id }) => id === marked) ?? null;
  const onKeyDown = useRowKeys(
    waves,
    selected,
    (wave, index) => {
      showWave(memory, wave);
      virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    () => selected && showWave(memory, selected),
  );
  return (
    <section className="timeline-waves" aria-label="Waves">
      <div
        ref={scroller}
        role="listbox"
        aria-label="Waves"
        tabIndex={0}
        aria-activedescendant={selected ? `wave-${selected.id}` : undefined}
        className="timeline-waves-scroller"
        onKeyDown={onKeyDown}
      >
        <div className="timeline-waves-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index }) => {
            const wave = waves[index];
            return wave ? (
              <WaveRow
                key={wave.id}
                wave={wave}
                top={index * ROW}
                isMarked={wave.id === marked}
                onChoose={() =>
                  wave.id === marked ? memory.view.getState().set({ wave: null }) : showWave(memory, wave)
                }
              />
            ) : null;
          })}
        </div>
      </div>
    </section>
  );
}

function WaveRow({
  wave,
  top,
  isMarked,
  onChoose,
}: {
  readonly wave: Wave;
  readonly top: number;
  readonly isMarked: boolean;
  readonly onChoose: () => void;
}) {
  const { text, id } = describeBeginning(wave.cause);
  const mostly = mostlyOf(wave);
  return (
    // The list has the focus and the keys; a click is the mouse's way to the same.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="option"
      id={`wave-${wave.id}`}
      aria-selected={isMarked}
      className="timeline-wave"
      style={{ height: ROW, transform: `translateY(${top}px)` }}
      onClick={onChoose}
    >
      <span className="timeline-wave-number">{wave.number}</span>
      <span className="timeline-wave-what">
        {text}
        {id === '' ? null : <IdText text={id} />}
      </span>
      <b className="timeline-wave-time">{wave.end === null ? 'running' : formatDuration(wave.end - wave.start)}</b>
      <WaveBar wave={wave} />
      <span className="timeline-wave-facts">
        {formatCount(wave.calls.length, 'call')}
        {wave.errors > 0 ? <em>{`${wave.errors} failed`}</em> : null}
        {mostly === '' ? null : <span>{mostly}</span>}
      </span>
    </div>
  );
}
