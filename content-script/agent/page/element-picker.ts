import type { PageOverlay } from './page-overlay';

export interface ElementPicker {
  /**
   * Lets the user pick a component in the page. Until then the app receives no click, and afterwards nothing of ours
   * listens any more.
   * @param done with the id of the component; `null` when the user cancelled
   */
  readonly start: (done: (component: string | null) => void) => void;
  /** Cancels picking, if it is active. */
  readonly stop: () => void;
  /** Shows frames around components, if they are visible; an empty list removes the frames. */
  readonly highlight: (components: readonly string[]) => void;
}

/** The events of a press with the pointer: the app must receive none of them. */
const PRESS = [
  'pointerdown',
  'mousedown',
  'pointerup',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
] as const;

/**
 * @param isComponent whether a component with this id (object ids as the renderer writes them) is in a layout of the page
 */
export function createElementPicker(
  page: Window & typeof globalThis,
  overlay: PageOverlay,
  isComponent: (id: string) => boolean,
): ElementPicker {
  let end: (() => void) | null = null;

  /** The nearest ancestor component with an id: only such a component can belong to a callback. */
  const componentAt = (target: EventTarget | null): Element | null => {
    let element = target instanceof page.Element ? target.closest('[id]') : null;
    while (element !== null && !isComponent(element.id)) element = element.parentElement?.closest('[id]') ?? null;
    return element;
  };

  const begin = (done: (component: string | null) => void): void => {
    let under: Element | null = null;
    const finish = (component: string | null): void => {
      for (const type of PRESS) page.removeEventListener(type, onPress, true);
      page.removeEventListener('pointermove', onMove, true);
      page.removeEventListener('keydown', onKey, true);
      overlay.show([]);
      end = null;
      done(component);
    };
    const onMove = ({ target }: Event): void => {
      const found = componentAt(target);
      if (found === under) return;
      under = found;
      overlay.show(found === null ? [] : [{ element: found, name: found.id }]);
    };
    const onPress = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type !== 'click') return;
      const found = componentAt(event.target);
      // Outside all components: the user may try again.
      if (found !== null) finish(found.id);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      finish(null);
    };
    for (const type of PRESS) page.addEventListener(type, onPress, true);
    page.addEventListener('pointermove', onMove, { capture: true, passive: true });
    page.addEventListener('keydown', onKey, true);
    end = () => {
      finish(null);
    };
  };

  const stop = (): void => {
    end?.();
  };

  return {
    start(done) {
      stop();
      begin(done);
    },
    stop,
    highlight(components) {
      if (end !== null) return;
      overlay.show(
        components.flatMap((name) => {
          const element = page.document.getElementById(name);
          return element === null ? [] : [{ element, name }];
        }),
      );
    },
  };
}
