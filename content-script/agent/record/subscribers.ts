import {
  BATCH_EVENTS,
  MOST_HIGHLIGHTED,
  PROTOCOL_VERSION,
  WINDOW_BATCHES,
  type AgentMessage,
  type Hello,
} from '../../../src/protocol/messages';
import type { Answer } from '../../../src/protocol/answer';
import type { ElementPicker } from '../page/element-picker';
import type { EventRing } from './event-ring';
import { createTextAnswers } from './text-answers';
import type { TextRing } from './text-ring';

export interface SubscriberOptions {
  readonly ring: EventRing;
  readonly texts: TextRing;
  readonly hello: () => Omit<Hello, 'type' | 'protocol' | 'first' | 'next'>;
  readonly post: (message: AgentMessage) => void;
  /** Arrives at once, where a port may be too late. */
  readonly postAtOnce: (message: AgentMessage) => void;
  /** Runs soon, not now: events of one moment are sent together. */
  readonly soon: (run: () => void) => void;
  /** Runs when the page is idle. */
  readonly idle: (run: () => void) => void;
  /** Cancels the job of a call. */
  readonly cancel: (call: number) => Answer<null>;
  /** Highlights and picks components in the page. */
  readonly picker: ElementPicker;
}

/** One subscribed panel (or recorder). */
export interface Subscriber {
  /** The document may be gone in a moment: from now on events are sent with `postAtOnce`, those that may be under way too. */
  readonly hurry: () => void;
  /** The document is still there after all. */
  readonly stay: () => void;
  /** An event was recorded. */
  readonly wake: () => void;
  /** A message from the panel; invalid messages get no answer. */
  readonly receive: (message: unknown) => void;
}

/** Events that are sent when the document is left. */
const MOST_AT_ONCE = 5_000;

type Command = Readonly<Record<string, unknown>>;

export function createSubscriber({
  ring,
  texts,
  hello,
  post,
  postAtOnce,
  soon,
  idle,
  cancel,
  picker,
}: SubscriberOptions): Subscriber {
  let position = 0;
  /** Everything before it has arrived. */
  let confirmed = 0;
  let subscribed = false;
  let scheduled = false;
  let hurried = false;
  const onTheWay: number[] = [];
  const { sendValue, sendOutline } = createTextAnswers(texts, idle, post);

  const flush = (): void => {
    scheduled = false;
    while (subscribed && onTheWay.length < WINDOW_BATCHES && position < ring.next) {
      const { events, dropped } = ring.read(position, BATCH_EVENTS);
      const last = events.at(-1);
      position = Math.max(ring.first, (last?.seq ?? 0) + 1);
      if (last !== undefined) onTheWay.push(last.seq);
      post({ type: 'events', events, dropped });
    }
  };

  const flushAtOnce = (): void => {
    scheduled = false;
    if (!subscribed || position >= ring.next) return;
    postAtOnce({ type: 'events', ...ring.read(position, MOST_AT_ONCE) });
    position = ring.next;
  };

  const schedule = (): void => {
    if (scheduled || !subscribed) return;
    scheduled = true;
    if (hurried) void Promise.resolve().then(flushAtOnce);
    else soon(flush);
  };

  const subscribe = (from: unknown): void => {
    onTheWay.length = 0;
    position = Number.isSafeInteger(from) && (from as number) >= 0 ? (from as number) : 1;
    subscribed = position > 0;
    confirmed = position;
    post({ type: 'hello', protocol: PROTOCOL_VERSION, ...hello(), first: ring.first, next: ring.next });
    schedule();
  };

  return {
    hurry() {
      hurried = true;
      position = Math.min(position, Math.max(confirmed, ring.first));
      flushAtOnce();
    },
    stay() {
      hurried = false;
    },
    wake: schedule,
    receive(message) {
      if (typeof message !== 'object' || message === null) return;
      const { type, from, seq, id, text, path, call, components } = message as Command;
      if (type === 'subscribe') subscribe(from);
      else if (type === 'pause') subscribed = false;
      else if (type === 'ack' && typeof seq === 'number') {
        while (onTheWay[0] !== undefined && onTheWay[0] <= seq) onTheWay.shift();
        confirmed = Math.max(confirmed, seq + 1);
        schedule();
      } else if (type === 'value' && isNumber(id) && isNumber(text) && isPath(path)) sendValue(id, text, path);
      else if (type === 'outline' && isNumber(id) && isNumber(text)) sendOutline(id, text);
      else if (type === 'sequence' && isNumber(id)) post({ type: 'sequence', id, next: ring.next });
      else if (type === 'cancel' && isNumber(id) && isNumber(call)) {
        const answer = cancel(call);
        post(answer.ok ? { type: 'cancelled', id } : { type: 'refused', id, reason: answer.reason });
      } else if (type === 'pick' && isNumber(id)) {
        picker.start((component) => {
          post({ type: 'picked', id, component });
        });
      } else if (type === 'stop-picking') picker.stop();
      else if (type === 'highlight' && Array.isArray(components)) {
        picker.highlight(
          components.filter((each): each is string => typeof each === 'string').slice(0, MOST_HIGHLIGHTED),
        );
      } else if (type === 'clear') {
        ring.clear();
        position = ring.next;
        confirmed = position;
        texts.clear();
      }
    },
  };
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

const isPath = (value: unknown): value is readonly (string | number)[] =>
  Array.isArray(value) &&
  value.length < 100 &&
  value.every((step) => typeof step === 'string' || typeof step === 'number');
