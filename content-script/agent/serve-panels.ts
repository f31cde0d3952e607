import type { Answer } from '../../src/protocol/answer';
import { AGENT_LEAVING, PORT_MESSAGE } from '../../src/protocol/messages';
import type { ElementPicker } from './page/element-picker';
import type { EventRing } from './record/event-ring';
import { createSubscriber, type Subscriber } from './record/subscribers';
import type { TextRing } from './record/text-ring';
import { guard } from './taps/guard';

declare const __PRODUCT__: string;

/** Milliseconds in which events are collected before they are sent. */
const GATHER = 24;

export interface ServePanelsOptions {
  readonly page: Window & typeof globalThis;
  readonly ring: EventRing;
  readonly texts: TextRing;
  readonly idle: (run: () => void) => void;
  readonly fault: (error: unknown) => void;
  readonly picker: ElementPicker;
  /** Cancels the job of a call. */
  readonly cancel: (call: number) => Answer<null>;
}

export interface ServedPanels {
  /** The document may be gone in a moment: what was not sent yet, or is still in a port, would be lost with it. */
  readonly hurry: () => void;
  /** The document is still there after all. */
  readonly stay: () => void;
}

/** Sends what is recorded to each panel and recorder that connects, and answers their commands. */
export function servePanels({ page, ring, texts, idle, fault, picker, cancel }: ServePanelsOptions): ServedPanels {
  const agent = page.crypto.getRandomValues(new Uint32Array(3)).join('-');
  const subscribers = new Set<Subscriber>();
  ring.onAdd = () => {
    for (const subscriber of subscribers) subscriber.wake();
  };
  takePorts(page, (port) => {
    const subscriber = createSubscriber({
      ring,
      texts,
      hello: () => ({
        agent,
        product: __PRODUCT__,
        timeOrigin: page.performance.timeOrigin,
        url: clip(page.location.href),
        title: clip(page.document.title),
        userAgent: page.navigator.userAgent,
        referrer: clip(page.document.referrer),
      }),
      post: (message) => {
        guard(fault, () => {
          // As text: it is copied from world to world and process to process, where an object is taken apart and put
          // together again each time, and all of it on the thread of the page.
          port.postMessage(JSON.stringify(message));
        });
      },
      postAtOnce: (message) => {
        // A DOM event arrives at once.
        page.document.dispatchEvent(new CustomEvent(AGENT_LEAVING, { detail: JSON.stringify(message) }));
      },
      soon: (run) => page.setTimeout(() => guard(fault, run), GATHER),
      idle,
      cancel,
      picker,
    });
    subscribers.add(subscriber);
    return {
      receive: (message) => {
        guard(fault, () => {
          subscriber.receive(message);
        });
      },
      closed: () => {
        // The panel is gone: nothing else would remove the frames.
        picker.stop();
        picker.highlight([]);
        subscribers.delete(subscriber);
      },
    };
  });
  return {
    hurry() {
      for (const subscriber of subscribers) subscriber.hurry();
    },
    stay() {
      for (const subscriber of subscribers) subscriber.stay();
    },
  };
}

/** The agent's end of a connection to a panel or recorder. */
interface PortUser {
  readonly receive: (message: unknown) => void;
  readonly closed: () => void;
}

/** Takes the ports that the bridge sends into the page, one for each panel or recorder. */
function takePorts(page: Window, open: (port: MessagePort) => PortUser): void {
  page.addEventListener(
    'message',
    (event) => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== PORT_MESSAGE || port === undefined) return;
      // Ours alone: the app's own listeners never see it.
      event.stopImmediatePropagation();
      const user = open(port);
      port.onmessage = ({ data }: MessageEvent<unknown>): void => {
        if (data === 'close') {
          user.closed();
          port.close();
        } else user.receive(data);
      };
    },
    true,
  );
}

const MOST_SHOWN = 10_000;

/** A URL or a title may be of any length; no one reads more, and the panel accepts no more. */
const clip = (text: string): string => (text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`);
