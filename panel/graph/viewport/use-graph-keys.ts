import { useEffect, type RefObject } from 'react';
import type { Direction, CardPlace } from './walk-cards';

const ARROWS: { readonly [key: string]: Direction } = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export interface GraphKeys {
  /** Where the keyboard starts from: the focused card, else the selected one. */
  readonly place: (focused: CardPlace | null) => CardPlace | null;
  readonly walk: (from: CardPlace, direction: Direction) => void;
  readonly open: (place: CardPlace) => void;
  readonly choose: (place: CardPlace) => void;
  readonly search: () => void;
  readonly focus: () => void;
  readonly fit: () => void;
  readonly zoom: (step: 1 | -1) => void;
  /** Returns whether there was something to close. */
  readonly escape: () => boolean;
}

/**
 * Keys of the graph: while it has the focus or nothing has. A key with Ctrl, Alt or Meta is the browser's.
 */
export function useGraphKeys(root: RefObject<HTMLElement | null>, keys: GraphKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const inside = target !== null && root.current?.contains(target) === true;
      const nowhere = target === null || target === document.body;
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!(inside || nowhere) || target?.closest('input, select, textarea')) return;
      // Buttons of the toolbar and lists on cards handle these keys themselves.
      const isPress = event.key === 'Enter' || event.key === ' ' || event.key in ARROWS;
      if (isPress && target?.closest('[role=toolbar], [data-own-keys], .ui-popover')) return;
      if (event.key === 'Escape' && target?.closest('[aria-expanded=true], .ui-popover')) return;
      if (handle(event.key, inside ? placeOf(target) : null)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };

    const handle = (key: string, focused: CardPlace | null): boolean => {
      if (key === '/') return (keys.search(), true);
      if (key === 'f') return (keys.focus(), true);
      if (key === 'Escape') return keys.escape();
      if (key === '0') return (keys.fit(), true);
      if (key === '+' || key === '=') return (keys.zoom(1), true);
      if (key === '-') return (keys.zoom(-1), true);
      const place = keys.place(focused);
      const direction = ARROWS[key];
      if (direction && place) return (keys.walk(place, direction), true);
      if (key === 'Enter' && place) return (keys.open(place), true);
      if (key === ' ' && focused) return (keys.choose(focused), true);
      return false;
    };

    // Before the panel's own keys, which listen on the document.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [root, keys]);
}

function placeOf(element: HTMLElement): CardPlace | null {
  const card = element.closest<HTMLElement>('[data-card]')?.dataset.card;
  if (card === undefined) return null;
  return { card, row: element.closest<HTMLElement>('[data-row]')?.dataset.row ?? null } as CardPlace;
}
