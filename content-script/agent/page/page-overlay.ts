/** Frames around elements of the page. While nothing is shown, it adds nothing to the page. */
export interface PageOverlay {
  /** Puts a frame around each element, with its name. An empty list removes all frames. */
  readonly show: (elements: readonly { readonly element: Element; readonly name: string }[]) => void;
}

const FRAME =
  'position:fixed;box-sizing:border-box;pointer-events:none;border:2px solid #2563eb;border-radius:3px;background:#2563eb24;';
const LABEL =
  'position:absolute;left:-2px;max-width:420px;padding:1px 6px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;background:#2563eb;color:#fff;border-radius:3px;font:12px/18px monospace;';
/** The height of a name above its frame, in pixels. */
const LABEL_HEIGHT = 20;

/**
 * Drawn in a closed shadow root next to the page's body: no style of the app reaches it, no layout of the app changes, and no
 * pointer meets it.
 */
export function createPageOverlay(page: Window & typeof globalThis): PageOverlay {
  let host: HTMLElement | null = null;
  const { document } = page;

  const frameAround = (element: Element, name: string): HTMLElement => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const frame = document.createElement('div');
    frame.style.cssText = `${FRAME}left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
    const label = document.createElement('div');
    label.style.cssText = `${LABEL}${top >= LABEL_HEIGHT ? 'bottom' : 'top'}:100%`;
    label.textContent = name;
    frame.append(label);
    return frame;
  };

  return {
    show(elements) {
      host?.remove();
      host = null;
      if (elements.length === 0) return;
      host = document.createElement('div');
      host.style.cssText = 'all:initial;position:fixed;inset:0;z-index:2147483647;pointer-events:none';
      host.attachShadow({ mode: 'closed' }).append(...elements.map(({ element, name }) => frameAround(element, name)));
      document.documentElement.append(host);
    },
  };
}
