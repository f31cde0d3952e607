import type { AgentEvent } from '../protocol/events';
import type { EventBatch } from '../protocol/validation';

/** Which of the events that arrive are new. */
export interface EventIntake {
  /** Sequence number of the first event that is still missing. */
  readonly next: () => number;
  readonly accept: (batch: EventBatch) => readonly AgentEvent[];
  /** The page was sent a clear command; until its reply, it sends calls that are no longer wanted. */
  readonly noteClearing: (reply: Promise<unknown>) => void;
  readonly isClearing: () => boolean;
}

/** What describes the app itself and outlives a clearing. */
const DESCRIBING: ReadonlySet<string> = new Set<AgentEvent['type']>([
  'renderer',
  'definitions',
  'companion',
  'ids',
  'unsupported',
]);

export function createEventIntake(): EventIntake {
  let next = 1;
  /** Clear commands that the page has not received yet: what it sent before them shows no calls any more. */
  let clearing = 0;

  return {
    next: () => next,
    accept({ events, last, refused, dropped }) {
      const accepted: AgentEvent[] = [];
      for (const event of events) {
        // Sent again after a lost line: already known.
        if (event.seq < next) continue;
        next = event.seq + 1;
        if (clearing === 0 || DESCRIBING.has(event.type)) accepted.push(event);
      }
      // Rejected events are not requested again, and nothing waits for them. Their numbers count only as far as the batch
      // reaches: a number out of all proportion would make every later event one that is already known.
      if (last !== null && last < next + refused + dropped) next = Math.max(next, last + 1);
      return accepted;
    },
    noteClearing(reply) {
      clearing++;
      void reply.finally(() => clearing--);
    },
    isClearing: () => clearing > 0,
  };
}
