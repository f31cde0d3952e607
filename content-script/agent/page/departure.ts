import type { EventBody } from '../../../src/protocol/events';

/** A write to the address that a `Location` shows. */
export interface AddressWrite {
  readonly id: string;
  /** The call whose output it is, if it is one. */
  readonly call: number | null;
  /** Number of the event of this write. */
  readonly seq: number;
  readonly props: Readonly<Record<string, unknown>>;
  /** `refresh` of the component: only if it is not given, or true, the component loads the page. */
  readonly refresh: unknown;
}

/** A clientside function that is running; its call is known only afterwards. */
export interface RunningFunction {
  readonly call: number | null;
  /** Called once `call` is known. */
  whenKnown: (() => void) | null;
}

/** Finds out which call made the page navigate to another document. */
export interface DepartureWatch {
  readonly written: (write: AddressWrite) => void;
  /** The document is being left. */
  readonly left: () => Extract<EventBody, { readonly type: 'left' }>;
  /** It came back from the back-forward cache. */
  readonly returned: () => void;
}

type Part = 'href' | 'pathname' | 'search' | 'hash';
const PARTS: readonly Part[] = ['href', 'pathname', 'search', 'hash'];

interface Led {
  readonly write: AddressWrite;
  readonly part: Part;
  readonly url: string;
}

/** The part of the browser's Navigation API that is used here. */
interface NavigateEvent extends Event {
  readonly destination?: { readonly url?: unknown; readonly sameDocument?: unknown };
  readonly downloadRequest?: unknown;
}

/**
 * @param running the clientside function that is running right now
 * @param begun a navigation to another document began, as far as the browser says so; again once its function is known
 */
export function watchDeparture(page: Window, running: () => RunningFunction | null, begun: () => void): DepartureWatch {
  let led: Led | null = null;
  /** Where the browser began to navigate to, and the function that was running then; `null` before, or if it does not say. */
  let navigation: { readonly url: string; readonly during: RunningFunction | null } | null = null;

  // It says so at once, while what navigates is still on the stack.
  (page as { readonly navigation?: EventTarget }).navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest } = event as NavigateEvent;
    if (
      typeof destination?.url !== 'string' ||
      destination.sameDocument === true ||
      typeof downloadRequest === 'string'
    )
      return;
    const during = running();
    navigation = { url: destination.url, during };
    if (during !== null) during.whenKnown = begun;
    begun();
  });

  return {
    written(write) {
      const part = PARTS.find((name) => typeof write.props[name] === 'string');
      if (part === undefined || (write.refresh !== undefined && write.refresh !== true)) return;
      const url = withPart(page.location.href, part, write.props[part] as string);
      if (url !== null) led = { write, part, url };
    },
    left() {
      const from = page.location.href;
      const isProven = led !== null && navigation?.url === led.url;
      if (led !== null && (isProven || navigation === null)) {
        const { write, part, url } = led;
        return {
          type: 'left',
          from,
          call: write.call,
          write: write.seq,
          prop: `${write.id}.${part}`,
          url,
          proven: isProven,
        };
      }
      const call = navigation?.during?.call ?? null;
      return { type: 'left', from, call, write: null, prop: null, url: navigation?.url ?? null, proven: call !== null };
    },
    returned() {
      led = null;
      navigation = null;
    },
  };
}

function withPart(href: string, part: Part, value: string): string | null {
  try {
    if (part === 'href') return new URL(value, href).href;
    const url = new URL(href);
    url[part] = value;
    return url.href;
  } catch {
    return null;
  }
}
