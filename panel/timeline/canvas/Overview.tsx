import { useImperativeHandle, useRef, type KeyboardEvent, type PointerEvent, type Ref } from 'react';
import { TIMELINE_TEXTS } from '../../../src/words/panel';
import { fitWindow, spanOf, toTime, toX, type TimeWindow } from '../lanes/time-scale';
import type { ViewStore } from '../view-state';

export interface OverviewHandle {
  readonly canvas: HTMLCanvasElement | null;
  /** Puts the frame where the window is now. */
  readonly sync: () => void;
}

type Grip = 'from' | 'to' | 'both' | 'new';

/** The strip with the whole recording, and a frame around what is shown: drag it, its edges, or draw a new one. */
export function Overview({ view, ref }: { readonly view: ViewStore; readonly ref: Ref<OverviewHandle> }) {
  const strip = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{
    readonly grip: Grip;
    readonly at: number;
    readonly window: TimeWindow;
    readonly whole: TimeWindow;
  } | null>(null);

  useImperativeHandle(ref, () => ({
    get canvas() {
      return canvas.current;
    },
    sync() {
      const width = strip.current?.clientWidth ?? 0;
      const { window, bounds } = view.getState();
      const whole = fitWindow(bounds);
      const from = Math.max(0, toX(whole, width, window.from));
      const to = Math.min(width, toX(whole, width, window.to));
      if (!frame.current) return;
      frame.current.style.transform = `translateX(${from}px)`;
      frame.current.style.width = `${Math.max(8, to - from)}px`;
    },
  }));

  const timeOf = (event: PointerEvent, whole: TimeWindow): number => {
    const box = strip.current?.getBoundingClientRect();
    return box ? toTime(whole, box.width, event.clientX - box.left) : 0;
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const grip = gripOf(event.target);
    const { window, bounds } = view.getState();
    const whole = fitWindow(bounds);
    drag.current = { grip, at: timeOf(event, whole), window, whole };
    strip.current?.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const { current } = drag;
    if (!current) return;
    const at = timeOf(event, current.whole);
    view.getState().show(windowFor(current.grip, current.window, current.at, at));
  };
  const end = (event: PointerEvent) => {
    const { current } = drag;
    drag.current = null;
    // A click outside the frame moves the frame there.
    if (current?.grip !== 'new' || Math.abs(timeOf(event, current.whole) - current.at) > spanOf(current.whole) / 200)
      return;
    const half = spanOf(current.window) / 2;
    view.getState().show({ from: current.at - half, to: current.at + half });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -0.2 : event.key === 'ArrowRight' ? 0.2 : 0;
    if (step === 0) return;
    event.preventDefault();
    const { window, pan } = view.getState();
    pan(spanOf(window) * step);
  };

  return (
    <div
      ref={strip}
      className="timeline-overview"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => (drag.current = null)}
    >
      <canvas ref={canvas} aria-hidden="true" />
      {/* A scroll bar is what this is to a screen reader: the arrow keys move it. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={frame}
        role="group"
        aria-label={TIMELINE_TEXTS.shownPart}
        tabIndex={0}
        className="timeline-frame"
        data-grip="both"
        onKeyDown={onKeyDown}
        onDoubleClick={() => view.getState().fit()}
      >
        <i data-grip="from" />
        <i data-grip="to" />
      </div>
      {/* eslint-enable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
    </div>
  );
}

function gripOf(target: EventTarget): Grip {
  const grip = target instanceof HTMLElement ? target.dataset['grip'] : undefined;
  return grip === 'both' || grip === 'from' || grip === 'to' ? grip : 'new';
}

function windowFor(grip: Grip, window: TimeWindow, start: number, at: number): TimeWindow {
  switch (grip) {
    case 'both':
      return { from: window.from + at - start, to: window.to + at - start };
    case 'from':
      return { from: Math.min(window.from + at - start, window.to - 1), to: window.to };
    case 'to':
      return { from: window.from, to: Math.max(window.to + at - start, window.from + 1) };
    case 'new':
      return at < start ? { from: at, to: start } : { from: start, to: at };
  }
}
