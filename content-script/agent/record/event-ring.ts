import type { AgentEvent, EventBody, EventOf } from '../../../src/protocol/events';
import { jsonSize } from '../../../src/lib/json-size';
import { sumUpIds, type IdsSummary } from './ids-summary';

/** Events in order, bounded in number and in (estimated) bytes; the oldest are forgotten first, and counted by `first`. */
export interface EventRing {
  /**
   * @param body becomes the event itself: the caller must not change it
   * @returns its sequence number
   */
  readonly add: (renderer: number, body: EventBody, at?: number) => number;
  /** Events from sequence number `from` on, about `most`, and how many of the requested ones are forgotten. */
  readonly read: (from: number, most: number) => { readonly events: readonly AgentEvent[]; readonly dropped: number };
  /** Forgets all events except those that describe the app; sequence numbers continue. */
  readonly clear: () => void;
  /** Called after each added event. */
  onAdd: (() => void) | null;
  readonly first: number;
  readonly next: number;
}

const BASE_BYTES = 120;

/**
 * The latest of these describe the app itself: they outlive the rest, or a late panel would know no callbacks. What `ids`
 * reported outlives them as a sum.
 */
const LASTING: ReadonlySet<string> = new Set(['renderer', 'definitions', 'companion']);

export interface EventRingOptions {
  readonly now: () => number;
  readonly mostEvents: number;
  readonly mostBytes: number;
  /** Runs `reset` at the end of the current turn of JavaScript. */
  readonly atEndOfTurn: (reset: () => void) => void;
}

export function createEventRing({ now, mostEvents, mostBytes, atEndOfTurn }: EventRingOptions): EventRing {
  // A window onto a growing array, trimmed now and then: shifting one by one would cost time for every event.
  let events: AgentEvent[] = [];
  let head = 0;
  let bytes = 0;
  let seq = 1;
  let turn = 0;
  let turnOpen = false;
  const lasting = new Map<string, AgentEvent>();
  const ids = new Map<number, IdsSummary>();
  let cleared = 0;

  const forget = (event: AgentEvent): void => {
    if (event.type === 'ids') {
      const sum = ids.get(event.renderer) ?? sumUpIds();
      sum.add(event);
      ids.set(event.renderer, sum);
      return;
    }
    if (!LASTING.has(event.type)) return;
    const key = `${event.type} ${event.renderer}`;
    // At the end, so that they stay in the order of their numbers: a reader treats a lower one as a repetition.
    lasting.delete(key);
    lasting.set(key, event);
  };

  const allLasting = (): readonly AgentEvent[] =>
    [...lasting.values(), ...[...ids.values()].map((sum): EventOf<'ids'> => sum.event())].sort((a, b) => a.seq - b.seq);

  const trim = (): void => {
    while (events.length - head > mostEvents || (bytes > mostBytes && events.length - head > 1)) {
      const oldest = events[head];
      if (oldest !== undefined) {
        bytes -= sizeOf(oldest);
        forget(oldest);
      }
      head++;
    }
    if (head > 4_096 && head * 2 > events.length) {
      events = events.slice(head);
      head = 0;
    }
  };

  const ring: EventRing = {
    onAdd: null,
    add(renderer, body, at = now()) {
      if (!turnOpen) {
        turnOpen = true;
        turn++;
        atEndOfTurn(() => {
          turnOpen = false;
        });
      }
      // Not copied: a dozen of them come with each call, while the page waits.
      const event: AgentEvent = Object.assign(body, { seq: seq++, at, turn, renderer });
      events.push(event);
      bytes += sizeOf(event);
      trim();
      ring.onAdd?.();
      return event.seq;
    },
    read(from, most) {
      const { first } = ring;
      const start = Math.max(head, head + (from - first));
      const kept = from < first ? allLasting().filter((event) => event.seq >= from) : [];
      // Cleared events were discarded on purpose.
      const lost = first - Math.max(from, cleared) - kept.filter((event) => event.seq >= cleared).length;
      return { events: [...kept, ...events.slice(start, start + most)], dropped: Math.max(0, lost) };
    },
    clear() {
      events.slice(head).forEach(forget);
      cleared = seq;
      events = [];
      head = 0;
      bytes = 0;
    },
    get first() {
      return events[head]?.seq ?? seq;
    },
    get next() {
      return seq;
    },
  };
  return ring;
}

/** An estimate: the texts an event carries, and a constant for the rest. */
function sizeOf(event: AgentEvent): number {
  switch (event.type) {
    case 'sent':
    case 'received':
      return BASE_BYTES + 2 * (event.body?.inline?.length ?? jsonSize(event.body?.frame ?? null));
    case 'requested':
      return BASE_BYTES + 80 * event.changed.length + event.output.length;
    case 'definitions':
      return BASE_BYTES + 600 * event.definitions.length;
    case 'companion':
      return BASE_BYTES + 600 * event.callbacks.length;
    case 'finished':
      return BASE_BYTES + (event.payload === null ? 0 : 2_000);
    case 'props':
      return BASE_BYTES + 400;
    case 'error':
      return BASE_BYTES + 2 * (event.html?.length ?? 0);
    default:
      return BASE_BYTES;
  }
}
