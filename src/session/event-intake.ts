import type { AgentEvent } from '../protocol/events';

/** Which of the events that arrive are new. */
export interface EventIntake {
  /** Sequence number of the first event that is still missing. */
  readonly next: () => number;
  /** @param last highest number of the batch, events of unknown form included */
  readonly accept: (events: readonly AgentEvent[], last: number | null) => readonly AgentEvent[];
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
    accept(events, last) {
      const accepted: AgentEvent[] = [];
      for (const event of events) {
        // Sent again after a lost line: already known.
        if (event.seq < next) continue;
        next = event.seq + 1;
        if (clearing === 0 || DESCRIBING.has(event.type)) accepted.push(event);
      }
      // Rejected events are not requested again, and nothing waits for them.
      next = Math.max(next, (last ?? 0) + 1);
      return accepted;
    },
    noteClearing(reply) {
      clearing++;
      void reply.finally(() => clearing--);
    },
    isClearing: () => clearing > 0,
  };
}
