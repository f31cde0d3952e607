import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Longer than the animation in graph.css. */
const SETTLED = 400;

/** Fades the graph in again when the whole layout was replaced, so that it does not seem to jump. */
export function useSettling(root: RefObject<HTMLElement | null>, layout: ReadonlyMap<string, unknown>): void {
  const before = useRef(layout);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element || before.current === layout) return;
    before.current = layout;
    element.setAttribute('data-settling', '');
    const timer = setTimeout(() => element.removeAttribute('data-settling'), SETTLED);
    return () => clearTimeout(timer);
  }, [root, layout]);
}
