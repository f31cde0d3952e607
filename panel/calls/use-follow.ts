import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Close enough to the end to count as the end; also covers fractional scroll positions on scaled screens. */
const NEAR_END = 8;

const scrollToEnd = (element: HTMLElement | null): void => element?.scrollTo({ top: element.scrollHeight });

/**
 * Keeps a list at its newest end until the person scrolls up, and again once they are back at the end.
 * @param count rows in the list; a change of it is what there is to follow
 * @param initially whether to follow from the start
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, count: number, initially: boolean) {
  const [following, setFollowing] = useState(initially);
  const lastTop = useRef(0);
  const isFollowing = useRef(initially);
  useLayoutEffect(() => {
    isFollowing.current = following;
  }, [following]);

  useLayoutEffect(() => {
    if (following) scrollToEnd(scroller.current);
  }, [following, count, scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const atEnd = scrollHeight - scrollTop - clientHeight <= NEAR_END;
      // Only the user scrolls up; following and new rows only move down. A list that got shorter is at its end.
      if (atEnd) setFollowing(true);
      else if (scrollTop < lastTop.current - 1) setFollowing(false);
      lastTop.current = scrollTop;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    // When the panel is resized, the element keeps its scroll position, which is then no longer the end.
    const observer = new ResizeObserver(() => {
      if (isFollowing.current) scrollToEnd(element);
    });
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller]);

  const follow = () => {
    setFollowing(true);
    scrollToEnd(scroller.current);
  };
  const stop = () => setFollowing(false);
  return { following, follow, stop };
}
