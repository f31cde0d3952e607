/**
 * Composition root of the agent: runs at `document_start` in the page's world, as a content script of the extension
 * or as an init script of the recorder.
 */
import { refused, type Answer } from '../../src/protocol/answer';
import { AGENT_READY, BRIDGE_READY, type AgentNotice } from '../../src/protocol/messages';
import type { EventBody } from '../../src/protocol/events';
import { dashVersion, readConfig } from './taps/app-facts';
import { captureStores } from './taps/capture-stores';
import { detectDash } from './taps/detect-dash';
import { createElementPicker } from './page/element-picker';
import { createEventRing } from './record/event-ring';
import { createExchanges } from './calls/exchanges';
import { createGestureClock } from './page/gesture-clock';
import { guard } from './taps/guard';
import { createPageOverlay } from './page/page-overlay';
import { createPaintClock } from './page/paint-clock';
import { tapRenderer, type RendererTap } from './taps/renderer-tap';
import { createTextRing } from './record/text-ring';
import { watchLongTasks } from './page/long-tasks';
import { servePanels } from './serve-panels';
import { tapFetch } from './taps/wire-tap';

const MOST_EVENTS = 50_000;
const MOST_EVENT_BYTES = 24_000_000;
const MOST_TEXT = 32_000_000;
const MOST_FAULTS = 20;

/** Set while an agent is active in this document, so that a second copy of the extension does not start. */
const MARK = Symbol.for('dash-callback-devtools');

type MarkedPage = Window & typeof globalThis & { [MARK]?: true };

function startAgent(page: MarkedPage): void {
  if (page[MARK] === true) return;
  Object.defineProperty(page, MARK, { value: true });

  const clock = page.performance;
  const now = (): number => clock.now();
  const ring = createEventRing({
    now,
    mostEvents: MOST_EVENTS,
    mostBytes: MOST_EVENT_BYTES,
    atEndOfTurn: (reset) => {
      void Promise.resolve().then(reset);
    },
  });
  const texts = createTextRing(MOST_TEXT);
  const taps: RendererTap[] = [];
  let calls = 0;
  let faults = 0;

  const fault = (error: unknown): void => {
    if (faults++ >= MOST_FAULTS) return;
    ring.add(0, { type: 'fault', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  };
  const idle = createIdle(page, fault);
  const watchGestures = once(() => createGestureClock(page));
  let announce = (): void => undefined;
  const record = (renderer: number, body: EventBody, at?: number): number => {
    const seq = ring.add(renderer, body, at);
    // Not from within: the tap that records this is not in the list yet.
    if (body.type === 'definitions') page.setTimeout(() => guard(fault, announce), 0);
    return seq;
  };
  const exchanges = createExchanges({ now, texts, record, fault });
  const paintClock = createPaintClock(page, (painted, at) => {
    ring.add(0, { type: 'painted', calls: painted }, at);
  });

  watchLongTasks(page, (duration, at) => {
    ring.add(0, { type: 'long-task', duration }, at);
  });
  tapFetch(page, exchanges);
  const { look } = captureStores(page, (store) => {
    guard(fault, () => {
      const renderer = taps.length;
      taps.push(
        tapRenderer({
          page,
          store,
          renderer,
          record: (body, at) => record(renderer, body, at),
          idle,
          gestures: watchGestures(),
          nextCall: () => ++calls,
          texts,
          exchanges,
          painted: paintClock,
          leaving: () => {
            panels.hurry();
          },
          fault,
        }),
      );
    });
  });

  const picker = createElementPicker(page, createPageOverlay(page), (id) => taps.some((tap) => tap.hasComponent(id)));
  const panels = servePanels({ page, ring, texts, idle, fault, picker, cancel: (call) => cancelInAny(taps, call) });
  watchLeaving(page, fault, {
    left: () => {
      panels.hurry();
      for (const tap of taps) tap.leave();
    },
    returned: () => {
      panels.stay();
      for (const tap of taps) tap.comeBack();
    },
  });
  announce = (): void => {
    const notice: AgentNotice = {
      dashVersion: dashVersion(page.document, readConfig(page.document)),
      callbacks: taps.length === 0 ? null : taps.reduce((sum, tap) => sum + tap.callbackCount(), 0),
    };
    page.document.dispatchEvent(new CustomEvent(AGENT_READY, { detail: JSON.stringify(notice) }));
  };
  watchForRenderer(page, {
    look: () => {
      guard(fault, look);
      return taps.length > 0;
    },
    missing: () => {
      record(0, { type: 'unsupported' });
    },
  });
  page.document.addEventListener(BRIDGE_READY, announce);
  announce();
}

/** Runs tasks when the page is idle. */
function createIdle(page: Window, fault: (error: unknown) => void): (run: () => void) => void {
  return (run) => {
    const safely = (): unknown => guard(fault, run);
    // Safari has none.
    const { requestIdleCallback } = page as { readonly requestIdleCallback?: Window['requestIdleCallback'] };
    if (requestIdleCallback === undefined) page.setTimeout(safely, 50);
    else requestIdleCallback.call(page, safely, { timeout: 1_000 });
  };
}

/** What was not sent yet, or is still in a port, would be lost with the document, unless that comes back. */
function watchLeaving(
  page: Window,
  fault: (error: unknown) => void,
  { left, returned }: { readonly left: () => void; readonly returned: () => void },
): void {
  page.addEventListener('pagehide', () => guard(fault, left), true);
  page.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) guard(fault, returned);
  });
}

function cancelInAny(taps: readonly RendererTap[], call: number): Answer<null> {
  for (const tap of taps) {
    const answer = tap.cancel(call);
    if (answer !== undefined) return answer;
  }
  return refused('job_over');
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const PATIENCE = 5_000;

interface RendererWatch {
  /** Looks for a renderer's store; returns whether there is one. */
  readonly look: () => boolean;
  /** The page has loaded, and no renderer started in the next five seconds. */
  readonly missing: () => void;
}

/**
 * Looks for a store each time the document changes, until there is one: React's first render creates the store and then
 * changes the document, long before the first callback can run.
 */
function watchForRenderer(page: Window & typeof globalThis, { look, missing }: RendererWatch): void {
  const observer = new page.MutationObserver(() => {
    if (look()) observer.disconnect();
  });
  observer.observe(page.document, { childList: true, subtree: true });
  const check = (): void => {
    observer.disconnect();
    if (!look()) missing();
  };
  const start = (): number => page.setTimeout(check, PATIENCE);
  if (page.document.readyState === 'complete') start();
  else page.addEventListener('load', start, { once: true });
}

detectDash(window, () => {
  try {
    startAgent(window);
  } catch {
    // The page comes first: an agent that cannot start does nothing.
  }
});
