import { useLayoutEffect, useState, type RefObject } from 'react';
import type { LayoutShape } from '../../../src/layout/layout-types';

/**
 * From this width of the window on the inspector may be next to the graph, and opening it must not rearrange the
 * picture (see shell/layout-mode.ts).
 */
const SIDE_BY_SIDE = 900;
/** Ratio of height to width from which the panel counts as tall, and below which it no longer does. */
const TALL_FROM = 1.15;
const WIDE_FROM = 0.95;

/**
 * Which layout fits the panel; `null` before it was measured. It changes with the docking side, not with every pixel.
 */
export function useLayoutShape(frame: RefObject<HTMLElement | null>): LayoutShape | null {
  const [shape, setShape] = useState<LayoutShape | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      // Hidden for a moment: keep the shape.
      if (width === 0 || height === 0) return;
      setShape((before) => {
        if (window.innerWidth >= SIDE_BY_SIDE) return 'wide';
        return height > width * (before === 'tall' ? WIDE_FROM : TALL_FROM) ? 'tall' : 'wide';
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return shape;
}
