import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';

const GAP = 4;
const MARGIN = 8;
/** A longer one scrolls: it is a small surface, whatever it lists. */
const TALLEST = 480;

/**
 * A small surface next to the element that opened it, kept inside the window. Closes on Escape, on a click elsewhere
 * and when focus moves out.
 */
export function Popover(props: {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly onClose: () => void;
  readonly role?: 'dialog' | 'note';
  readonly children: ReactNode;
}) {
  const { anchor, label, onClose, role = 'dialog', children } = props;
  const surface = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = surface.current;
    const from = anchor.current?.getBoundingClientRect();
    if (!element || !from) return;
    // The top layer, so that no scrolling or contained ancestor clips it or becomes what "fixed" refers to.
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const below = window.innerHeight - from.bottom - GAP - MARGIN;
    const above = from.top - GAP - MARGIN;
    // On the side with more room, and never over the element that opened it.
    const isAbove = height > below && above > below;
    const shown = Math.min(height, TALLEST, isAbove ? above : below);
    element.style.maxHeight = `${shown}px`;
    element.style.left = `${Math.max(MARGIN, Math.min(from.left, window.innerWidth - width - MARGIN))}px`;
    element.style.top = `${isAbove ? from.top - GAP - shown : from.bottom + GAP}px`;
  }, [anchor]);

  useEffect(() => {
    const isOutside = (target: EventTarget | null) =>
      !(
        target instanceof Node &&
        ((surface.current?.contains(target) ?? false) || (anchor.current?.contains(target) ?? false))
      );
    const onPointer = (event: PointerEvent) => isOutside(event.target) && onClose();
    const onFocus = (event: FocusEvent) => isOutside(event.target) && onClose();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Escape closes one thing at a time, the innermost first.
      event.stopPropagation();
      onClose();
      anchor.current?.focus();
    };
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [anchor, onClose]);

  return (
    <div ref={surface} popover="manual" className="ui-popover" role={role} aria-label={label}>
      {children}
    </div>
  );
}
